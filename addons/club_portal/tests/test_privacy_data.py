import json

from odoo.addons.club_membership.tests.common import TODAY
from odoo.http import Request
from odoo.tests import HttpCase, freeze_time, tagged

from .privacy_common import PrivacyCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPrivacyData(PrivacyCommon, HttpCase):
    """Who can see my data, and all of it as a file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls._portal_user(cls.anna.partner_id, "anna")

    def _download(self):
        return self.url_open(
            "/my/privacy/data/download",
            data={"csrf_token": Request.csrf_token(self), "partner_id": "1"},
        )

    def test_it_names_who_serves_ones_section_and_nobody_elses(self):
        self._office(self._person("Paul President"), self.provence, "president")
        self.authenticate("anna", "anna")
        text = self.url_open("/my/privacy/data").text
        self.assertIn("Officers of Brittany", text)
        self.assertIn(self.users["officer"].name, text)
        self.assertIn(self.users["secretary"].name, text)
        self.assertNotIn("Paul President", text)

    def test_it_names_managers_chairs_and_payers(self):
        acme = self._current("Acme", kind=self.type_organisation)
        self._manages(self._person("Mona Manager"), acme)
        self._manages(self.anna.partner_id, acme, role="seat")
        self.commission._live_row(self.boris.partner_id)._set_role("chair")
        self.anna.payer_id = self.carla.partner_id
        self.authenticate("anna", "anna")
        text = self.url_open("/my/privacy/data").text
        for name in ("Mona Manager", "Boris Blanc", "Carla Dupont"):
            self.assertIn(name, text)

    def test_the_file_holds_what_is_known_and_nobody_elses(self):
        self._shows(self.anna, phone="members")
        self.authenticate("anna", "anna")
        answer = self._download()
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        data = json.loads(answer.text)
        self.assertEqual(data["identity"][0]["name"], "Anna Noël")
        self.assertEqual(data["memberships"][0]["number"], self.anna.number)
        self.assertEqual(len(data["periods"]), 1)
        self.assertEqual(data["commissions"][0]["commission_id"], ["Purchasing"])
        self.assertEqual(data["privacy_choices"][0]["level"], "members")
        for name in ("dues", "payments", "ledger", "notices", "register", "messages"):
            self.assertIn(name, data)
        self.assertNotIn("Boris", answer.text)

    def test_three_downloads_a_day_not_four(self):
        self.authenticate("anna", "anna")
        for _time in range(3):
            self.assertEqual(
                self._download().headers["Content-Type"],
                "application/json; charset=utf-8",
            )
        self.assertIn("try again tomorrow", self._download().text)

    def test_staff_on_the_telephone_do_not_download(self):
        self.authenticate("club_secretary", "club_secretary")
        self.url_open(f"/my/for/{self.anna.id}")
        self.assertIn(
            "Only the person can download", self.url_open("/my/privacy/data").text
        )
        self.assertEqual(self._download().status_code, 404)
