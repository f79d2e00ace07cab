from odoo import fields, models
from odoo.exceptions import UserError


class ClubBankProposal(models.Model):
    """Money that left for a payment which nobody marked as paid: settling does."""

    _inherit = "club.bank.proposal"

    payment_out_id = fields.Many2one(
        "club.payment.out",
        string="Payment that becomes paid",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )

    def _settle(self):
        # sudo: the payment was approved by two people; who may confirm the bank line
        # keeps the account that it left.
        for proposal in self.sudo().filtered("payment_out_id"):
            if proposal.line_id.state != "done" and not proposal.move_line_ids:
                proposal._pay_what_left()
        return super()._settle()

    def _pay_what_left(self):
        """Book the payment on the day of the bank line, which then settles it."""
        line, payment = self.line_id, self.payment_out_id._lock_in_state("approved")
        if not payment:
            raise UserError(
                self.env._(
                    "%(payment)s is no longer to pay: look for matches of %(line)s "
                    "again.",
                    payment=self.payment_out_id.name,
                    line=line.label,
                )
            )
        line.company_id._club_check_period_open(line.date, line.journal_id)
        payment._book_payment(line.date)
        payment._tell_origin()
        self.move_line_ids = next(
            entry
            for _payment, entry, journal in payment._club_waiting_lines()
            if line._could_be(entry, journal)
        )


class ClubBankLine(models.Model):
    _inherit = "club.bank.line"

    def _recognisers(self):
        return [*super()._recognisers(), (65, "_recognise_approved_payment")]

    def _recognise_approved_payment(self):
        """Money that left for a payment that is approved and not marked as paid."""
        lines = self.filtered(lambda line: line.amount < 0)
        payments = self.env["club.payment.out"].search(
            [
                ("company_id", "in", lines.company_id.ids),
                ("journal_id", "in", lines.journal_id.ids),
                ("state", "=", "approved"),
                ("amount", "in", [-line.amount for line in lines]),
            ],
            order="id",
        )
        values = []
        for line in lines if payments else ():
            values += line._approved_proposals(payments)
        return values

    def _approved_proposals(self, payments):
        """Values of proposals of this line among payments that are to be made."""
        found = [
            (payment, confidence)
            for payment in payments
            if payment.journal_id == self.journal_id
            and payment.approved_on <= self.date
            and not self.currency_id.compare_amounts(payment.amount, -self.amount)
            for confidence in [
                self._sure_of(payment, payment.approved_on, payment.partner_id)
            ]
            if confidence
        ]
        quoted = [pick for pick in found if pick[1] == "exact"]
        return [
            {
                "line_id": self.id,
                "kind": "payment_out",
                "confidence": confidence
                if confidence != "likely" or len(found) == 1
                else "possible",
                "reason": self._approved_reason(payment, confidence),
                "payer_id": payment.partner_id.id,
                "payment_out_id": payment.id,
                "amount": self.amount,
            }
            for payment, confidence in quoted or found
        ]

    def _approved_reason(self, payment, confidence):
        if confidence == "exact":
            return self.env._(
                "The label quotes %s, which is approved: it becomes paid.", payment.name
            )
        return self.env._(
            "%(name)s (%(what)s) is of the same amount and approved: it becomes paid.",
            name=payment.name,
            what=payment.reason,
        )
