from odoo import models

# How loudly the door says it, in Bootstrap's words.
TONES = {
    "in": "success",
    "already": "warning",
    "other": "warning",
    "payment": "warning",
    "offer": "warning",
    "day": "warning",
    "waiting": "danger",
    "draft": "danger",
    "cancelled": "danger",
    "called_off": "danger",
}


class EventRegistration(models.Model):
    """What the door says of a registration, in words that are read in a hurry."""

    _inherit = "event.registration"

    def _door_answer(self, state):
        """What the door says.

        :param state: a key of ``TONES``
        :return: ``state``, ``tone`` (of Bootstrap), ``title`` and ``text``
        """
        titles = {
            "in": self.env._("Signed in"),
            "already": self.env._("Signed in already"),
            "other": self.env._("Another meeting"),
            "payment": self.env._("Not paid yet"),
            "offer": self.env._("Place not accepted yet"),
            "day": self.env._("Not today"),
            "waiting": self.env._("On the waiting list"),
            "draft": self.env._("Not confirmed"),
            "cancelled": self.env._("Withdrawn"),
            "called_off": self.env._("Meeting cancelled"),
        }
        return {
            "state": state,
            "tone": TONES[state],
            "title": titles[state],
            "text": self._door_text(state),
        }

    def _door_text(self, state):
        """The sentence below the answer of the door."""
        event, name = self.event_id, self.name or ""
        texts = {
            "in": self.env._("Welcome, %s.", name),
            "already": self.env._(
                "%(name)s signed in at %(time)s.", name=name, time=self._signed_at()
            ),
            "other": self.env._(
                "%(name)s is registered for %(meeting)s, %(when)s.",
                name=name,
                meeting=event.name,
                when=event._club_when(),
            ),
            "payment": self.env._(
                "%s has a place that is not paid: they pay on their page of the "
                "meeting, then sign in.",
                name,
            ),
            "offer": self.env._(
                "%s is offered a place: they accept it on their page of the meeting, "
                "then sign in.",
                name,
            ),
            "day": self.env._(
                "%(name)s is registered for %(when)s.",
                name=name,
                when=self._door_when(),
            ),
            "waiting": self.env._(
                "%s waits for a place: none is free for them yet.", name
            ),
            "draft": self.env._("The registration of %s is not confirmed.", name),
            "cancelled": self.env._("%s withdrew from this meeting.", name),
            "called_off": self.env._(
                "%(meeting)s is cancelled: %(reason)s",
                meeting=event.name,
                reason=event.cancel_reason or "",
            ),
        }
        return texts[state]

    def _door_when(self):
        """When they are expected: the part they registered for, or the meeting."""
        if self.event_slot_id:
            return self.event_id._club_when(self.event_slot_id.start_datetime)
        return self.event_id._club_when()
