from odoo import api, fields, models

# Fields of the company its club administrator sets; the rest stays with Odoo's own.
SETTINGS = (
    "club_dues_journal_id",
    "club_invoice_journal_id",
    "club_income_account_id",
    "club_donation_account_id",
    "club_opening_account_id",
    "club_bank_account_id",
    "club_application_days",
    "club_majority_age",
)


class ClubSettings(models.TransientModel):
    """The association's settings, for who administers it and not all of Odoo."""

    _name = "club.settings"
    _description = "Settings of the Association"
    _check_company_auto = True

    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    company_partner_id = fields.Many2one(related="company_id.partner_id")
    club_dues_journal_id = fields.Many2one(
        "account.journal",
        domain="[('type', '=', 'general'), ('company_id', '=', company_id)]",
        help="Journal of dues booked as collective entries (members who get a notice).",
    )
    club_invoice_journal_id = fields.Many2one(
        "account.journal",
        domain="[('type', '=', 'sale'), ('company_id', '=', company_id)]",
        help="Journal of dues booked as invoices (members who want an invoice).",
    )
    club_income_account_id = fields.Many2one(
        "account.account",
        string="Dues income account",
        domain="[('account_type', 'in', ('income', 'income_other'))]",
        check_company=True,
        help="Where dues are booked as income, unless a membership type says "
        "otherwise.",
    )
    club_donation_account_id = fields.Many2one(
        "account.account",
        string="Donations account",
        domain="[('account_type', 'in', ('income', 'income_other'))]",
        check_company=True,
        help="Where the gift part of a cheque is booked.",
    )
    club_opening_account_id = fields.Many2one(
        "account.account",
        string="Opening balances account",
        check_company=True,
        help="Counterpart of the opening balances of members you import.",
    )
    club_bank_account_id = fields.Many2one(
        "res.partner.bank",
        string="Bank account on notices",
        domain="[('partner_id', '=', company_partner_id)]",
        help="Printed on notices, with a QR code, so that members know where to pay.",
    )
    club_application_days = fields.Integer(
        string="Applications expire after (days)",
        help="An application nobody approved or paid is closed after these days.",
    )
    club_majority_age = fields.Integer(
        string="Age of majority",
        help="Younger members have no vote; a guardian may act for them.",
    )

    @api.model
    def _settings(self):
        """Names of the company's fields that this form holds; others may add theirs."""
        return SETTINGS

    @api.depends_context("company")
    def _compute_company_id(self):
        self.company_id = self.env.company

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        # sudo: ordinary users do not read every field of a company.
        company = self.env.company.sudo()
        for name in set(self._settings()) & set(fields_list):
            values.setdefault(
                name, company._fields[name].convert_to_write(company[name], company)
            )
        return values

    def action_save(self):
        """Write the settings on the current company."""
        self.ensure_one()
        self.check_access("write")
        # sudo: writing a company takes Odoo's own administrator; who may make this
        # form administers the association, and it holds the club's fields alone.
        self.env.company.sudo().write(
            {
                name: self._fields[name].convert_to_write(self[name], self)
                for name in self._settings()
            }
        )
        return {"type": "ir.actions.act_window_close"}
