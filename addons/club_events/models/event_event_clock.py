from datetime import timezone
from zoneinfo import ZoneInfo

from odoo import models
from odoo.tools import format_date


class EventEvent(models.Model):
    """Meetings on the clocks of who reads of them, and of the town they are held in."""

    _inherit = "event.event"

    def _local(self, moment):
        """This moment on the clocks of the meeting.

        :param moment: naive datetime in UTC
        :return: aware datetime in the meeting's time zone
        """
        zone = ZoneInfo(self.date_tz or "UTC")
        return moment.replace(tzinfo=timezone.utc).astimezone(zone)

    def _day_text(self, moment):
        """The day of this moment where the meeting is held."""
        return self._full_day(self._local(moment))

    def _full_day(self, moment):
        return format_date(self.env, moment.date(), date_format="EEEE d MMMM yyyy")

    def _moment_text(self, moment):
        """Day and hour of this moment where the meeting is held."""
        return self._club_when(moment) if moment else ""

    def _elsewhere_text(self, space):
        """When that is on the clocks of the reader, where they differ that day.

        :param space: a ``Space``
        :return: a sentence, or False where clocks agree
        """
        tz = space.person.tz or space.user.tz
        if not tz or tz == self.date_tz:
            return False
        there = self._local(self.date_begin)
        here = there.astimezone(ZoneInfo(tz))
        if here.utcoffset() == there.utcoffset():
            return False
        return self.env._(
            "Hours are those of %(zone)s. By your clock (%(mine)s) it begins on "
            "%(day)s at %(hour)s.",
            zone=self.date_tz,
            mine=tz,
            day=self._full_day(here),
            hour=self._club_hour(here),
        )
