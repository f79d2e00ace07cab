from odoo import fields, models
from odoo.exceptions import UserError


class ClubDepositLine(models.Model):
    """A payment of a booking: what it settles, and its receipt."""

    _inherit = "club.deposit.line"

    booking_id = fields.Many2one(
        "club.event.booking",
        string="Pays the meeting",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('amount_due', '>', 0)]",
        help="The booking of a meeting that this payment is for, instead of dues.",
    )

    def write(self, vals):
        if "booking_id" in vals:
            self.deposit_id._check_draft()
        return super().write(vals)

    def _receipt_label(self, debt):
        booking = debt.move_id.club_booking_id
        return booking._label() if booking else super()._receipt_label(debt)

    def _payment_values(self, person):
        values = super()._payment_values(person)
        # sudo: their own payment; members hold no rights on bookings.
        if booking := self.sudo().booking_id:
            values["for"] = booking._label()
        return values


class ClubDeposit(models.Model):
    _inherit = "club.deposit"

    def _debts_by_line(self):
        debts = super()._debts_by_line()
        for line in self.line_ids.filtered("booking_id"):
            line.booking_id.check_access("read")
            # sudo: what of the ledger concerns a booking one may read.
            booking = line.sudo().booking_id
            if line.due_ids:
                raise UserError(
                    self.env._(
                        "A payment of %s is for dues or for a meeting: enter two "
                        "payments.",
                        line.payer_id.name,
                    )
                )
            debts[line] = booking._open_debts()
        return debts


class ClubEventBooking(models.Model):
    _inherit = "club.event.booking"

    deposit_line_ids = fields.One2many(
        "club.deposit.line", "booking_id", string="Payments"
    )

    def _label(self):
        """What the booking is, on receipts and lists."""
        self.ensure_one()
        event = self.event_id
        return f"{event.name}, {event._club_when()}"
