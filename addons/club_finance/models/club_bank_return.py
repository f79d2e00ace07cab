from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models

# A return shows on the statement on its day, or a little around it.
DAYS_AROUND = 10
# Of more returns of one amount than that, the nearest are shown.
MOST_ALIKE = 4


class ClubBankProposal(models.Model):
    _inherit = "club.bank.proposal"

    kind = fields.Selection(
        selection_add=[("return", "Returned debit")], ondelete={"return": "cascade"}
    )


class ClubBankLine(models.Model):
    """Money that a returned debit takes back, in a line of the bank statement."""

    _inherit = "club.bank.line"

    def _recognisers(self):
        return [*super()._recognisers(), (10, "_recognise_return")]

    def _recognise_return(self):
        """Bank lines that are a returned debit, or all returns of one file.

        :return: values of proposals, see ``_recognise``
        """
        lines = self.filtered(lambda line: line.amount < 0)
        waiting = lines._returns_waiting()
        by_amount = defaultdict(list)
        for rows in waiting:
            total = sum(rows.mapped("amount_residual"))
            by_amount[lines[:1].currency_id.round(total)].append(rows)
        values = []
        for line in lines if waiting else ():
            alike = by_amount.get(line.currency_id.round(line.amount), [])
            values += line._return_proposals(alike)
        return values

    def _returns_waiting(self):
        """Open ledger lines of returns whose money has not left yet: one by one, and
        together those of one file."""
        if not self:
            return []
        days = self.mapped("date")
        # sudo: returns and their entries, for a section's treasurer too.
        found = (
            self.env["payment.return"]
            .sudo()
            .search(
                [
                    ("club_account_id", "!=", False),
                    ("state", "=", "done"),
                    ("journal_id", "in", self.journal_id.ids),
                    ("date", ">=", min(days) - self._around()),
                    ("date", "<=", max(days) + self._around()),
                ]
            )
        )
        waiting = []
        for same in found.grouped(lambda one: one.club_line_ids.return_id).values():
            open_rows = [rows for one in same if (rows := one._club_credit())]
            waiting += open_rows
            if len(open_rows) > 1:
                waiting.append(self.env["account.move.line"].sudo().union(*open_rows))
        return waiting

    def _return_proposals(self, alike):
        """Proposals of one bank line among returns of its amount."""
        here = [
            rows
            for rows in alike
            if rows.journal_id == self.journal_id
            and any(abs(self.date - row.date) <= self._around() for row in rows)
        ]
        named = [rows for rows in here if self._names_return(rows)]
        found = named or here
        if not found:
            return []
        confidence = "likely" if len(found) == 1 else "possible"
        if named and len(found) == 1:
            confidence = "exact"
        return [
            {
                "line_id": self.id,
                "kind": "return",
                "confidence": confidence,
                "reason": self._return_reason(rows, bool(named)),
                "move_line_ids": rows.ids,
                "payer_id": self._payer_of(rows).id,
                "amount": self.amount,
            }
            for rows in found[:MOST_ALIKE]
        ]

    @api.model
    def _around(self):
        return timedelta(days=DAYS_AROUND)

    def _debits_of_rows(self, rows):
        return rows.move_id.line_ids.club_debit_line_id

    def _payer_of(self, rows):
        payers = self._debits_of_rows(rows).payer_id
        return payers if len(payers) == 1 else payers.browse()

    def _names_return(self, rows):
        """Whether the label quotes the debit, or its mandate."""
        debits = self._debits_of_rows(rows)
        said = self.label.upper()
        return len(debits) == 1 and any(
            text and text.upper() in said
            for text in (debits.end_to_end, debits.mandate_reference)
        )

    def _return_reason(self, rows, named):
        payers = self._debits_of_rows(rows).payer_id
        if len(payers) > 1:
            return self.env._(
                "It is the sum of %s returned debits of one file.", len(payers)
            )
        if named:
            return self.env._(
                "It quotes the debit of %s that the bank returned.", payers.name
            )
        return self.env._(
            "It is the amount of the debit of %s that the bank returned.", payers.name
        )


class PaymentReturn(models.Model):
    """What of a return waits for its line on the bank statement."""

    _inherit = "payment.return"

    def _club_credit(self):
        """The open line on the account of the debits."""
        return self.move_id.line_ids.filtered(
            lambda row: (
                row.account_id == self.club_account_id
                and row.balance < 0
                and not row.reconciled
            )
        )
