from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .club_expense import ACCOUNT_SEEN_BY


class AccountJournal(models.Model):
    _inherit = "account.journal"

    def _club_payout_account(self):
        """Where money that leaves this journal rests until the bank shows it."""
        self.ensure_one()
        lines = self.outbound_payment_method_line_ids
        return lines.payment_account_id[:1] or self._club_bank_account()


class ClubPaymentOut(models.Model):
    """Paying what is approved, from the bank or the cash box, and taking it back."""

    _inherit = "club.payment.out"

    paid_from = fields.Selection(
        [("bank", "Bank account"), ("cash", "Cash box")],
        string="Paid from",
        required=True,
        default="bank",
        tracking=True,
    )
    journal_id = fields.Many2one(
        "account.journal",
        string="Paid from journal",
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash'))]",
        ondelete="restrict",
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        precompute=True,
        compute_sudo=True,
    )
    source_label = fields.Char(
        string="Account", compute="_compute_source_label", compute_sudo=True
    )
    # As it was when the payment was asked for: what is approved goes nowhere else.
    payee_iban = fields.Char(
        string="Account asked for", readonly=True, copy=False, groups=ACCOUNT_SEEN_BY
    )
    payee_account = fields.Char(
        string="Account of the payee", compute="_compute_payee_account"
    )

    @api.depends("section_id", "paid_from")
    def _compute_journal_id(self):
        for payment in self:
            section = payment.section_id
            if not section:
                payment.journal_id = False
            elif payment.paid_from == "cash":
                payment.journal_id = section.cash_journal_id
            else:
                payment.journal_id = section._bank_journal()

    @api.depends("journal_id")
    def _compute_source_label(self):
        # compute_sudo: a section's treasurer reads the name of a journal, not journals.
        for payment in self:
            payment.source_label = payment.journal_id.name

    @api.depends("partner_id", "state")
    @api.depends_context("uid")
    def _compute_payee_account(self):
        """In full for who sends the money; others recognise it.

        Of a draft that of the contact; afterwards the one that was asked for.
        """
        treasurer = self.env.su or any(
            map(self.env.user.has_group, ACCOUNT_SEEN_BY.split(","))
        )
        for payment in self:
            payee, known = payment.partner_id, payment._origin
            # A form may name anybody before it is saved: their account stays theirs.
            if payee and payee._origin != known.partner_id:
                payee = payee._filtered_access("read")
            # sudo: who may read the payment sees where the money goes.
            if known.state in (False, "draft"):
                account = payment.sudo()._payee_iban(payee.sudo()) or ""
            else:
                account = known.sudo().payee_iban or ""
            if account and not treasurer:
                bare = "".join(account.split())
                account = f"{bare[:4]} … {bare[-4:]}"
            payment.payee_account = account

    def _payee_iban(self, payee):
        """The account that this payment goes to, if it is known.

        :param payee: the contact whose account may be told
        """
        return payee.bank_ids[:1].acc_number

    def write(self, vals):
        if vals.keys() & {"paid_from", "journal_id"} and any(
            payment.state == "paid" for payment in self
        ):
            raise UserError(self.env._("A payment that is made cannot change."))
        return super().write(vals)

    def action_pay(self):
        """Book these payments today; one that is paid already is left as it is."""
        for payment in self:
            payment._pay()

    def _pay(self, day=None):
        """Book an approved payment: the debt is settled, or the heading takes it.

        :param day: when the money left; by default the association's today
        :raises UserError: not approved yet or no longer, the period is closed, no
            cash box
        :raises AccessError: the bank account is somebody else's
        """
        self.ensure_one()
        for payment in self._lock_in_state("requested", "draft"):
            raise UserError(
                self.env._(
                    "%s is not approved yet: another officer or treasurer does that.",
                    payment.display_name,
                )
            )
        for payment in self._lock_in_state(
            "approved", overtaken=("refused", "cancelled")
        ):
            payment._check_source()
            # sudo: section treasurers hold no accounting group; what is booked
            # follows from a payment that two people agreed on.
            payment.sudo()._book_payment(day or payment.company_id._club_today())
            payment._tell_origin()

    def _check_source(self):
        """Money leaves an account through who keeps it.

        :raises AccessError: the account is another section's, or one is no treasurer
        """
        journal = self.sudo().journal_id  # sudo: whose journal it is, nothing else
        if not journal:
            raise UserError(
                self.env._(
                    "%s has no cash box: choose the bank account, or ask the "
                    "association's treasurer to set one.",
                    self.section_id.name,
                )
            )
        if self._is_national_treasurer():
            return
        served = self.env["club.section"]._served_by_user("treasurer")
        if journal not in served._own_journals():
            raise AccessError(
                self.env._(
                    "%(payment)s leaves an account that you do not keep (%(account)s): "
                    "its treasurer pays it.",
                    payment=self.name,
                    account=journal.name,
                )
            )

    def _book_payment(self, day):
        journal, total = self.journal_id, self.amount
        debts = self._debts_to_settle()
        label = self.env._("%(name)s: %(reason)s", name=self.name, reason=self.reason)
        lines = [
            {
                "account": debt.account_id,
                "balance": part,
                "partner": debt.partner_id,
                "name": label,
                "values": {"date_maturity": day},
            }
            for debt, part in debts
        ]
        left = self.currency_id.round(total - sum(part for _debt, part in debts))
        if self.currency_id.compare_amounts(left, 0) > 0:
            lines.append(
                {
                    "account": self._spending_account(),
                    "balance": left,
                    "partner": self.partner_id,
                    "name": label,
                    "section": self.section_id,
                    "heading": self.heading_id,
                }
            )
        lines.append(
            {
                "account": journal._club_payout_account(),
                "balance": -total,
                "partner": self.partner_id,
                "name": label,
            }
        )
        move = self.env["account.move"]._club_book(journal, day, label, lines)
        self.write(
            {
                "state": "paid",
                "move_id": move.id,
                "paid_on": day,
                "paid_by_id": self.env.uid,
            }
        )
        settled = move.line_ids.sorted("id")[: len(debts)]
        for (debt, _part), line in zip(debts, settled, strict=True):
            (debt + line).reconcile()

    def _debts_to_settle(self):
        """[(open ledger line, part of the payment)] of the debt behind it."""
        left, pairs = self.amount, []
        for debt in self.payable_line_ids.sorted("id"):
            part = self.currency_id.round(min(left, -debt.amount_residual))
            if self.currency_id.compare_amounts(part, 0) > 0:
                pairs.append((debt, part))
                left -= part
        return pairs

    def _spending_account(self):
        """Where money goes that settles no debt.

        :raises UserError: the debt it was asked for is settled already
        """
        if not self.heading_id:
            raise UserError(
                self.env._(
                    "What %s was to pay is paid already, at least in part: refuse it "
                    "and ask for what is left.",
                    self.name,
                )
            )
        return self.heading_id._account()

    def action_take_back(self):
        """The money came back or never left: mirror the entry, what it paid is owed.

        :raises UserError: the period is closed
        """
        for payment in self._lock_in_state("paid"):
            payment._check_source()
            # sudo: the mirror of what was booked, as for booking.
            payment.sudo()._undo_payment()
            payment._tell_origin()

    def _undo_payment(self):
        if self._club_seen_at_bank():
            raise UserError(
                self.env._(
                    "The bank statement shows %s: undo the bank line first.", self.name
                )
            )
        day = max(self.paid_on, self.company_id._club_today())
        self.company_id._club_check_period_open(day, self.move_id.journal_id)
        self._club_mirror_books(day, self.env._("Taken back: %s", self.name))
        self.write(
            {
                "state": "approved",
                "move_id": False,
                "paid_on": False,
                "paid_by_id": False,
            }
        )
