from odoo import models


class EventRegistration(models.Model):
    """The badge: an address in a QR code, that tells nobody but the door who it is."""

    _inherit = "event.registration"

    def _badge_path(self):
        """The address behind the QR code, on this server."""
        self.ensure_one()
        return f"/club/badge/{self.barcode}"

    def _badge_image(self):
        """The QR code as a data URI."""
        return self.env["event.event"]._qr(f"{self.get_base_url()}{self._badge_path()}")

    def _badge_values(self):
        """The badge as who comes sees and prints it."""
        event = self.event_id
        state = self._door_state()
        problem = state not in ("ready", "already", "day")
        return {
            "name": self.name or "",
            "organisation": self._organisation_name(),
            "meeting": event.name,
            "association": (event.company_id or self.env.company).name,
            "when": self._door_when(),
            "where": event._club_where(),
            "here": self._signed_at() if state == "already" else "",
            "problem": self._door_answer(state)["title"] if problem else "",
            "qr": self._badge_image(),
            "url": self._badge_path(),
        }

    def _organisation_name(self):
        """For whom they come, as the door and the sheet show it."""
        own = self.membership_id.partner_id
        return (
            self.organisation_id.name
            or (own.name if own.is_company else "")
            or self.guest_id.organisation_name
            or self.company_name
            or ""
        )

    def _shows_badge_to(self, space):
        """Whether this space may see the name on this badge: whose it is, and who
        booked it or manages the team they come for."""
        person = space.person if space.personal else self.env["res.partner"]
        booker = self.booking_id.booker_id
        return bool(
            person & (self.attendee_id | booker) or self.membership_id & space.manages
        )

    def _badge_page_values(self, space, answer=None):
        """What the page behind the code shows: to who runs the door whether to let
        somebody in, to whom it belongs their badge, to anybody else no name.

        :param space: a ``Space`` of who is at the keyboard
        :param answer: what the door said a moment ago
        """
        self.ensure_one()
        event = self.event_id
        values = {
            "door": None,
            "badge": None,
            "association": (event.company_id or self.env.company).name,
            "qr": self._badge_image(),
            "url": self._badge_path(),
            "signed_in": not space.user._is_public(),
        }
        if space.user._is_public():
            return values
        if event._runs_door(space.user, space.person):
            state = self._door_state()
            values["door"] = {
                "name": self.name or "",
                "organisation": self._organisation_name(),
                "meeting": event.name,
                "list": f"/my/meetings/{event.id}/door",
                "ready": not answer and state == "ready",
                "answer": answer
                or (None if state == "ready" else self._door_answer(state)),
            }
        elif self._shows_badge_to(space):
            values["badge"] = self._badge_values()
        return values
