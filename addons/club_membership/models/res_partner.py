from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    club_membership_ids = fields.One2many(
        "club.membership", "partner_id", string="Memberships"
    )
    club_payer_membership_ids = fields.One2many(
        "club.membership", "payer_id", string="Memberships paid for"
    )
    club_office_ids = fields.One2many("club.office", "partner_id", string="Offices")
    club_birth_date = fields.Date(string="Birth date")
    club_deceased_on = fields.Date(
        string="Deceased on", help="Every message to this person stops at once."
    )

    def _club_make_customers(self):
        """Mark everyone as customer in one write, before a chunk is booked."""
        new = self.filtered(lambda partner: not partner.customer_rank)
        if new:
            new.with_context(tracking_disable=True).write({"customer_rank": 1})

    def _increase_rank(self, field, n=1):
        # Core writes ranks partner by partner; a chunk has done it in one statement.
        if self.env.context.get("club_skip_rank"):
            return None
        return super()._increase_rank(field, n)
