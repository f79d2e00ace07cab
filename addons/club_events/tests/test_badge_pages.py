from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import freeze_time
from .door_common import NOW, DoorPagesCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestBadge(DoorPagesCommon):
    """A badge tells its name to whom it belongs and to the door, to nobody else."""

    def test_strangers_and_members_read_no_name(self):
        for user in (None, self.carl_user):
            self.authenticate(None, None) if user is None else self._as(user)
            page = self._get(self.row._badge_path())
            self.assertIn("Show this code at the door", page)
            for secret in ("Anna", "Spring meeting", "Sign in Anna"):
                self.assertNotIn(secret, page)

    def test_the_attendee_sees_the_badge_with_day_and_place(self):
        self._as(self.anna_user)
        page = self._get(self.row._badge_path())
        for words in ("Anna", "Spring meeting", "Thursday 9 April 2026"):
            self.assertIn(words, page)

    def test_the_door_opens_it_with_the_camera_and_signs_in_with_one_tap(self):
        self._as(self.hugo_user)
        page = self._get(self.row._badge_path())
        self.assertIn("Anna", page)
        self.assertEqual(self.row.state, "open")
        page = self._post(self.row._badge_path())
        self.assertIn("Signed in Welcome, Anna.", page)
        self.assertEqual((self.row.state, self.row.signed_by_id), ("done", self.hugo))
        self.assertIn("Signed in already", self._get(self.row._badge_path()))

    def test_nobody_else_signs_in_with_it(self):
        for user in (self.anna_user, self.carl_user):
            self._as(user)
            with mute_logger("odoo.http"):
                self._post(self.row._badge_path())
        self.assertEqual(self.row.state, "open")

    def test_an_unknown_badge_is_not_found(self):
        for code in ("1", "0" * 30, "x"):
            self._get(f"/club/badge/{code}", 404)

    def test_the_manager_sees_badges_of_the_team(self):
        acme = self._standing("Acme", kind=self.type_organisation)
        paul = self._person("Paul")
        for person, role in ((self.carl, "manager"), (paul, "deputy")):
            self.env["club.delegation"].create(
                {
                    "membership_id": acme.id,
                    "partner_id": person.id,
                    "role": role,
                    "date_from": "2026-01-01",
                }
            )
        row = self._registered(paul, membership_id=acme.id)
        self._as(self.carl_user)
        self.assertIn("Paul", self._get(row._badge_path()))


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestSelfSigning(DoorPagesCommon):
    """While the meeting runs, its code lets attendees sign themselves in."""

    def _sign(self, code, **data):
        return self._post(f"/my/meetings/{self.event.id}/here", code=code, **data)

    def test_the_code_on_the_screen_signs_in_who_reads_it(self):
        self._as(self.bea_user)
        code = self._get(self._door("/screen"))
        shown = self.event._session_code()
        self.assertIn(f"{shown[:3]} {shown[3:]}", code)
        self._as(self.anna_user)
        page = self._sign(shown.lower(), presence="remote")
        self.assertIn("Welcome, Anna.", page)
        self.assertEqual((self.row.state, self.row.presence), ("done", "remote"))
        self.assertEqual(self.row.signed_by_id, self.anna)

    def test_an_old_code_and_one_of_another_meeting_do_not(self):
        old = self.event._session_code()
        other = self._meeting("Other")._session_code()
        self._as(self.anna_user)
        self.assertIn("not the code shown now", self._sign(other))
        with freeze_time("2026-04-09 12:30:00"):
            self.assertIn("not the code shown now", self._sign(old))
        self.assertEqual(self.row.state, "open")

    def test_before_and_after_the_meeting_no_code_counts(self):
        self._as(self.anna_user)
        for moment in ("2026-04-09 09:00:00", "2026-04-09 17:00:00"):
            with freeze_time(moment):
                page = self._sign(self.event._session_code())
                self.assertIn("not the code shown now", page)
        self.assertEqual(self.row.state, "open")

    def test_who_is_not_registered_is_told_to_ask(self):
        self._as(self.carl_user)
        page = self._sign(self.event._session_code())
        self.assertIn("You are not registered for Spring meeting", page)
        self.assertEqual(len(self.event.registration_ids), 1)

    def test_codes_are_not_tried_out(self):
        self._as(self.anna_user)
        for _try in range(20):
            self._sign("WRONG2")
        page = self._sign(self.event._session_code())
        self.assertIn("Too many codes were tried", page)
        self.assertEqual(self.row.state, "open")

    def test_the_page_of_the_meeting_leads_here_while_it_runs(self):
        self._as(self.anna_user)
        page = f"/my/meetings/{self.event.id}"
        self.assertIn("I am here", self._get(page))
        with freeze_time("2026-04-01 12:00:00"):
            self.assertNotIn("I am here", self._get(page))
        self.assertNotIn("Sign people in", self._get(page))
        self._as(self.hugo_user)
        self.assertIn("Sign people in", self._get(page))
