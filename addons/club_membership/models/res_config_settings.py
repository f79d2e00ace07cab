from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    club_application_days = fields.Integer(
        related="company_id.club_application_days", readonly=False
    )
    club_dues_journal_id = fields.Many2one(
        related="company_id.club_dues_journal_id", readonly=False
    )
    club_invoice_journal_id = fields.Many2one(
        related="company_id.club_invoice_journal_id", readonly=False
    )
    club_income_account_id = fields.Many2one(
        related="company_id.club_income_account_id", readonly=False
    )
    club_donation_account_id = fields.Many2one(
        related="company_id.club_donation_account_id", readonly=False
    )
    club_opening_account_id = fields.Many2one(
        related="company_id.club_opening_account_id", readonly=False
    )
    club_bank_account_id = fields.Many2one(
        related="company_id.club_bank_account_id", readonly=False
    )
    club_company_partner_id = fields.Many2one(related="company_id.partner_id")
