from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class ResCompany(models.Model):
    _inherit = "res.company"

    club_application_days = fields.Integer(
        string="Applications expire after (days)",
        default=90,
        help="An application nobody approved or paid is closed after these days.",
    )
    club_number_sequence_id = fields.Many2one("ir.sequence", readonly=True)
    club_dues_journal_id = fields.Many2one(
        "account.journal",
        domain="[('type', '=', 'general')]",
        check_company=True,
        help="Where dues booked as collective entries go.",
    )
    club_invoice_journal_id = fields.Many2one(
        "account.journal",
        domain="[('type', '=', 'sale')]",
        check_company=True,
        help="Where dues booked as invoices go.",
    )
    club_income_account_id = fields.Many2one(
        "account.account",
        string="Dues income account",
        domain="[('account_type', 'in', ('income', 'income_other'))]",
    )
    club_donation_account_id = fields.Many2one(
        "account.account",
        string="Donations account",
        domain="[('account_type', 'in', ('income', 'income_other'))]",
    )
    club_opening_account_id = fields.Many2one(
        "account.account",
        string="Opening balances account",
        help="Counterpart of the opening balances of imported members.",
    )
    club_bank_account_id = fields.Many2one(
        "res.partner.bank",
        string="Bank account on notices",
        domain="[('partner_id', '=', partner_id)]",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        for company in companies:
            company._club_root_section()
        return companies

    def _club_root_section(self):
        """The section without parent of this company, made on first use."""
        self.ensure_one()
        # sudo: the default of any form, whoever opens it; reads and makes one record
        # that belongs to the company itself.
        sections = self.env["club.section"].sudo()
        root = sections.search(
            [("company_id", "=", self.id), ("parent_id", "=", False)],
            order="id",
            limit=1,
        )
        return root or sections.create(
            {"name": self.name, "level": "national", "company_id": self.id}
        )

    def _club_journal(self, booking_mode):
        """The journal of dues: a general one for collective entries (made on first
        use), the sale journal for invoices.

        :param booking_mode: ``collective`` or ``invoice``
        """
        self.ensure_one()
        journals = self.env["account.journal"]
        if booking_mode == "invoice":
            journal = self.club_invoice_journal_id or journals.search(
                [("company_id", "=", self.id), ("type", "=", "sale")], limit=1
            )
        else:
            journal = self.club_dues_journal_id
            if not journal:
                # Named once, for all who will ever read the books.
                books = self._club_speaking()
                journal = self.club_dues_journal_id = journals.with_env(
                    books.env
                ).create(
                    {
                        "name": books.env._("Dues"),
                        "code": "COT",
                        "type": "general",
                        "company_id": self.id,
                    }
                )
        if not journal:
            raise UserError(
                self.env._(
                    "%s has no sale journal: load its chart of accounts.", self.name
                )
            )
        return journal

    def _club_speaking(self):
        """This company in its own language, in which its books are kept."""
        self.ensure_one()
        return self.with_context(lang=self.partner_id.lang or self.env.lang)

    def _club_next_numbers(self, count):
        """Reserve ``count`` member numbers of this company.

        Numbers come from a PostgreSQL sequence: unique under any concurrency, and
        possibly with gaps, which a member number may have (an invoice number not).

        :return: list of strings
        """
        self.ensure_one()
        # sudo: numbering is not the user's business; ir.sequence is for settings users.
        company = self.sudo()
        if not company.club_number_sequence_id:
            company.club_number_sequence_id = (
                self.env["ir.sequence"]
                .sudo()
                .create(
                    {
                        "name": self.env._("Member numbers of %s", self.name),
                        "implementation": "standard",
                        "padding": 5,
                        "company_id": self.id,
                    }
                )
            )
        sequence = company.club_number_sequence_id
        rows = self.env.execute_query(
            SQL(
                "SELECT nextval(%s) FROM generate_series(1, %s)",
                f"ir_sequence_{sequence.id:03d}",
                count,
            )
        )
        return [sequence.get_next_char(row[0]) for row in rows]
