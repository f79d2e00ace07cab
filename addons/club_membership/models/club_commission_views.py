from odoo import api, fields, models


def _open_members(record, domain, context):
    return {
        **record.env["ir.actions.act_window"]._for_xml_id(
            "club_membership.club_commission_member_action"
        ),
        "domain": domain,
        "context": {"search_default_live": 1, **context},
    }


class ResPartner(models.Model):
    """Smart buttons: the commissions a person or an organisation is in."""

    _inherit = "res.partner"

    club_commission_count = fields.Integer(
        string="Commissions", compute="_compute_club_commission_count"
    )

    def _compute_club_commission_count(self):
        counts = dict(
            self.env["club.commission.member"]._read_group(
                [("partner_id", "in", self.ids), ("state", "=", "active")],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.club_commission_count = counts.get(partner._origin, 0)

    def action_club_commissions(self):
        """Where this person sits or sat."""
        self.ensure_one()
        return _open_members(
            self, [("partner_id", "=", self.id)], {"default_partner_id": self.id}
        )


class ClubMembership(models.Model):
    _inherit = "club.membership"

    commission_count = fields.Integer(
        string="Commissions", compute="_compute_commission_count"
    )

    @api.depends_context("uid")
    def _compute_commission_count(self):
        counts = dict(
            self.env["club.commission.member"]._read_group(
                [("membership_id", "in", self.ids), ("state", "=", "active")],
                ["membership_id"],
                ["commission_id:count_distinct"],
            )
        )
        for membership in self:
            membership.commission_count = counts.get(membership._origin, 0)

    def action_commissions(self):
        """Who sits where in the name of this membership."""
        self.ensure_one()
        context = {"default_membership_id": self.id}
        if not self.partner_id.is_company:
            context["default_partner_id"] = self.partner_id.id
        return _open_members(self, [("membership_id", "=", self.id)], context)
