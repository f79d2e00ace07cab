from datetime import datetime, timedelta, timezone

import vobject
from icalendar import Calendar
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .pages_common import EventsPages


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestMeetingFeed(EventsPages):
    """Meetings in the member's own calendar."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls._meeting("Spring plenary")

    def setUp(self):
        super().setUp()
        address = self.env["club.calendar.feed"]._make(self._space())
        self.path = address[address.index("/club/") :]

    def _file(self, path=None):
        self.env.flush_all()
        answer = self.url_open(path or self.path)
        self.assertEqual(answer.status_code, 200)
        return answer.text

    def _events(self, path=None):
        return Calendar.from_ical(self._file(path)).walk("VEVENT")

    def _come(self, event=None):
        (event or self.event)._register_people([{"partner": self.anna}], self.anna)
        return (event or self.event).registration_ids

    def test_only_meetings_one_is_registered_for_are_there(self):
        self.assertFalse(self._events())
        self._come()
        [event] = self._events()
        self.assertEqual(str(event["summary"]), "Spring plenary")
        self.assertEqual(event["status"], "CONFIRMED")
        other = vobject.readOne(self._file()).vevent
        self.assertEqual(other.summary.value, "Spring plenary")

    def test_hours_are_right_on_both_sides_of_summer_time(self):
        winter = self._meeting(
            "Winter", date_begin="2026-03-27 13:00:00", date_end="2026-03-27 16:00:00"
        )
        self._come()
        self._come(winter)
        first, second = sorted(self._events(), key=lambda e: e.decoded("dtstart"))
        self.assertEqual(
            first.decoded("dtstart").astimezone(timezone.utc),
            datetime(2026, 3, 27, 13, tzinfo=timezone.utc),
        )
        self.assertEqual(first.decoded("dtstart").hour, 14)
        self.assertEqual(second.decoded("dtstart").hour, 14)
        self.assertEqual(second.decoded("dtstart").utcoffset(), timedelta(hours=2))

    def test_who_waits_finds_a_tentative_date(self):
        self.event.write({"seats_limited": True, "seats_max": 1})
        self.event._register_people([{"partner": self.bea}], self.bea)
        self._come()
        [event] = self._events()
        self.assertEqual(event["status"], "TENTATIVE")
        self.assertIn("to be confirmed", event["summary"])

    def test_announced_meetings_of_ones_commissions_are_tentative(self):
        theirs = self._meeting(
            "Finance", audience="body", commission_id=self.commission.id
        )
        self._meeting(
            "Not yet",
            audience="body",
            commission_id=self.commission.id,
            announced_on=False,
        )
        [event] = self._events()
        self.assertIn("Finance", event["summary"])
        self.assertEqual(event["status"], "TENTATIVE")
        uid = str(event["uid"])
        self._come(theirs)
        [event] = self._events()
        self.assertEqual((str(event["uid"]), event["status"]), (uid, "CONFIRMED"))

    def test_a_moved_meeting_keeps_its_uid_with_a_higher_sequence(self):
        self._come()
        [before] = self._events()
        self.event.write(
            {"date_begin": "2026-04-16 12:00:00", "date_end": "2026-04-16 15:00:00"}
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE event_event SET write_date = %s WHERE id = %s",
            ("2027-03-16 10:00:00", self.event.id),
        )
        self.env.invalidate_all()
        [after] = self._events()
        self.assertEqual(after["uid"], before["uid"])
        self.assertGreater(after["sequence"], before["sequence"])
        self.assertEqual(after.decoded("dtstart").day, 16)

    def test_a_cancelled_meeting_says_so_and_why(self):
        self._come()
        self.event.write(
            {
                "cancelled_on": "2026-03-15 08:00:00",
                "cancel_reason": "The hall is closed.",
                "kanban_state": "cancel",
            }
        )
        [event] = self._events()
        self.assertEqual(event["status"], "CANCELLED")
        self.assertIn("The hall is closed.", event["description"])

    def test_a_place_given_back_leaves_the_calendar(self):
        row = self._come()
        row._withdraw(self.anna)
        self.assertFalse(self._events())

    def test_the_link_to_connect_is_there_for_who_comes_remotely(self):
        self.event.write(
            {"place": "both", "event_url": "https://meet.example.org/secret-room"}
        )
        row = self._come()
        self.assertNotIn("secret-room", self._file())
        row.presence = "remote"
        self.assertIn("secret-room", self._file().replace("\r\n ", ""))

    def test_one_saves_the_date_of_one_meeting(self):
        self._as(self.anna_user)
        path = f"/my/meetings/{self.event.id}/meeting.ics"
        [event] = self._events(path)
        self.assertEqual(event["status"], "TENTATIVE")
        self._come()
        [event] = self._events(path)
        self.assertEqual(event["status"], "CONFIRMED")

    def test_the_page_says_what_there_is_to_follow(self):
        self._as(self.anna_user)
        page = self._get("/my/calendar")
        self.assertIn("Meetings you are registered for", page)
        self.assertIn("Meetings of your commissions", page)
