from odoo import api, fields, models


class ResPartner(models.Model):
    """What a person asked."""

    _inherit = "res.partner"

    club_ticket_count = fields.Integer(
        string="Questions",
        compute="_compute_club_ticket_count",
        groups="club_membership.group_club_reader,club_membership.group_club_officer",
    )

    @api.depends_context("uid")
    def _compute_club_ticket_count(self):
        counts = dict(
            self.env["club.ticket"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.club_ticket_count = counts.get(partner._origin, 0)

    def action_club_tickets(self):
        """Open the questions of these people, solved ones included."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_support.club_ticket_action"
        )
        return {
            **action,
            "domain": [("partner_id", "in", self.ids)],
            "context": {"default_partner_id": self[:1].id},
        }
