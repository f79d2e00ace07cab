from datetime import date, datetime, timezone
from unittest.mock import patch

import vobject
from icalendar import Calendar
from odoo.addons.club_membership.tests.common import TODAY
from odoo.http import Request
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..feed import Entry
from .dues_pages_common import DuesPagesCommon

ENTRY = Entry(
    uid="one@club",
    title="Réunion",
    start=date(2026, 4, 6),
    end=date(2026, 4, 12),
    updated=datetime(2026, 2, 1, tzinfo=timezone.utc),
)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestCalendarFeed(DuesPagesCommon):
    """Anna follows her dates in her own calendar."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.anna
        cls.person = cls.user.partner_id
        cls.feeds = cls.env["club.calendar.feed"]

    def setUp(self):
        super().setUp()
        self.entries = [ENTRY]
        feeds = self.registry["club.calendar.feed"]
        for name, answer in (
            ("_entries", lambda feed, person, company: self.entries),
            ("_contents", lambda feed, space: ["Your meetings"]),
        ):
            patcher = patch.object(feeds, name, answer)
            patcher.start()
            self.addCleanup(patcher.stop)

    def _space(self, user=None):
        return self.env["club.space"].with_user(user or self.user)._open()

    def _address(self, user=None):
        """Path of a new address of this user's."""
        address = self.feeds._make(self._space(user))
        self.env.flush_all()
        return address[address.index("/club/") :]

    def _get(self, path, **headers):
        self.env.flush_all()
        with mute_logger("odoo.http"):
            return self.url_open(path, headers=headers, allow_redirects=False)

    def _feed(self):
        return self.feeds.search([("partner_id", "=", self.person.id)])

    def _post(self, path):
        data = {"csrf_token": Request.csrf_token(self), "space": "me"}
        return self.url_open(path, data=data, method="POST")

    def test_the_address_is_shown_once_and_kept_as_a_hash(self):
        self.authenticate(self.user.login, self.user.login)
        page = self._post("/my/calendar/address").text
        token = page.partition("/club/calendar/")[2].partition(".ics")[0]
        self.assertGreaterEqual(len(token), 43)  # 256 bits
        self.assertIn("webcal://", page)
        self.assertNotIn(token, str(self._feed().read()))
        self.assertNotIn(token, self._get("/my/calendar").text)

    def test_whoever_has_the_address_reads_the_dates(self):
        answer = self._get(self._address())
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.headers["Content-Type"], "text/calendar; charset=utf-8")
        self.assertIn("private", answer.headers["Cache-Control"])
        self.assertNotIn("session_id", answer.cookies)
        [event] = Calendar.from_ical(answer.content).walk("VEVENT")
        self.assertEqual(event.decoded("dtend"), date(2026, 4, 13))
        other = vobject.readOne(answer.content.decode())
        self.assertEqual(other.vevent.summary.value, "Réunion")

    def test_a_calendar_that_did_not_change_is_not_sent_again(self):
        path = self._address()
        first = self._get(path)
        told = {
            "ETag": "If-None-Match",
            "Last-Modified": "If-Modified-Since",
        }
        for given, asked in told.items():
            again = self._get(path, **{asked: first.headers[given]})
            self.assertEqual((again.status_code, again.content), (304, b""))

    def test_a_date_that_is_gone_is_a_change(self):
        path = self._address()
        first = self._get(path)
        self.entries = []
        with freeze_time("2026-03-15 00:01:00"):
            for asked, given in (
                ("If-Modified-Since", "Last-Modified"),
                ("If-None-Match", "ETag"),
            ):
                again = self._get(path, **{asked: first.headers[given]})
                self.assertEqual(again.status_code, 200)
                self.assertFalse(Calendar.from_ical(again.content).walk("VEVENT"))

    def test_of_two_taps_at_once_the_second_is_told(self):
        self._address()
        self.authenticate(self.anna.login, self.anna.login)
        # What the second one saw: no address yet.
        nothing = patch.object(
            self.registry["club.calendar.feed"],
            "_of_space",
            lambda feeds, space: feeds.browse(),
        )
        with nothing, mute_logger("odoo.sql_db"):
            page = self._post("/my/calendar/address").text
        self.assertIn("There is an address already", page)
        self.assertEqual(len(self._feed()), 1)

    def test_a_new_address_ends_the_one_of_before(self):
        before, after = self._address(), self._address()
        self.assertEqual(self._get(before).status_code, 404)
        self.assertEqual(self._get(after).status_code, 200)
        self.assertEqual(len(self._feed()), 1)

    def test_a_stopped_address_is_gone_like_one_that_never_was(self):
        path = self._address()
        self.authenticate(self.user.login, self.user.login)
        self._post("/my/calendar/stop")
        self.authenticate(None, None)
        stopped, wrong = self._get(path), self._get(path.replace(".ics", "x.ics"))
        self.assertEqual(stopped.status_code, wrong.status_code)
        self.assertEqual(stopped.status_code, 404)
        self.assertFalse(self._feed())

    def test_who_is_gone_has_no_calendar(self):
        path = self._address()
        self.assertEqual(self._get(path).status_code, 200)
        self.user.active = False
        self.assertEqual(self._get(path).status_code, 404, "shut out")
        self.user.active = True
        self.assertEqual(self._get(path).status_code, 200)
        self.person.club_deceased_on = "2026-03-01"
        self.assertEqual(self._get(path).status_code, 404, "deceased")

    def test_an_archived_contact_has_no_calendar(self):
        friend = self._person("Friend")
        user = self._login(friend, "friend")
        path = self._address(user)
        self.assertEqual(self._get(path).status_code, 200)
        user.active = False
        friend.active = False
        self.assertEqual(self._get(path).status_code, 404)

    def test_following_is_noted_by_the_day(self):
        path = self._address()
        self.assertFalse(self._feed().read_on)
        self._get(path)
        self.assertEqual(self._feed().read_on, date(2026, 3, 15))
        before = self._feed().write_date
        with freeze_time("2026-03-15 20:00:00"):
            self._get(path)
        self.assertEqual(self._feed().write_date, before)

    def test_who_is_erased_leaves_no_address(self):
        self._address()
        self.person._club_forget_elsewhere()
        self.assertFalse(self._feed())

    def test_the_address_is_in_the_file_of_the_person_without_its_secret(self):
        self._address()
        records, names = self.env["club.data.export"]._parts(self.person)[
            "calendar_addresses"
        ]
        self.assertEqual(records, self._feed())
        self.assertFalse({"token_hash", "content_hash"} & set(names))

    def test_the_person_reads_who_can_follow_their_dates(self):
        readers = self.env["club.data.readers"]
        who = "Whoever has the address of your calendar"
        self.assertNotIn(who, [r["who"] for r in readers._of(self._space())])
        self._address()
        self.assertIn(who, [r["who"] for r in readers._of(self._space())])

    def test_merged_contacts_keep_the_address_that_is_followed(self):
        path = self._address()
        self._get(path)
        double = self._person("Double")
        self.feeds.create(
            {
                "partner_id": double.id,
                "company_id": self.company.id,
                "token_hash": "0" * 64,
                "made_on": TODAY,
            }
        )
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((double | self.person).ids, self.person)
        self.assertEqual(len(self._feed()), 1)
        self.assertEqual(self._get(path).status_code, 200)
