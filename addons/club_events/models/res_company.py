from datetime import timedelta

from odoo import fields, models


class ResCompany(models.Model):
    """How an association plans its meetings."""

    _inherit = "res.company"

    club_school_zones = fields.Char(
        string="School zones",
        help="Whose school breaks are kept free of meetings, as A,B. Empty: all.",
    )
    club_payment_hold_minutes = fields.Integer(
        string="Minutes to pay a place",
        default=30,
        required=True,
        help="How long a place is kept for somebody who pays online at once.",
    )

    _club_hold_positive = models.Constraint(
        "CHECK (club_payment_hold_minutes > 0)",
        "Give people some minutes to pay.",
    )

    def _club_payment_deadline(self):
        """Until when a place is kept for somebody who pays it now (UTC)."""
        self.ensure_one()
        # sudo: a setting, whoever registers.
        minutes = self.sudo().club_payment_hold_minutes
        return fields.Datetime.now() + timedelta(minutes=minutes)
