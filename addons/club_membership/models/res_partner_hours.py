from odoo import api, fields, models


class ResPartner(models.Model):
    """Smart button: the hours that a person gave as a volunteer."""

    _inherit = "res.partner"

    club_hours_given = fields.Float(
        string="Hours given",
        compute="_compute_club_hours_given",
        help="Confirmed hours, of all years.",
    )

    @api.depends_context("company", "uid")
    def _compute_club_hours_given(self):
        given = dict(
            self.env["club.hours"]._read_group(
                [
                    ("partner_id", "in", self.ids),
                    ("company_id", "=", self.env.company.id),
                    ("state", "=", "confirmed"),
                ],
                ["partner_id"],
                ["hours:sum"],
            )
        )
        for partner in self:
            partner.club_hours_given = given.get(partner._origin, 0.0)

    def action_club_hours(self):
        """The log of this person."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_membership.club_hours_action"
            ),
            "domain": [("partner_id", "=", self.id)],
            "context": {"default_partner_id": self.id},
        }
