from odoo import models
from odoo.exceptions import UserError

from .acting import Acting


class EventRegistration(models.Model):
    """Who may accept, decline and withdraw a registration."""

    _inherit = "event.registration"

    def _is_ruled_by(self, by):
        """Whether this registration is this person's affair: their own, a ward's, a
        colleague's whom they send, one they booked, or of a meeting they hold. Who
        runs the meeting for the office, and is logged in, changes all.

        :param by: a ``res.partner``, or the ``club.event.guest`` whose link was opened
        """
        self.ensure_one()
        registration = self.sudo()  # sudo: only the answer leaves
        if by._name == "club.event.guest":
            return bool(by) and registration.guest_id == by
        if by and by in (registration.attendee_id, registration.booking_id.booker_id):
            return True
        acting = Acting(registration.event_id, self.env.user)
        return acting.staff or (bool(by) and acting.rules(registration, by))

    def _expect_ruled_by(self, by):
        """Refuse to change what is not this person's affair; see ``_is_ruled_by``."""
        # sudo: a name and a meeting leave, in the refusal.
        for event, registrations in self.sudo().grouped("event_id").items():
            if by._name == "res.partner" and event._is_run_by(self.env.user):
                continue
            for registration in registrations:
                if not registration._is_ruled_by(by):
                    raise UserError(
                        self.env._(
                            "The registration of %(person)s for %(meeting)s is not "
                            "yours to change: they do it themselves, or the manager of "
                            "their organisation's team does.",
                            person=registration.name,
                            meeting=event.name,
                        )
                    )
