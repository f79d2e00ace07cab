from odoo import models
from odoo.fields import Domain


class ClubDebitReturn(models.Model):
    """From what a file says to our debits."""

    _inherit = "club.debit.return"

    def _write_lines(self, read):
        """One line per return of the file, with the debit that it is of."""
        values = [self._prepare_line(one) for one in read.returned]
        found = self._debits_of([one.end_to_end for one in read.returned])
        for vals, one in zip(values, read.returned, strict=True):
            vals["debit_line_id"] = found.get(one.end_to_end, False)
        for whole in read.whole:
            values += self._prepare_whole(whole, read)
        self.env["club.debit.return.line"].create(values)

    def _debits_of(self, references):
        """{reference at the bank: id of our debit}."""
        found = self.env["club.debit.line"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("end_to_end", "in", [text for text in references if text]),
            ]
        )
        return {line.end_to_end: line.id for line in found}

    def _prepare_line(self, one):
        return {
            "return_id": self.id,
            "end_to_end": one.end_to_end,
            "mandate_reference": one.mandate,
            "payer_name": one.payer,
            "day": one.day or self.made_on,
            "amount": float(one.amount or 0),
            "charges": float(one.charges),
            "code": one.code,
            "text": one.text,
        }

    def _prepare_whole(self, whole, read):
        """All debits of the file or batch that the bank refused."""
        orders = self.env["account.payment.order"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("name", "=", whole.message),
            ]
        )
        debits = self.env["club.debit.line"].search(
            Domain("order_id", "in", orders.ids), order="id"
        )
        values = {
            "return_id": self.id,
            "day": read.made_on,
            "code": whole.code,
            "text": whole.text,
            "whole": True,
        }
        if not debits:
            return [{**values, "end_to_end": whole.message}]
        return [
            {
                **values,
                "debit_line_id": debit.id,
                "end_to_end": debit.end_to_end,
                "mandate_reference": debit.mandate_reference,
                "amount": debit.amount,
            }
            for debit in debits
        ]
