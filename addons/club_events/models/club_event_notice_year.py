from odoo import models


class ClubEventNotice(models.Model):
    """What is said when meetings are announced, moved and cancelled."""

    _inherit = "club.event.notice"

    def _content_announced(self):
        event = self.event_id
        if len(event) == 1:
            subject = self.env._("Meeting: %s", event.name)
            line = self.env._("You can register for this meeting:")
        else:
            subject = self.env._("Meetings to come: the dates")
            line = self.env._(
                "%s meetings are planned. Please note the dates:", len(event)
            )
        return {
            "subject": subject,
            "lines": [line],
            "meetings": self._meetings(),
            **self._button(),
        }

    def _is_true_announced(self):
        return bool(self._is_to_come() and self.event_id.announced_on)

    def _content_moved(self):
        event = self.event_id
        subject = (
            self.env._("New date: %s", event.name)
            if len(event) == 1
            else self.env._("New dates of meetings")
        )
        notes = {
            each.id: self.env._(
                "Before: %(when)s. %(reason)s",
                when=each._club_when(each.moved_from),
                reason=each.move_reason or "",
            ).strip()
            for each in event
            if each.moved_from
        }
        return {
            "subject": subject,
            "lines": [
                self.env._(
                    "The date has changed. Who is registered stays so; please withdraw "
                    "if you cannot come:"
                )
            ],
            "meetings": self._meetings(notes),
            **self._button(),
        }

    def _is_true_moved(self):
        """Only of the date on which it is now."""
        return self._is_to_come() and self.key == str(self.event_id.revision)

    def _content_cancelled(self):
        event = self.event_id
        subject = (
            self.env._("Cancelled: %s", event.name)
            if len(event) == 1
            else self.env._("Cancelled meetings")
        )
        notes = {each.id: each.cancel_reason or "" for each in event}
        return {
            "subject": subject,
            "lines": [self.env._("This will not take place:")],
            "meetings": self._meetings(notes),
            **self._button(),
        }

    def _is_true_cancelled(self):
        return bool(self.event_id.cancelled_on and self.event_id._is_ahead())
