from datetime import timedelta

from odoo import fields, models

# Banks credit a debit on its day, and show it a little later.
DAYS_BEFORE, DAYS_AFTER = 2, 15


class ClubBankProposal(models.Model):
    _inherit = "club.bank.proposal"

    kind = fields.Selection(
        selection_add=[("debit", "Direct debit")], ondelete={"debit": "cascade"}
    )


class ClubBankLine(models.Model):
    """The money of a debit's file, in one line of the bank statement."""

    _inherit = "club.bank.line"

    def _recognisers(self):
        return [*super()._recognisers(), (20, "_recognise_debit")]

    def _recognise_debit(self):
        """Bank lines that are the sum of a file of a direct debit.

        :return: values of proposals, see ``_recognise``
        """
        lines = self.filtered(lambda line: line.amount > 0)
        # sudo: files and their entries, for a section's treasurer too.
        orders = (
            self.env["account.payment.order"]
            .sudo()
            .search(
                [
                    ("club_debit_id", "!=", False),
                    ("state", "=", "uploaded"),
                    ("journal_id", "in", lines.journal_id.ids),
                ]
            )
            .filtered(lambda order: not order.club_credited)
        )
        values = []
        for line in lines if orders else ():
            values += line._debit_proposals(orders)
        return values

    def _debit_proposals(self, orders):
        """Proposals of one bank line among files that wait for their money."""
        same = orders.filtered(
            lambda order: (
                order.journal_id == self.journal_id
                and not self.currency_id.compare_amounts(
                    sum(order._club_bank_lines().mapped("amount_residual")), self.amount
                )
            )
        )
        text = f"{self.label} {self.reference or ''}"
        named = same.filtered(lambda order: order.name and order.name in text)
        near = same.filtered(lambda order: self._is_near(order.date_scheduled))
        found = named or near or same
        if not found:
            return []
        if named or (len(near) == 1 and len(same) == 1):
            confidence = "exact"
        else:
            confidence = "likely" if len(found) == 1 else "possible"
        return [
            {
                "line_id": self.id,
                "kind": "debit",
                "confidence": confidence,
                "reason": self._debit_reason(order, bool(named)),
                "move_line_ids": order._club_bank_lines().ids,
                "due_ids": order.club_line_ids.due_ids.ids,
                "amount": self.amount,
            }
            for order in found
        ]

    def _is_near(self, day):
        return (
            day - timedelta(days=DAYS_BEFORE)
            <= self.date
            <= day + timedelta(days=DAYS_AFTER)
        )

    def _debit_reason(self, order, named):
        debit = order.club_debit_id.name
        if named:
            return self.env._(
                "It names the file %(order)s of the direct debit %(debit)s, of the "
                "same amount.",
                order=order.name,
                debit=debit,
            )
        return self.env._(
            "It is the amount of the file %(order)s of the direct debit %(debit)s.",
            order=order.name,
            debit=debit,
        )
