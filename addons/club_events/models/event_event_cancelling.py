from odoo import fields, models
from odoo.exceptions import UserError


class EventEvent(models.Model):
    """Cancelling meetings: registrations end, money goes back, people are told."""

    _inherit = "event.event"

    def write(self, vals):
        """Cancelled in core's kanban is cancelled for good."""
        if vals.get("kanban_state") != "cancel" or "cancelled_on" in vals:
            return super().write(vals)
        now = fields.Datetime.now()
        live = self.filtered(lambda e: not e.cancelled_on and e.date_begin > now)
        result = super().write(vals)
        if live:
            live._cancel(self.env._("Cancelled by the office."))
        return result

    def _cancel(self, reason, series=False):
        """Cancel this meeting.

        :param reason: people read it; required once the meeting is announced
        :param series: the ones that follow in its cycle as well
        :return: the meetings that are cancelled
        :raises UserError: it is over or cancelled already, or the reason is missing
        """
        reason = " ".join((reason or "").split())[:300]
        cancelling = self
        if series:
            for event in self:
                cancelling |= event._rest_of_series()
        cancelling._check_may_change(reason)
        for event in cancelling:
            event.write(
                {
                    "cancelled_on": fields.Datetime.now(),
                    "cancel_reason": reason,
                    "kanban_state": "cancel",
                    "is_published": False,
                    "revision": event.revision + 1,
                }
            )
            event._tell_of_cancelling()
            event._end_bookings(reason)
        return cancelling

    def _end_bookings(self, reason):
        """Nobody is registered for what does not take place; what was paid goes back
        (``club.event.booking._on_cancelled_meeting``, where prices are installed)."""
        # sudo: chairs cancel meetings and have no right on registrations.
        registrations = self.sudo().registration_ids
        registrations = registrations.filtered(lambda r: r.state != "cancel")
        registrations.write({"state": "cancel", "hold": False, "hold_until": False})
        bookings = self.sudo().booking_ids
        if bookings and hasattr(bookings, "_on_cancelled_meeting"):
            bookings._on_cancelled_meeting()

    def _check_not_cancelled(self):
        for event in self.filtered("cancelled_on"):
            raise UserError(
                self.env._("%s is cancelled: plan a new meeting.", event.name)
            )
