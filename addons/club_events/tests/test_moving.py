from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import freeze_time
from .year_common import NEW_YEAR, YearCommon, day


@freeze_time(NEW_YEAR)
@tagged("post_install", "-at_install")
class TestMoving(YearCommon):
    """Meetings are announced, moved and cancelled: who should know is told, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann = cls._standing("Ann")
        cls._sits(cls.ann)
        cls.ben = cls._standing("Ben")
        for membership in cls.ann | cls.ben:
            cls._period(membership, "2025-01-01", "2025-12-31")
        cls.cycle = cls._cycle(day_rule="weekday", weekday="1")
        cls.programme._plan()
        cls.events = cls.cycle.event_ids.sorted("cycle_number")
        cls.first = cls.events[0]

    def _register(self, event, **vals):
        return self.env["event.registration"].create({"event_id": event.id, **vals})

    def _invited(self, event):
        """A registration of somebody who is no contact."""
        guest = self.env["club.event.guest"].create(
            {"event_id": event.id, "name": "Guest", "email": "guest@example.org"}
        )
        registrations = self.env["event.registration"]
        return registrations.with_context(club_event_guest=guest.id).create(
            {
                "event_id": event.id,
                "name": guest.name,
                "email": guest.email,
                "guest_id": guest.id,
            }
        )

    def test_announcing_a_year_tells_its_audience_in_one_mail_once(self):
        new = self.programme._announce()
        self.assertEqual(new, self.events)
        self.assertEqual(self.programme.state, "announced")
        mails = self._mails()
        self.assertEqual(set(mails), {"Ann"})
        self.assertIn("4 meetings are planned", mails["Ann"].body_html)
        self.assertFalse(self.programme._announce())
        self.assertFalse(self._mails())

    def test_announcing_again_tells_only_of_what_is_new(self):
        self.programme._announce()
        self._mails()
        self._cycle("Plenary", self.env["club.commission"], per_year=1)
        self.programme._plan()
        self.programme._announce()
        mails = self._mails()
        self.assertEqual(set(mails), {"Ann", "Ben"})
        self.assertIn("Plenary", mails["Ann"].body_html)
        self.assertNotIn("Finance", mails["Ann"].body_html)

    def test_a_year_without_meetings_is_not_announced(self):
        empty = self.programme.copy({"name": "Empty"})
        with self.assertRaisesRegex(UserError, "plan the year first"):
            empty._announce()

    def test_open_meetings_are_on_the_website_once_announced_and_no_others(self):
        body = self.env["club.commission"]
        shown = self._cycle("Open day", body, audience="open", per_year=1)
        hidden = self._cycle(
            "Quiet day", body, audience="open", per_year=1, on_website=False
        )
        self.programme._plan()
        self.assertFalse(shown.event_ids.is_published)
        self.programme._announce()
        self.assertTrue(shown.event_ids.is_published)
        self.assertFalse(hidden.event_ids.is_published)
        self.assertFalse(any(self.events.mapped("is_published")))

    def test_before_it_is_announced_a_meeting_moves_without_a_word(self):
        begin = self.first._begin_on(day("2026-01-21"))
        self.first._move(begin)
        self.assertEqual(self._dates(self.cycle)[0], day("2026-01-21"))
        self.assertTrue(self.first.day_is_chosen)
        self.assertFalse(self._mails())

    def test_who_is_registered_and_the_audience_hear_of_the_new_date(self):
        self.programme._announce()
        self._mails()
        self._invited(self.first)
        self._register(self.first, name="Ann", attendee_id=self.ann.partner_id.id)
        before = self.first._club_when(self.first.date_begin)
        self.first._move(self.first._begin_on(day("2026-01-21")), "The room is taken")
        mails = self._mails()
        self.assertEqual(set(mails), {"Ann", "guest@example.org"})
        for mail in mails.values():
            self.assertIn("Wednesday 21 January 2026", mail.body_html)
            self.assertIn(before, mail.body_html)
            self.assertIn("The room is taken", mail.body_html)
        self.assertFalse(self._mails())

    def test_moved_there_and_back_people_are_told_twice(self):
        self.programme._announce()
        self._mails()
        begin = self.first.date_begin
        self.first._move(self.first._begin_on(day("2026-01-21")), "Strike")
        self.assertTrue(self._mails())
        self.first._move(begin, "No strike")
        self.assertIn("No strike", self._mails()["Ann"].body_html)

    def test_a_date_changed_in_the_form_is_told_as_well(self):
        self.programme._announce()
        self._mails()
        self.first.write(
            {"date_begin": "2026-01-21 13:00", "date_end": "2026-01-21 16:00"}
        )
        self.assertIn("Wednesday 21 January", self._mails()["Ann"].body_html)

    def test_an_announced_meeting_needs_a_reason_to_move(self):
        self.programme._announce()
        with self.assertRaisesRegex(UserError, "give the reason"):
            self.first._move(self.first._begin_on(day("2026-01-21")))

    def test_the_rest_of_a_series_moves_by_the_same_days_and_keeps_its_hour(self):
        dates = self._dates(self.cycle)
        second = self.events[1]
        hours = [event._wall(event.date_begin).time() for event in self.events]
        target = fields.Date.add(dates[1], days=2)
        moved = second._move(second._begin_on(target), "Thursdays", series=True)
        self.assertEqual(moved, self.events[1:])
        now = self._dates(self.cycle)
        self.assertEqual(
            [(b - a).days for a, b in zip(dates, now, strict=True)], [0, 2, 2, 2]
        )
        self.assertEqual(
            [event._wall(event.date_begin).time() for event in self.events], hours
        )

    def test_the_office_reads_how_many_are_told_of_the_meeting_or_of_its_series(self):
        for event in self.events[1:3]:
            self._invited(event)
        change = self.env["club.event.change"].create({"event_id": self.events[1].id})
        self.assertEqual(change.told_count, 1)
        change.scope = "series"
        self.assertEqual(change.told_count, 2)

    def test_the_agenda_moves_along(self):
        track = self.env["event.track"].create(
            {
                "name": "Opening",
                "event_id": self.first.id,
                "date": self.first.date_begin,
            }
        )
        self.first._move(self.first._begin_on(day("2026-01-21")))
        self.assertEqual(track.date, self.first.date_begin)

    def test_a_meeting_does_not_move_into_the_past_and_not_once_begun(self):
        with self.assertRaisesRegex(UserError, "that is over"):
            self.first._move(self.first._begin_on(day("2025-11-20")))
        with (
            freeze_time("2026-12-30"),
            self.assertRaisesRegex(UserError, "only meetings to come"),
        ):
            self.first._move(self.first._begin_on(day("2026-12-31")))

    def test_cancelling_ends_registrations_and_tells_people_why(self):
        self.programme._announce()
        self._mails()
        coming = self._invited(self.first)
        self.first._cancel("The speaker is ill")
        self.assertEqual(coming.state, "cancel")
        self.assertEqual(self.first.kanban_state, "cancel")
        self.assertTrue(self.first.cancelled_on)
        mails = self._mails()
        self.assertEqual(set(mails), {"Ann", "guest@example.org"})
        for mail in mails.values():
            self.assertIn("Cancelled", mail.subject)
            self.assertIn("The speaker is ill", mail.body_html)

    def test_who_never_heard_of_a_meeting_does_not_hear_that_it_is_cancelled(self):
        self.programme._announce()
        self.first._cancel("Mistake")
        mail = self._mails()["Ann"]
        self.assertIn("3 meetings are planned", mail.body_html)

    def test_the_rest_of_a_series_is_cancelled_together(self):
        self.programme._announce()
        self._mails()
        cancelled = self.events[2]._cancel("No chair", series=True)
        self.assertEqual(cancelled, self.events[2:])
        self.assertIn("Cancelled meetings", self._mails()["Ann"].subject)
        with self.assertRaisesRegex(UserError, "is cancelled"):
            self.events[2]._cancel("Again")

    def test_cancelled_in_the_kanban_of_events_is_cancelled_here(self):
        self.programme._announce()
        self._mails()
        self.first.kanban_state = "cancel"
        self.assertTrue(self.first.cancelled_on)
        self.assertEqual(set(self._mails()), {"Ann"})

    def test_the_next_year_has_the_cycles_and_not_the_meetings(self):
        following = self.programme._next_year()
        self.assertEqual(following.name, "2027")
        self.assertEqual(following.date_start, day("2027-01-01"))
        self.assertEqual(following.date_end, day("2027-12-31"))
        self.assertEqual(following.cycle_ids.mapped("name"), ["Finance"])
        self.assertEqual(following.state, "draft")
        self.assertFalse(following.event_ids)
        following._plan()
        self.assertEqual(len(following.event_ids), 4)
        self.assertEqual(len(self.programme.event_ids), 4)

    def test_a_year_from_july_is_followed_by_one_from_july(self):
        self.programme.write({"date_start": "2025-07-01", "date_end": "2026-06-30"})
        following = self.programme._next_year()
        self.assertEqual(following.name, "2026-2027")
        self.assertEqual(following.date_end, day("2027-06-30"))

    def test_the_form_warns_of_a_holiday_and_of_the_same_people_elsewhere(self):
        self._sits(self.ann, commission=self._body("Tools"))
        tools = self.env["club.commission"].search([("name", "=", "Tools")])
        other = self._meeting(
            "Tools day",
            "body",
            commission_id=tools.id,
            date_begin="2026-05-14 07:00",
            date_end="2026-05-14 10:00",
        )
        self.first._move(self.first._begin_on(day("2026-05-14")))
        warning = self.first.day_warning
        self.assertIn("Ascension Day", warning)
        self.assertIn("Tools day", warning)
        self.assertIn("Ann", warning)
        other._cancel("x")
        self.first.invalidate_recordset(["day_warning"])
        self.assertNotIn("Tools day", self.first.day_warning)
