from datetime import timedelta

import pytz
from odoo import fields, models
from odoo.tools import format_date, format_time

from .club_ticket import OPEN

NEAR = timedelta(days=6)


class ClubTicket(models.Model):
    """Moments of a question in plain words, where the reader's clock stands."""

    _inherit = "club.ticket"

    def _local(self, moment):
        """``moment`` (UTC) on the clock of the reader, else of the association."""
        zone = self.env.context.get("tz") or self.company_id._club_tz()
        return pytz.utc.localize(moment).astimezone(pytz.timezone(zone))

    def _clock(self, moment):
        return format_time(self.env, self._local(moment).time(), time_format="short")

    def _day_words(self, moment):
        """The day of a moment, without a word like “on”: ``Friday``, ``2 March``."""
        local, now = self._local(moment), self._local(fields.Datetime.now())
        near = timedelta() <= local.date() - now.date() <= NEAR
        pattern = "EEEE" if near else "d MMMM"
        if local.year != now.year:
            pattern = "d MMMM yyyy"
        return format_date(self.env, local.date(), date_format=pattern)

    def _said_at(self, moment):
        """When something was said: the hour today, the day as well before."""
        local, now = self._local(moment), self._local(fields.Datetime.now())
        if local.date() == now.date():
            return self.env._("today, %s", self._clock(moment))
        if local.date() == now.date() - timedelta(days=1):
            return self.env._("yesterday, %s", self._clock(moment))
        return self.env._(
            "%(day)s, %(time)s", day=self._day_words(moment), time=self._clock(moment)
        )

    def _before(self, moment):
        """Until when something is due, after the word “before”."""
        local, now = self._local(moment), self._local(fields.Datetime.now())
        days = (local.date() - now.date()).days
        if days == 0:
            return self.env._("today %s", self._clock(moment))
        if days == 1:
            return self.env._("tomorrow %s", self._clock(moment))
        return self.env._(
            "%(day)s %(time)s", day=self._day_words(moment), time=self._clock(moment)
        )

    def _deadline_words(self):
        """What the owner has to do, in one sentence, and how urgent it is.

        :return: (sentence, tone of Bootstrap)
        """
        self.ensure_one()
        if self.state not in OPEN:
            return self.env._("Nothing to do: it is solved."), "success"
        if not self.deadline:
            if self.state == "waiting":
                return self.env._("Waiting for the member."), "secondary"
            return self.env._("Answered: the member has the last word."), "secondary"
        now = fields.Datetime.now()
        if self.deadline < now:
            said = self.env._("Late since %s", self._said_at(self.deadline))
            return said, "danger"
        said = self.env._("Answer before %s", self._before(self.deadline))
        soon = self._local(self.deadline).date() == self._local(now).date()
        return said, "warning" if soon else "info"
