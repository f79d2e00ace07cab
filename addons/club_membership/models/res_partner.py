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
