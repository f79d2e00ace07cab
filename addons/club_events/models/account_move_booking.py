from odoo import fields, models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    """Invoices and credit notes of meetings."""

    _inherit = "account.move"

    club_booking_id = fields.Many2one(
        "club.event.booking",
        string="Booking of a meeting",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
        copy=False,
    )

    def _club_left_of(self, registrations):
        """{registration: amount} that this invoice still asks for, taxes included.

        What credit notes took back, ours or the treasurer's own, is not asked any
        more.
        """
        self.ensure_one()
        currency, left = self.currency_id, {}
        notes = self.reversal_move_ids.filtered(lambda move: move.state != "cancel")
        for line in self.invoice_line_ids:
            registration = line.club_registration_id
            if registration not in registrations:
                continue
            back = notes.invoice_line_ids.filtered(
                lambda note, r=registration: note.club_registration_id == r
            )
            amount = currency.round(line.club_fee - sum(back.mapped("price_total")))
            # A cent or two that taxes round differently are nothing.
            if amount > 2 * currency.rounding:
                left[registration] = amount
        return left

    def _reverse_moves(self, default_values_list=None, cancel=False):
        reversed_moves = super()._reverse_moves(default_values_list, cancel)
        for note in reversed_moves.filtered("reversed_entry_id.club_booking_id"):
            # A credit note of the treasurer's own belongs to the booking as well.
            note.club_booking_id = note.reversed_entry_id.club_booking_id
        return reversed_moves

    def button_draft(self):
        if booked := self.filtered("club_booking_id"):
            raise UserError(
                self.env._(
                    "%s belongs to a booking of a meeting: write a credit note "
                    "instead of changing it.",
                    booked[0].name,
                )
            )
        return super().button_draft()

    def _has_to_be_paid(self):
        # Whoever's price changed is asked on the page of the booking first.
        # sudo: the standing of who is registered, behind an invoice one may read.
        changed = self.sudo().club_booking_id._price_changes()
        return super()._has_to_be_paid() and not changed


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    club_registration_id = fields.Many2one(
        "event.registration",
        string="Place at a meeting",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        readonly=True,
    )
    club_fee = fields.Monetary(
        string="Fee",
        currency_field="currency_id",
        readonly=True,
        copy=False,
        help="What this line asks for with taxes, to the cent.",
    )

    def _copy_data_extend_business_fields(self, values):
        values["club_registration_id"] = self.club_registration_id.id
        return super()._copy_data_extend_business_fields(values)
