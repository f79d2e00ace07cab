from odoo.http import request

from .base import EventPages

# Numbers of addresses may be larger than a column of ids holds.
LARGEST_ID = 2**31 - 1


def whole(text):
    """The number of a record that a form names, 0 if it is no number."""
    text = str(text)
    return min(int(text[:11]), LARGEST_ID) if text.isdecimal() else 0


class MinutesDoor(EventPages):
    """Which minutes and agendas an address may name."""

    def _minutes(self, space, minutes_id):
        """The minutes with this id, if this space may read them."""
        found = request.env["club.minutes"]._of_space(space, whole(minutes_id))
        if not found:
            raise request.not_found()
        return found

    def _desk(self, minutes_id):
        """(space, minutes), if the space runs the meeting."""
        space = self._space()
        minutes = self._minutes(space, minutes_id)
        if not minutes._may_write(space):
            raise request.not_found()
        return space, minutes

    def _hosted(self, space, meeting_id):
        """The meeting with this id, if the space runs it; announced or not."""
        events = request.env["event.event"]
        # sudo: members hold no right on meetings; the domain is their space's.
        found = events.sudo().search(
            events._hosted_domain(space) & events._with_id(whole(meeting_id))
        )
        if not found:
            raise request.not_found()
        return found
