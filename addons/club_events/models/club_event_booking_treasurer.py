from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command


class ClubEventBooking(models.Model):
    """What the treasurer decides about the money of a booking."""

    _inherit = "club.event.booking"

    def _check_treasurer(self):
        """Decisions about money are the treasurer's, or the administrator's."""
        self.check_access("read")
        if not self.env.user.has_group("club_membership.group_club_treasurer"):
            raise AccessError(
                self.env._("Only the association's treasurer decides about money.")
            )

    def action_credit(self):
        """Credit the places that were withdrawn too late to be free.

        :raises UserError: there is none
        """
        self._check_treasurer()
        for booking in self.sudo():  # sudo: the decision is the treasurer's
            late = booking.registration_ids.filtered("fee_kept")
            if not late:
                raise UserError(
                    self.env._(
                        "Nobody of %s withdrew late: there is nothing to credit.",
                        booking.reference,
                    )
                )
            booking._credit(late, self.env._("Credited: %s", booking.event_id.name))
            late._checked().write({"fee_kept": False})

    def action_enter_payment(self):
        """Open a deposit for a transfer or cheque that pays this booking."""
        self.ensure_one()
        self._check_treasurer()
        line = {
            "payer_id": self.payer_id.id,
            "booking_id": self.id,
            # sudo: the ledger of a booking that the treasurer was found to handle.
            "amount": sum(self.sudo()._open_debts().mapped("amount_residual")),
        }
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.deposit",
            "view_mode": "form",
            "context": {
                "default_method": "transfer",
                "default_company_id": self.company_id.id,
                "default_line_ids": [Command.create(line)],
            },
        }

    def action_view_documents(self):
        """Open the invoices and credit notes of this booking."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invoices and credit notes"),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("club_booking_id", "=", self.id)],
        }

    def action_invoice(self):
        """Invoice the places that wait for their payment, and confirm them.

        :raises UserError: none of them waits
        """
        self._check_treasurer()
        for booking in self.sudo():  # sudo: the decision is the treasurer's
            waiting = booking.registration_ids.filtered(lambda r: r.hold == "payment")
            if not waiting:
                raise UserError(
                    self.env._(
                        "No place of %s waits for its payment: nothing is to be "
                        "invoiced.",
                        booking.reference,
                    )
                )
            booking._invoice(waiting)
            waiting._confirm()
