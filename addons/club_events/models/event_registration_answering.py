from odoo import models
from odoo.exceptions import UserError


class EventRegistration(models.Model):
    """What a space does with a registration it reaches."""

    _inherit = "event.registration"

    def _change_presence(self, presence):
        """Come on site instead of remotely, or the other way round.

        :param presence: ``site`` or ``remote``
        :raises UserError: the meeting is over, off, or in one way only
        """
        self.ensure_one()
        event = self.event_id
        if why_not := event._why_closed(ticket=self.event_ticket_id):
            raise UserError(why_not)
        if event.place != "both" or presence not in ("site", "remote"):
            raise UserError(
                self.env._("%s is held in one way only: nothing to choose.", event.name)
            )
        if self.state not in ("draft", "open"):
            raise UserError(
                self.env._("%s is signed in, or does not come any more.", self.name)
            )
        waits = self.hold == "waiting" or self.presence == presence
        if presence == "site" and not waits and event._free_places().get(event) == 0:
            raise UserError(
                self.env._(
                    "The room of %(meeting)s is full: %(person)s goes on taking part "
                    "remotely.",
                    meeting=event.name,
                    person=self.name,
                )
            )
        self.presence = presence

    def _presence_sentence(self):
        """How this person comes now."""
        if self.presence == "remote":
            return self.env._("%s takes part remotely.", self.name)
        return self.env._("%s comes on site.", self.name)
