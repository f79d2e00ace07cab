from datetime import timedelta

from odoo import Command, api, models

from ..planning.moments import moments


class ClubProgramme(models.Model):
    """From days to meetings: all of them in one go, with tickets, mails and agenda."""

    _inherit = "club.programme"

    def _apply(self, found):
        """Make the meetings of this plan that are missing; move those that moved.

        :param found: ``planning.problem.Plan``
        :return: the new meetings
        """
        planned = {
            (event.cycle_id.id, event.cycle_number): event
            for event in self.event_ids.filtered("cycle_id")
        }
        cycles = {cycle.id: cycle for cycle in self.cycle_ids}
        missing = []
        for meeting in found.meetings:
            event = planned.get((meeting.cycle, meeting.number))
            if not event:
                cycle = cycles[meeting.cycle]
                missing.append(cycle._prepare_event_values(meeting))
            elif not meeting.fixed and event._local_days()[0] != meeting.day:
                event._put_on(meeting.day)
        return self.env["event.event"]._make_planned(missing)


class ClubMeetingCycle(models.Model):
    _inherit = "club.meeting.cycle"

    def _moments(self, day):
        """Beginning and end in UTC of its meeting on this day."""
        return moments(day, self.time_start, self.duration, self.days, self.tz)

    def _prepare_event_values(self, meeting):
        """Values of one of its meetings.

        :param meeting: ``planning.problem.Meeting``
        """
        return self._prepare_event_values_on(meeting.day, meeting.number)

    def _prepare_event_values_on(self, day, number):
        self.ensure_one()
        begin, end = self._moments(day)
        values = {
            "name": self._event_name(number),
            "programme_id": self.programme_id.id,
            "cycle_id": self.id,
            "cycle_number": number,
            "company_id": self.company_id.id,
            "commission_id": self.commission_id.id,
            "section_id": self._event_section().id,
            "club_kind": self.kind,
            "audience": self.audience,
            "function_ids": [Command.set(self.function_ids.ids)],
            "place": self.place,
            "date_begin": begin,
            "date_end": end,
            "seats_limited": bool(self.seats_max),
            "seats_max": self.seats_max,
            "seats_per_organisation": self.seats_per_organisation,
            "hours_activity_id": self.hours_activity_id.id,
            "address_id": self._event_venue().id,
            "organizer_id": self.company_id.partner_id.id,
            # A chair plans as a portal user: staff look after meetings in the backend.
            "user_id": False if self.env.user.share else self.env.uid,
        }
        if self.event_type_id:
            values["event_type_id"] = self.event_type_id.id
        return {**values, "date_tz": self.tz, "website_menu": False}

    def _event_section(self):
        return self.section_id or self.commission_id.section_id

    def _event_venue(self):
        if self.place == "remote":
            return self.env["res.partner"]
        return self.address_id or self.company_id.partner_id

    def _event_name(self, number):
        many = self.rhythm == "month" or self.per_year > 1
        if not many and self.rhythm != "request":
            return self.name
        return self.env._("%(cycle)s, no. %(number)s", cycle=self.name, number=number)


class EventEvent(models.Model):
    _inherit = "event.event"

    def _make_planned(self, values):
        """Create meetings of cycles with what their cycles put on the agenda.

        :param values: list of values of ``_prepare_event_values``
        """
        quiet = self.with_context(mail_create_nolog=True, tracking_disable=True)
        events = quiet.create(values)
        events._name_in_other_languages()
        quiet.env["event.track"].with_context(club_event_planning=True).create(
            [vals for event in events for vals in event._prepare_tracks()]
        )
        return events.with_env(self.env)

    def _name_in_other_languages(self):
        """Cycles have names in several languages: their meetings too."""
        current = self.env.lang or "en_US"
        for code, _name in self.env["res.lang"].get_installed():
            if code == current:
                continue
            for event in self.with_context(lang=code):
                name = event.cycle_id._event_name(event.cycle_number)
                if event.name != name:
                    event.name = name

    def _prepare_tracks(self):
        """Values of the items that the cycle puts on every agenda, one after the
        other; several of one item side by side."""
        begin = self.date_begin
        values = []
        for sequence, topic in enumerate(self.cycle_id.topic_ids, start=1):
            values += [
                {
                    "name": f"{topic.name} {number + 1}"
                    if topic.quantity > 1
                    else topic.name,
                    "event_id": self.id,
                    "club_kind": topic.kind,
                    "sequence": 10 * sequence,
                    "date": begin,
                    "is_time_fixed": False,
                    "is_parallel": number > 0,
                    "duration": topic.duration,
                }
                for number in range(topic.quantity)
            ]
            begin += timedelta(hours=topic.duration)
        return values

    @api.private
    def message_post_with_source(self, source_ref, **kwargs):
        """Planning a year says nothing about each item of each agenda."""
        if self.env.context.get("club_event_planning"):
            return self.env["mail.message"]
        return super().message_post_with_source(source_ref, **kwargs)
