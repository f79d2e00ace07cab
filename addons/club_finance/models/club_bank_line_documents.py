from datetime import timedelta

from odoo import fields, models

from ..bank import names

# The bank shows money that left within these days; without its number, later ones of
# the same amount are something else.
NEAR = timedelta(days=15)


class ClubBankProposal(models.Model):
    _inherit = "club.bank.proposal"

    kind = fields.Selection(
        selection_add=[
            ("payment_out", "Payment out"),
            ("transfer", "Transfer between sections"),
        ],
        ondelete={"payment_out": "cascade", "transfer": "cascade"},
    )


class ClubBankLine(models.Model):
    """Bank lines of payments out and of transfers between sections."""

    _inherit = "club.bank.line"

    def _recognisers(self):
        return [
            *super()._recognisers(),
            (60, "_recognise_payment_out"),
            (70, "_recognise_transfer"),
        ]

    def _recognise_payment_out(self):
        """Money that left by a payment that two people agreed on."""
        lines = self.filtered(lambda line: line.amount < 0)
        payments = self.env["club.payment.out"].search(
            [
                ("company_id", "in", lines.company_id.ids),
                ("journal_id", "in", lines.journal_id.ids),
                ("state", "=", "paid"),
                ("amount", "in", [-line.amount for line in lines]),
            ]
        )
        waiting = payments._club_waiting_lines()
        return lines._recognise_documents(
            "payment_out",
            waiting,
            lambda payment: payment.paid_on,
            lambda payment: payment.partner_id,
        )

    def _recognise_transfer(self):
        """Either end of a transfer between two bank accounts."""
        amounts = [abs(line.amount) for line in self]
        transfers = self.env["club.section.transfer"].search(
            [
                ("company_id", "in", self.company_id.ids),
                ("state", "=", "confirmed"),
                ("amount", "in", amounts),
            ]
        )
        waiting = transfers._club_waiting_lines()
        return self._recognise_documents(
            "transfer",
            waiting,
            lambda transfer: transfer.date,
            lambda transfer: self.env["res.partner"],
        )

    def _recognise_documents(self, kind, waiting, day_of, partner_of):
        """Values of proposals that these lines are the documents' money.

        :param waiting: [(document, a ledger line that waits, its bank journal)]
        """
        values = []
        for line in self:
            found = [
                (document, entry, line._sure_of(document, day_of(document), partner))
                for document, entry, journal in waiting
                if line._could_be(entry, journal)
                for partner in [partner_of(document)]
            ]
            sure = [pick for pick in found if pick[2] == "exact"]
            for document, entry, confidence in sure[:1] or found:
                if confidence is None:
                    continue
                alone = len([pick for pick in found if pick[2]]) == 1
                values.append(
                    {
                        "line_id": line.id,
                        "kind": kind,
                        "confidence": confidence
                        if confidence != "likely" or alone
                        else "possible",
                        "reason": line._reason_of(document, confidence),
                        "payer_id": partner_of(document).id,
                        "move_line_ids": entry.ids,
                        "amount": line.amount,
                    }
                )
        return values

    def _could_be(self, entry, journal):
        """Whether a ledger line that waits is money of this bank line's account."""
        self.ensure_one()
        return journal == self.journal_id and not self.currency_id.compare_amounts(
            entry.balance, self.amount
        )

    def _sure_of(self, document, day, partner):
        """``exact`` by number, ``likely`` by name or day, None if too far away."""
        text = f"{self.label} {self.reference or ''}"
        if document.name.replace("/", "") in text.replace("/", "").replace(" ", ""):
            return "exact"
        if abs(self.date - day) > NEAR:
            return None
        index = names.Index([(partner.id, partner.name)] if partner else [])
        named = index.named_in(f"{self.payer_name or ''} {self.label}")
        own = partner.bank_ids.mapped("sanitized_acc_number")
        return (
            "likely" if named or not partner or self.payer_iban in own else "possible"
        )

    def _reason_of(self, document, confidence):
        if confidence == "exact":
            return self.env._("The label quotes %s.", document.name)
        return self.env._(
            "%(name)s (%(what)s) is of the same amount.",
            name=document.name,
            what=document.reason,
        )
