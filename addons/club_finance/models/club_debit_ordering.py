from odoo import models
from odoo.fields import Command

from .account_payment_order import QUIET_CONTEXT

# OCA's orders never end beyond some 1,500 lines, and grow slower with each.
LINES_PER_ORDER = 500
COMMUNICATION_SIZE = 140
SEQUENCES = {"first": "FRST", "recurring": "RCUR", "final": "FNAL"}


class ClubDebit(models.Model):
    """Files for the bank: payment orders of at most 500 lines, one kind of debit
    each, so that each is one line of the bank statement."""

    _inherit = "club.debit"

    def _chunk_order(self):
        lines = self._next_to_order()
        if not lines:
            return 0
        stays = self._refresh(lines)
        if stays:
            self._make_order(stays)
        return len(lines)

    def _next_to_order(self):
        """The next lines that go into one file."""
        lines = self.env["club.debit.line"]
        waiting = [("debit_id", "=", self.id), ("state", "=", "announced")]
        mandate = lines.search(waiting, order="id", limit=1).mandate_id
        return lines.search(
            [
                *waiting,
                ("mandate_id.type", "=", mandate.type),
                (
                    "mandate_id.recurrent_sequence_type",
                    "=",
                    mandate.recurrent_sequence_type,
                ),
                ("mandate_id.scheme", "=", mandate.scheme),
            ],
            order="id",
            limit=LINES_PER_ORDER,
        )

    def _make_order(self, lines):
        """One payment order of these lines, confirmed, with its file."""
        mode = self.payment_mode_id
        orders = self.env["account.payment.order"].with_context(**QUIET_CONTEXT)
        order = orders.create(
            {
                "payment_mode_id": mode.id,
                "journal_id": mode.fixed_journal_id.id,
                "date_prefered": "fixed",
                "date_scheduled": self.collection_date,
                "description": self.name,
                "batch_booking": True,
                "club_debit_id": self.id,
                "payment_line_ids": [
                    Command.create(values)
                    for line in lines
                    for values in line._prepare_order_lines()
                ],
            }
        )
        order.draft2open()
        # The order is booked as one entry: its payments have none of their own.
        order.payment_ids.outstanding_account_id = False
        order.open2generated()
        lines.write({"state": "ordered", "order_id": order.id})
        for mandate_type, same in lines.grouped(lambda x: x._sequence_type()).items():
            same.sequence = mandate_type

    def _drop_orders(self):
        """Cancel the files that are not sent; their lines are as before."""
        orders = self.order_ids.filtered(lambda order: order.state != "cancel")
        orders.action_cancel()


class ClubDebitLine(models.Model):
    _inherit = "club.debit.line"

    def _sequence_type(self):
        """What the file says of the mandate: its first debit, a later one…"""
        mandate = self.mandate_id
        if mandate.type == "oneoff":
            return "OOFF"
        return SEQUENCES[mandate.recurrent_sequence_type]

    def _prepare_order_lines(self):
        """Values of the order's transactions: one per debt, grouped by OCA."""
        self.ensure_one()
        bank = self.mandate_id.partner_bank_id
        words = [self.debit_id.name, *filter(None, self.due_ids.mapped("reference"))]
        return [
            {
                "partner_id": bank.partner_id.id,
                "partner_bank_id": bank.id,
                "mandate_id": self.mandate_id.id,
                "move_line_id": item.move_line_id.id,
                "currency_id": self.currency_id.id,
                "amount_currency": item.amount,
                "communication": " ".join(words)[:COMMUNICATION_SIZE],
                "club_debit_line_id": self.id,
            }
            for item in self.item_ids
        ]
