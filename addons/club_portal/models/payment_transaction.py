from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tools import SQL, format_amount

# Payments that somebody makes on a page.
BY_PAYER = ("online_redirect", "online_direct", "online_token")
SEEN_BY = "account.group_account_invoice"


class PaymentTransaction(models.Model):
    """An online payment to an association: booked once, to who owes it.

    Core would book it to whoever is logged in and leave the member's own line open:
    here it becomes a deposit of one payment, as a cheque or a transfer does.
    """

    _inherit = "payment.transaction"

    club_due_ids = fields.Many2many(
        "club.due",
        "club_due_transaction_rel",
        "transaction_id",
        "due_id",
        string="Dues",
        readonly=True,
        copy=False,
        groups=SEEN_BY,
    )
    club_shares = fields.Json(
        readonly=True,
        copy=False,
        groups=SEEN_BY,
        help="How the payment is meant: list of [ids of dues, amount].",
    )
    club_deposit_ids = fields.One2many(
        "club.deposit", "transaction_id", string="Deposits", groups=SEEN_BY
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Invoices of dues may be paid on core's own pages: it is the same payment."""
        transactions = super().create(vals_list)
        # sudo: what a payment is for, noted by the system whoever begins it.
        for transaction in transactions.sudo():
            if transaction.operation in BY_PAYER:
                transaction._club_check_card()
                transaction._club_note_invoices()
        return transactions

    def _club_check_card(self):
        """A saved card is used by who saved it, signed in: core takes it from
        everybody at the same organisation, and from who holds a link."""
        owner = self.token_id.partner_id
        if self.operation == "online_token" and owner != self.env.user.partner_id:
            raise AccessError(self.env._("This way of paying is not offered."))

    def _club_note_invoices(self):
        """Note the dues of the invoices paid, where they ask for nothing else."""
        invoices = self.invoice_ids
        if not invoices or self.club_due_ids or self.source_transaction_id:
            return
        shares, left = [], self.amount
        for invoice in invoices:
            dues = invoice.club_due_ids
            owed = sum(dues.mapped("residual"))
            if not dues or self.currency_id.compare_amounts(
                owed, invoice.amount_residual
            ):
                return
            part = self.currency_id.round(min(owed, left))
            if part > 0:
                shares.append([dues.ids, part])
                left -= part
        if shares:
            self.write(
                {
                    "club_due_ids": [Command.set(invoices.club_due_ids.ids)],
                    "club_shares": shares,
                }
            )

    def _create_payment(self, **extra_create_values):
        source = self.source_transaction_id
        if not (self._club_is_ours() or source._club_is_ours()):
            return super()._create_payment(**extra_create_values)
        # sudo: booked by whoever sees the payment come in: the payer's own browser,
        # the provider's call or the nightly job.
        transaction = self.sudo()
        if self.operation == "refund":
            transaction._club_book_refund()
        else:
            transaction._club_book()
        return self.env["account.payment"]

    def _club_is_ours(self):
        """Whether this payment is booked here, as a deposit, and not by core."""
        return bool(self.club_due_ids)

    def _club_lock(self):
        """Let one worker at a time book this payment.

        Who waited here sees a row changed since it began: PostgreSQL refuses, Odoo
        tries again, and finds the payment booked.
        """
        self.ensure_one()
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE payment_transaction SET write_date = %s WHERE id = %s",
                fields.Datetime.now(),
                self.id,
            )
        )
        self.invalidate_recordset(["write_date"], flush=False)

    def _club_book(self):
        """Book this payment as a deposit, unless it is booked already.

        What was paid by other means meanwhile, or is owed no more, stays as an open
        credit of the payer.
        """
        self._club_lock()
        if self.club_deposit_ids:
            return
        # In the language of the books, whoever's browser brought the payment home.
        books = self.company_id._club_speaking().env
        section = self._club_section()
        deposit = (
            self.env["club.deposit"]
            .with_context(lang=books.lang)
            .with_company(self.company_id)
            .create(
                {
                    "company_id": self.company_id.id,
                    "section_id": section.id if len(section) == 1 else False,
                    "journal_id": self._club_journal().id,
                    "method": "card",
                    "date": fields.Date.context_today(self),
                    "transaction_id": self.id,
                    "line_ids": [
                        Command.create(line | {"number": self.reference})
                        for line in self._club_deposit_lines()
                    ],
                }
            )
        )
        deposit.action_post()

    def _club_section(self):
        """Of which section the payment is; none or several: of the association."""
        return self.club_due_ids.section_id or (
            self.source_transaction_id.club_due_ids.section_id
        )

    def _club_deposit_lines(self):
        """Values of the lines of the deposit: who paid how much for what."""
        return [
            {
                "payer_id": dues[:1].payer_id.id,
                "due_ids": [Command.set(dues.ids)],
                "amount": amount,
            }
            for dues, amount in self._club_shares_of_amount()
        ]

    def _club_journal(self):
        return (
            self.provider_id.journal_id
            or self.company_id._club_root_section()._bank_journal()
        )

    def _club_shares_of_amount(self):
        """[(dues, amount)] that make up this payment.

        Part of an amount authorised before is shared like the whole; the last share
        takes the cents.
        """
        source = self if self.club_shares else self.source_transaction_id
        dues, rounded = self.env["club.due"], self.currency_id.round
        ratio = self.amount / source.amount
        left, shares = self.amount, []
        for ids, amount in source.club_shares:
            part = min(rounded(amount * ratio), left)
            if self.currency_id.compare_amounts(part, 0) > 0:
                shares.append((dues.browse(ids).exists(), part))
                left = rounded(left - part)
        if shares and self.currency_id.compare_amounts(left, 0) > 0:
            shares[-1] = (shares[-1][0], rounded(shares[-1][1] + left))
        return shares

    def _club_overpaid(self):
        """What of this payment settled nothing and waits on the payer's account."""
        lines = self.club_deposit_ids.line_ids.move_line_ids
        return -sum(lines.mapped("amount_residual"))

    def _club_outcome(self):
        """What became of this payment, for who made it.

        :return: (sentence, ``success``, ``info`` or ``danger``)
        """
        if self.state == "done":
            if not self.club_deposit_ids:
                return self.env._("Thank you: your payment was received."), "success"
            return self._club_thanks(), "success"
        if self.state in ("draft", "pending", "authorized"):
            return self.env._(
                "Your payment is not confirmed yet. This page will say so as soon as "
                "it is: you need not pay again."
            ), "info"
        return self.env._("The payment was not made: nothing was taken."), "danger"

    def _club_thanks(self):
        amount = format_amount(self.env, self.amount, self.currency_id)
        over = self._club_overpaid()
        if self.currency_id.compare_amounts(over, 0) <= 0:
            return self.env._("Thank you: we received your payment of %s.", amount)
        return self.env._(
            "Thank you: we received your payment of %(amount)s. These dues had been "
            "settled meanwhile: %(credit)s stay as a credit, to be used or given back "
            "by the treasurer.",
            amount=amount,
            credit=format_amount(self.env, over, self.currency_id),
        )
