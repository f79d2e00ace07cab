from odoo import models

TONES = {"coming": "success", "payment": "warning", "waiting": "light"}


class ClubEventBooking(models.Model):
    """What a visitor reads of the bookings that they just made."""

    _inherit = "club.event.booking"

    def _success_values(self):
        """These bookings as plain values, people and what is to pay."""
        labels = {
            "coming": self.env._("Registered"),
            "payment": self.env._("To be paid"),
            "waiting": self.env._("On the waiting list"),
        }
        bookings = []
        for booking in self:
            people = [
                {
                    "name": place.name,
                    "ticket": place.event_ticket_id.name,
                    "state": labels[place._public_state()],
                    "tone": TONES[place._public_state()],
                    "url": "" if place.attendee_id.user_ids else place._place_url(),
                }
                for place in booking.registration_ids.filtered(
                    lambda r: r.state != "cancel"
                )
            ]
            bookings.append(
                {
                    "people": people,
                    "coming": all(p["tone"] == "success" for p in people),
                    "pay_url": booking._public_payment_url(),
                }
            )
        return bookings

    def _first_payment_url(self):
        """Where a visitor pays what they just booked; empty if there is nothing."""
        return next(filter(None, (b._public_payment_url() for b in self)), "")

    def _public_payment_url(self):
        """Where this booking is paid, if a place of it is kept until it is."""
        kept = any(place.hold == "payment" for place in self.registration_ids)
        return self._pay_url() if kept else ""


class EventRegistration(models.Model):
    _inherit = "event.registration"

    def _public_state(self):
        if self.state in ("open", "done"):
            return "coming"
        return "payment" if self.hold == "payment" else "waiting"


class EventEvent(models.Model):
    _inherit = "event.event"

    def _booked_here(self, booking_ids):
        """Bookings of this meeting among those a visitor's session remembers."""
        # sudo: a session that only the server writes says whose they are.
        bookings = self.env["club.event.booking"].sudo()
        return bookings.search(
            [("id", "in", booking_ids), ("event_id", "=", self.id)], order="id"
        )

    def _sells_discounted(self):
        """Whether a code may make something cheaper here."""
        # sudo: whether there are codes, not which.
        event = self.sudo()
        if not any(event.event_ticket_ids.mapped("price")):
            return False
        codes = event.env["club.event.discount"].search_count(
            [
                ("company_id", "=", event.company_id.id),
                "|",
                ("event_ids", "=", False),
                ("event_ids", "in", event.ids),
            ],
            limit=1,
        )
        return bool(codes)
