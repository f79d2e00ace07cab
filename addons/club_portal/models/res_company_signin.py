from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    club_reinvite_days = fields.Integer(
        string="Pause between invitations (days)",
        default=14,
        help="Who was invited to their space is not invited again before.",
    )
