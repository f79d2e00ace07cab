from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount, format_date


class ClubDepositLine(models.Model):
    """The receipt of one payment: what was received and what it paid."""

    _inherit = "club.deposit.line"

    def action_receipt(self):
        """Print the receipts of these payments, or say why there is none.

        :raises UserError: a payment is not booked, or was taken back
        """
        for line in self:
            line._check_receipt()
        return self.env.ref("club_membership.action_report_receipt").report_action(
            self, config=False
        )

    def _check_receipt(self):
        self.ensure_one()
        facts = {
            "payer": self.payer_id.name,
            "amount": format_amount(self.env, self.amount, self.currency_id),
        }
        if self.bounced_on:
            raise UserError(
                self.env._(
                    "%(amount)s of %(payer)s was taken back by the bank on %(day)s: "
                    "there is no receipt for it.",
                    day=format_date(self.env, self.bounced_on),
                    **facts,
                )
            )
        if self.state != "posted":
            raise UserError(
                self.env._(
                    "%(amount)s of %(payer)s is not booked: post its deposit before "
                    "you give a receipt.",
                    **facts,
                )
            )

    def _receipt_number(self):
        """The deposit's number and the payment's place in it."""
        self.ensure_one()
        place = self.deposit_id.line_ids.sorted("id").ids.index(self.id) + 1
        return f"{self.deposit_id.name}-{place}"

    def _receipt_values(self):
        """Plain values of the document, in the payer's language."""
        self.ensure_one()
        self.check_access("read")
        # sudo: what one's own payment paid, read in a ledger one may not see.
        line = self.sudo().with_context(lang=self.payer_id.lang or self.env.lang)
        line._check_receipt()
        env, deposit = line.env, line.deposit_id
        methods = dict(deposit._fields["method"]._description_selection(env))
        dues = line._paid_dues()
        owed = sum(dues.mapped("residual"))
        return {
            "lang": env.lang,
            "company": line.company_id,
            "number": line._receipt_number(),
            "payer": line.payer_id,
            "amount": line._format(line.amount),
            "day": format_date(env, deposit.date),
            "method": methods[deposit.method],
            "cheque": line.number if deposit.method == "cheque" else "",
            "lines": [
                {"label": label, "amount": line._format(amount)}
                for label, amount in line._receipt_lines()
            ],
            "owed": line._format(owed) if owed > 0 else "",
            "today": format_date(env, fields.Date.context_today(line)),
            "signatory": line.company_id._club_signatory(),
        }

    def _format(self, amount):
        return format_amount(self.env, amount, self.currency_id)

    def _paid_partials(self):
        """The matchings of this payment with debts, what took it back left out."""
        credits = self.move_line_ids.filtered(lambda entry: entry.balance < 0)
        return credits.matched_debit_ids.filtered(
            lambda partial: not partial.debit_move_id.club_deposit_line_id
        )

    def _paid_dues(self):
        debts = self._paid_partials().debit_move_id
        return debts.club_due_id | debts.move_id.club_due_ids

    def _receipt_lines(self):
        """[(label, amount)] that add up to the payment."""
        amounts = defaultdict(float)
        for partial in self._paid_partials():
            label = self._receipt_label(partial.debit_move_id)
            amounts[label or self.env._("Given back")] += partial.amount
        if self.gift_amount:
            amounts[self.env._("Gift")] += self.gift_amount
        rest = self.currency_id.round(self.amount - sum(amounts.values()))
        if rest > 0:
            amounts[self.env._("Kept for later dues")] += rest
        return list(amounts.items())

    def _receipt_label(self, debt):
        """What a debt that this payment settled was for; empty: money given back."""
        dues = debt.club_due_id or debt.move_id.club_due_ids
        return ", ".join(
            f"{due.partner_id.name}: {due._notice_label()}" for due in dues
        )


class ClubDue(models.Model):
    _inherit = "club.due"

    def action_receipt(self):
        """Print the receipts of the payments that these dues got.

        :raises UserError: nothing was paid, or not through a deposit
        """
        self.check_access("read")
        # sudo: which payments settled the dues one may read.
        debts = self.sudo()._debt_lines() | self.sudo()._former_invoices().line_ids
        lines = debts.matched_credit_ids.credit_move_id.club_deposit_line_id
        if not lines:
            raise UserError(
                self.env._(
                    "No payment of these dues was entered as a deposit: there is no "
                    "receipt to give. Print the invoice or its payment in accounting.",
                )
            )
        return lines.sudo(False).action_receipt()
