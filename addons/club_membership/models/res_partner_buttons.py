from odoo import api, fields, models

from .club_membership import STATES


class ResPartner(models.Model):
    """The smart buttons of a contact: membership, dues, offices."""

    _inherit = "res.partner"

    club_membership_id = fields.Many2one(
        "club.membership", string="Membership", compute="_compute_club_membership_id"
    )
    club_number = fields.Char(
        string="Member number", compute="_compute_club_membership_id"
    )
    club_state = fields.Selection(
        STATES, string="Membership status", compute="_compute_club_membership_id"
    )
    club_amount_due = fields.Monetary(
        string="Dues owed", compute="_compute_club_dues", currency_field="currency_id"
    )
    club_due_count = fields.Integer(string="Dues", compute="_compute_club_dues")
    club_office_count = fields.Integer(
        string="Offices held", compute="_compute_club_office_count"
    )

    @api.depends(
        "club_membership_ids.merged_into_id",
        "club_membership_ids.number",
        "club_membership_ids.state",
    )
    @api.depends_context("company")
    def _compute_club_membership_id(self):
        memberships = self.env["club.membership"].search(
            [
                ("partner_id", "in", self.ids),
                ("company_id", "=", self.env.company.id),
                ("merged_into_id", "=", False),
            ]
        )
        by_partner = {m.partner_id: m for m in memberships}
        for partner in self:
            membership = by_partner.get(partner._origin, memberships.browse())
            partner.club_membership_id = membership
            partner.club_number = membership.number
            partner.club_state = membership.state

    @api.model
    def _club_dues_domain(self, partner_ids):
        return [
            "|",
            ("payer_id", "in", partner_ids),
            ("partner_id", "in", partner_ids),
            ("company_id", "=", self.env.company.id),
        ]

    @api.depends_context("company")
    def _compute_club_dues(self):
        dues = self.env["club.due"]
        for partner in self:
            # A contact form shows one contact: one grouped query each is enough.
            count, residual = (
                dues._read_group(
                    self._club_dues_domain(partner.ids), [], ["__count", "residual:sum"]
                )[0]
                if partner.ids
                else (0, 0.0)
            )
            partner.club_due_count = count
            partner.club_amount_due = residual

    @api.depends("club_office_ids")
    def _compute_club_office_count(self):
        counts = dict(
            self.env["club.office"]._read_group(
                [("partner_id", "in", self.ids), ("is_current", "=", True)],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.club_office_count = counts.get(partner._origin, 0)

    def action_club_membership(self):
        """Open the membership; for who has none, the admission filled with them."""
        self.ensure_one()
        if self.club_membership_id:
            return {
                "type": "ir.actions.act_window",
                "res_model": "club.membership",
                "res_id": self.club_membership_id.id,
                "view_mode": "form",
            }
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_membership.club_admission_action"
            ),
            "context": {"default_partner_id": self.id},
        }

    def action_club_dues(self):
        """Dues this contact owes as a member or pays for others."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_membership.club_due_action"
            ),
            "domain": self._club_dues_domain(self.ids),
            "context": {},
        }
