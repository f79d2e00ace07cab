from odoo import fields, models


class ResCompany(models.Model):
    """What an association needs before it can debit."""

    _inherit = "res.company"

    club_debit_notice_days = fields.Integer(
        string="Days between announcement and debit",
        default=14,
        help="14 unless you agreed otherwise with your members.",
    )
    club_debit_template_id = fields.Many2one(
        "mail.template",
        string="Announcement of a debit",
        domain="[('model', '=', 'club.debit.line')]",
        help="Empty: the one that comes with Club.",
    )

    def _club_debit_mode(self):
        """The first way of debiting of this association, empty without any."""
        self.ensure_one()
        # sudo: which one, for whoever prepares a debit.
        return (
            self.env["account.payment.mode"]
            .sudo()
            .search(
                [
                    ("company_id", "=", self.id),
                    ("payment_method_code", "=", "sepa_direct_debit"),
                ],
                limit=1,
            )
        )

    def _club_debit_gaps(self, mode=None):
        """What is missing before a debit can be sent, in sentences.

        :param mode: the way of debiting, by default the first one
        :return: list of sentences, empty when all is there
        """
        self.ensure_one()
        mode = mode or self._club_debit_mode()
        journal = mode.fixed_journal_id or self._club_debit_journal()
        gaps = [
            *self._club_debit_gaps_at_bank(mode, journal),
            *self._club_debit_gaps_of_mode(mode),
        ]
        return [gap for gap in gaps if gap]

    def _club_debit_gaps_at_bank(self, mode, journal):
        identifier = mode.sepa_creditor_identifier or self.sepa_creditor_identifier
        return [
            self.currency_id.name != "EUR"
            and self.env._(
                "%s does not keep its books in euros: SEPA debits are in euros.",
                self.name,
            ),
            not identifier
            and self.env._(
                "The SEPA creditor identifier is missing: ask your bank for it, it "
                "gets it from the central bank."
            ),
            not journal
            and self.env._("There is no bank account: create one in Bank and cash."),
            journal
            and journal.bank_account_id.acc_type != "iban"
            and self.env._(
                "The bank account %s has no IBAN: enter it.", journal.display_name
            ),
        ]

    def _club_debit_gaps_of_mode(self, mode):
        if not mode:
            return [
                self.env._(
                    "There is no way of debiting yet: let Club create what is missing."
                )
            ]
        return [
            not mode.fixed_journal_id
            and self.env._(
                "%s does not say which bank account gets the money.", mode.name
            ),
            not mode.group_lines
            and self.env._(
                "%s does not group the debts of a payer into one debit.", mode.name
            ),
            mode.fixed_journal_id
            and not self._club_debit_method_line(mode).payment_account_id
            and self.env._(
                "%s has no account where the money waits for the bank statement.",
                mode.fixed_journal_id.display_name,
            ),
        ]

    def _club_debit_journal(self):
        """The bank account of the association itself."""
        journal = self._club_root_section()._bank_journal()
        return journal if journal.type == "bank" else journal.browse()

    def _club_debit_method_line(self, mode):
        lines = mode.fixed_journal_id.inbound_payment_method_line_ids
        return lines.filtered(
            lambda line: line.payment_method_id == mode.payment_method_id
        )[:1]

    def _club_outstanding(self):
        """Account of money received that the bank statement does not show yet.

        :return: empty where the chart has none
        """
        self.ensure_one()
        charts = self.env["account.chart.template"].with_company(self.root_id)
        return (
            charts.ref(
                "account_journal_payment_debit_account_id", raise_if_not_found=False
            )
            or self.env["account.account"]
        )

    def _club_set_up_debits(self, journal, identifier=None):
        """Create what direct debits need, and leave alone what is there.

        :param journal: the bank account that gets the money
        :param identifier: SEPA creditor identifier
        :raises ValidationError: the identifier is wrong
        """
        self.ensure_one()
        if identifier:
            self.sepa_creditor_identifier = identifier.replace(" ", "").upper()
        method = self.env.ref("account_banking_sepa_direct_debit.sepa_direct_debit")
        lines = journal.inbound_payment_method_line_ids
        mine = lines.filtered(lambda line: line.payment_method_id == method)[:1]
        if not mine:
            mine = mine.create(
                {
                    "name": method.name,
                    "payment_method_id": method.id,
                    "journal_id": journal.id,
                }
            )
        if not mine.payment_account_id:
            mine.payment_account_id = self._club_outstanding()
        mode = self._club_debit_mode()
        if mode:
            mode.group_lines = True
            if not mode.fixed_journal_id:
                mode.write(
                    {"bank_account_link": "fixed", "fixed_journal_id": journal.id}
                )
            return mode
        return mode.create(
            {
                "name": self.env._("SEPA direct debit"),
                "company_id": self.id,
                "payment_method_id": method.id,
                "bank_account_link": "fixed",
                "fixed_journal_id": journal.id,
                "group_lines": True,
                "default_date_prefered": "fixed",
                "payment_order_ok": True,
            }
        )
