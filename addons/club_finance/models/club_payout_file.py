import base64

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..bank.payouts import PayoutFileError, read


class ClubPayout(models.Model):
    """The provider's file: which payments a payout is made of, and their fees."""

    _inherit = "club.payout"

    def _read_file(self):
        try:
            rows = read(base64.b64decode(self.file))
        except PayoutFileError as error:
            raise UserError(self._why_not(error.missing)) from error
        if not rows:
            raise UserError(self.env._("There is no payment in this file."))
        deposits = self._deposits_of(rows)
        self.line_ids.unlink()
        self.line_ids = [
            Command.create(
                {
                    "sequence": row.number,
                    "reference": deposit.transaction_id.reference or row.cells[0],
                    "deposit_id": deposit.id,
                    "gross": float(row.gross),
                    "fee": float(row.fee),
                }
            )
            for row, deposit in zip(rows, deposits, strict=True)
        ]

    def _deposits_of(self, rows):
        """The payment of each row: the one whose reference stands in it, if any."""
        cells = {cell for row in rows for cell in row.cells}
        payments = self.env["payment.transaction"].search(
            [
                ("company_id", "=", self.company_id.id),
                "|",
                ("reference", "in", list(cells)),
                ("provider_reference", "in", list(cells)),
            ]
        )
        elsewhere = self.search([("id", "!=", self.id)]).line_ids.deposit_id
        known = {}
        for payment in payments:
            # What was given back is told with the payment it was given back of.
            source = payment.source_transaction_id or payment
            deposit = source.club_deposit_ids[:1]
            # Nobody puts a payment in a payout that they may not see.
            seen = deposit.sudo(False)._filtered_access("read")
            if seen and deposit.state == "posted" and deposit not in elsewhere:
                known[payment.reference] = known[payment.provider_reference] = deposit
        found, taken = [], self.env["club.deposit"]
        for row in rows:
            mine = next((known[cell] for cell in row.cells if cell in known), None)
            if mine is None or (mine in taken and row.gross > 0):
                found.append(self.env["club.deposit"])
                continue
            taken |= mine
            found.append(mine)
        return found

    def _why_not(self, missing):
        sentences = {
            "text": self.env._(
                "This file is empty or no text: choose the CSV file of the provider."
            ),
            "gross": self.env._(
                "No column of this file holds the amounts paid: it is called gross or "
                "amount, montant brut or montant."
            ),
            "fee": self.env._(
                "No column of this file holds the fees: it is called fee or net, frais "
                "or montant net."
            ),
        }
        return sentences.get(missing) or self.env._(
            "%s is no amount: choose the CSV file of the provider.", missing
        )
