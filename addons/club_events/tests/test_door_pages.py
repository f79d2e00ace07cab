from unittest.mock import patch

from odoo import fields
from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import freeze_time
from .door_common import NOW, DoorPagesCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestDoorPages(DoorPagesCommon):
    """Who stands at the door signs people in on a phone; nobody else learns a name."""

    def _scan(self, code, event=None):
        self.env.flush_all()
        with mute_logger("odoo.http"):
            answer = self.url_open(
                self._door("/scan", event), json={"params": {"code": code}}
            ).json()
        self.env.invalidate_all()
        return answer.get("result")

    def test_hosts_and_door_people_open_the_door_others_do_not(self):
        for user in (self.bea_user, self.hugo_user):
            self._as(user)
            self.assertIn("Anna", self._get(self._door()))
        for user in (self.anna_user, self.carl_user):
            self._as(user)
            for page in ("", "/sheet", "/screen"):
                self._get(self._door(page), 404)
            self.assertIsNone(self._scan(self.row.barcode))
            with mute_logger("odoo.http"):
                self._post(self._door("/tick"), row_id=self.row.id, how="site")
        self.assertEqual(self.row.state, "open")

    def test_staff_run_the_doors_of_their_sections_only(self):
        self._create_users()
        self.event.section_id = self.provence
        self._as(self.users["officer"])
        self._get(self._door(), 404)
        self.event.section_id = self.rennes
        self.assertIn("Anna", self._get(self._door()))

    def test_one_tap_signs_in_and_undo_takes_it_back(self):
        self._as(self.hugo_user)
        page = self._post(self._door("/tick"), row_id=self.row.id, how="site")
        self.assertIn("Anna is here.", page)
        self.assertIn("1 of 1 here", page)
        self.assertEqual(self.row.signed_by_id, self.hugo)
        page = self._post(self._door("/tick"), row_id=self.row.id, how="undo")
        self.assertIn("0 of 1 here", page)
        self.assertEqual(self.row.state, "open")

    def test_no_name_of_another_meeting_is_ticked(self):
        other = self._registered(self.carl, self._meeting("Other"))
        self._as(self.hugo_user)
        with mute_logger("odoo.http"):
            self._post(self._door("/tick"), row_id=other.id, how="site")
        self.assertEqual(other.state, "open")

    def test_the_camera_of_the_page_signs_in_once(self):
        self._as(self.hugo_user)
        first = self._scan(f"https://x.example{self.row._badge_path()}")
        self.assertEqual((first["state"], first["here"]), ("in", 1))
        second = self._scan(self.row.barcode)
        self.assertEqual((second["state"], second["here"]), ("already", 1))
        self.assertIsNone(self._scan("https://elsewhere.example/club/badge/1"))

    def test_search_finds_names_and_organisations(self):
        self._registered(self.carl, company_name="Metalworks")
        self._as(self.hugo_user)
        page = self._get(self._door("?search=metal"))
        self.assertIn("Carl", page)
        self.assertNotIn("Anna", page)
        self.row._tick(self.hugo, "site")
        self.assertNotIn("Carl", self._get(self._door("?only=here")))
        self.assertNotIn("Anna", self._get(self._door("?only=missing")))

    def test_a_member_without_registration_is_let_in(self):
        self._as(self.hugo_user)
        page = self._get(self._door("?who=carl"))
        self.assertIn("Carl", page)
        page = self._post(self._door("/enter"), person_id=self.carl.id)
        self.assertIn("Signed in. Welcome, Carl.", page)
        row = self.event.registration_ids.filtered(lambda r: r.attendee_id == self.carl)
        self.assertEqual((row.state, row.signed_by_id), ("done", self.hugo))

    def test_who_may_not_come_is_neither_found_nor_let_in(self):
        self.event.audience = "body"
        stranger = self._person("Carlo Stranger")
        self._as(self.hugo_user)
        self.assertIn("No member of this name", self._get(self._door("?who=carl")))
        page = self._post(self._door("/enter"), person_id=self.carl.id)
        self.assertIn("is for the members of Finance", page)
        with mute_logger("odoo.http"):
            self._post(self._door("/enter"), person_id=stranger.id)
        self.assertEqual(self.event.registration_ids, self.row)

    def test_a_full_meeting_lets_nobody_else_in(self):
        self.event.write({"seats_limited": True, "seats_max": 1})
        self._as(self.hugo_user)
        self.assertIn("full", self._post(self._door("/enter"), person_id=self.carl.id))
        self.assertEqual(self.event.registration_ids, self.row)

    def test_who_has_to_pay_first_is_no_success_at_the_door(self):
        rows = type(self.event.registration_ids)
        unpaid = {"_sign_in": lambda row, *_: row._door_answer("payment")}
        with patch.multiple(rows, **unpaid):
            self._as(self.hugo_user)
            self.env.flush_all()
            token = Request.csrf_token(self)
            answer = self.url_open(
                self._door("/enter"),
                data={"csrf_token": token, "space": "me", "person_id": self.carl.id},
                method="POST",
            )
        self.assertIn("Not paid yet", answer.text)
        self.assertRegex(answer.text, r"alert-warning[^>]*>\s*Not paid yet")

    def test_a_typed_name_is_let_into_an_open_meeting(self):
        opened = self._meeting(
            "Open day",
            "open",
            door_partner_ids=[fields.Command.set(self.hugo.ids)],
        )
        self._as(self.hugo_user)
        page = self._post(
            self._door("/enter", opened), name="Nora New", email="nora@example.org"
        )
        self.assertIn("Welcome, Nora New.", page)
        self.assertEqual(opened.registration_ids.state, "done")

    def _queries(self, event):
        self._forget_nothing()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        event._door_values()
        return self.env.cr.sql_log_count - before

    def test_the_list_asks_no_more_of_the_database_for_more_people(self):
        opened = self._meeting("Open day", "open")
        for number in range(5):
            self._registered(self._person(f"Person {number}"), opened)
        self._queries(opened)
        few = self._queries(opened)
        for number in range(5, 45):
            self._registered(self._person(f"Person {number}"), opened)
        self.assertLessEqual(self._queries(opened), few)
