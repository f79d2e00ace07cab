from odoo import fields, models
from odoo.tools import format_time


class EventEvent(models.Model):
    """Saying when and where a meeting is, in the language of the context."""

    _inherit = "event.event"

    revision = fields.Integer(
        readonly=True,
        copy=False,
        aggregator=None,
        help="How often it was moved or cancelled after people were told of it.",
    )
    moved_from = fields.Datetime(readonly=True, copy=False)
    move_reason = fields.Char(readonly=True, copy=False)

    def _is_ahead(self):
        """Whether it is not over: asked of the clock each time, never remembered."""
        return self.date_end > fields.Datetime.now()

    def _club_when(self, begin=None):
        """Day and time of the meeting, where it is held.

        :param begin: another beginning (UTC) instead, without its end
        """
        self.ensure_one()
        start, end = self._local(begin or self.date_begin), self._local(self.date_end)
        day = self._full_day(start)
        hours = self._club_hour(start)
        if begin:
            return self.env._("%(day)s, %(time)s", day=day, time=hours)
        if end.date() == start.date():
            return self.env._(
                "%(day)s, %(start)s – %(end)s",
                day=day,
                start=hours,
                end=self._club_hour(end),
            )
        last = self._full_day(end)
        return self.env._(
            "%(first)s, %(start)s – %(last)s, %(end)s",
            first=day,
            start=hours,
            last=last,
            end=self._club_hour(end),
        )

    def _club_hour(self, moment):
        return format_time(self.env, moment.time(), time_format="short")

    def _club_where(self):
        """The venue in one line, as far as people may read it."""
        self.ensure_one()
        # sudo: the address of a meeting is told to whoever is told of the meeting.
        venue = self.sudo().address_inline or ""
        if self.place == "remote":
            return self.env._("Remote")
        if self.place == "both" and venue:
            return self.env._("%s, or remote", venue)
        return venue
