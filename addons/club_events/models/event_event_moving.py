from datetime import datetime, time, timedelta

from odoo import Command, fields, models
from odoo.exceptions import UserError

from ..planning.moments import to_utc


class EventEvent(models.Model):
    """Moving meetings: one, or the rest of a series; who should know is told."""

    _inherit = "event.event"

    day_is_chosen = fields.Boolean(
        string="Day is kept",
        copy=False,
        help="Somebody chose this day: planning the year again does not move it.",
    )

    def write(self, vals):
        if "date_begin" not in vals:
            return super().write(vals)
        before = {event: event.date_begin for event in self}
        result = super().write(vals)
        moved = self.filtered(lambda event: event.date_begin != before[event])
        for event in moved:
            event._was_moved(before[event])
        return result

    def _was_moved(self, before):
        """What follows when the beginning is another one: whoever was told of the old
        date is told. The agenda moves along (``event_event_agenda``).

        :param before: the former beginning, naive UTC
        """
        if self.env.context.get("club_event_planning"):
            return
        self.day_is_chosen = True
        self._tell_of_move(before)

    def _put_on(self, day):
        """Planning moves a meeting that nobody knows of yet."""
        begin, end = self.cycle_id._moments(day)
        self.with_context(club_event_planning=True).write(
            {"date_begin": begin, "date_end": end}
        )

    def _move(self, begin, reason="", series=False):
        """Move this meeting; its length stays.

        :param begin: new beginning, naive UTC
        :param reason: people read it; required once the meeting is announced
        :param series: the ones that follow in its cycle move along, by as many days
            and by as many hours on the clock
        :return: the meetings that moved
        :raises UserError: it is over or cancelled, or the new day is
        """
        self.ensure_one()
        step = self._wall(begin) - self._wall(self.date_begin)
        moving = self | (self._rest_of_series() if series else self.browse())
        moving._check_may_change(reason)
        if not step:
            raise UserError(self.env._("%s is at this time already.", self.name))
        for event in moving:
            event._move_by(step, reason)
        return moving

    def _wall(self, moment):
        """What clocks show there, without time zone."""
        return self._local(moment).replace(tzinfo=None)

    def _move_by(self, step, reason):
        zone = self.date_tz or "UTC"
        begin = to_utc(self._wall(self.date_begin) + step, zone)
        end = to_utc(self._wall(self.date_end) + step, zone)
        if begin <= fields.Datetime.now():
            raise UserError(
                self.env._(
                    "%(meeting)s cannot be moved to %(when)s: that is over. Choose a "
                    "day to come.",
                    meeting=self.name,
                    when=self._club_when(begin),
                )
            )
        self.write(
            {
                "date_begin": begin,
                "date_end": end,
                "move_reason": " ".join((reason or "").split())[:300],
                **self._slots_moved(step),
            }
        )

    def _slots_moved(self, step):
        """Sessions of the meeting move by as many days."""
        slots = self.event_slot_ids if self.is_multi_slots else self.event_slot_ids[:0]
        commands = [
            Command.update(slot.id, {"date": slot.date + timedelta(days=step.days)})
            for slot in slots
        ]
        return {"event_slot_ids": commands} if commands else {}

    def _rest_of_series(self):
        """Meetings of the same cycle after this one, neither over nor cancelled."""
        if not self.cycle_id:
            return self.browse()
        return self.search(
            [
                ("cycle_id", "=", self.cycle_id.id),
                ("date_begin", ">", max(self.date_begin, fields.Datetime.now())),
                ("cancelled_on", "=", False),
            ]
        )

    def _check_may_change(self, reason):
        for event in self:
            if event.cancelled_on:
                raise UserError(
                    self.env._("%s is cancelled: plan a new meeting.", event.name)
                )
            if event.date_begin <= fields.Datetime.now():
                raise UserError(
                    self.env._(
                        "%s has begun: only meetings to come are moved or cancelled.",
                        event.name,
                    )
                )
            if event.announced_on and not (reason or "").strip():
                raise UserError(
                    self.env._(
                        "%s is announced: give the reason, people who wanted to come "
                        "read it.",
                        event.name,
                    )
                )

    def _begin_on(self, day):
        """Its beginning (naive UTC) on another day, at the same hour of the clock."""
        wall = self._wall(self.date_begin)
        return to_utc(datetime.combine(day, wall.time()), self.date_tz or "UTC")

    def _begin_at(self, day, hour):
        """This day and hour of the clock there, as naive UTC.

        :param hour: 14.5 for half past two
        """
        if not day:
            raise UserError(self.env._("Choose the new day."))
        wall = datetime.combine(day, time()) + timedelta(minutes=round(hour * 60))
        return to_utc(wall, self.date_tz or "UTC")
