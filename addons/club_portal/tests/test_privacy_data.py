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

    def test_the_file_holds_notes_cards_guardians_and_ones_own_words(self):
        person, env = self.anna.partner_id, self.env
        person.comment = "Likes tea"
        child = self._current("Tom Noël", club_birth_date="2015-01-01")
        env["club.guardian"].create(
            {
                "minor_id": child.partner_id.id,
                "guardian_id": person.id,
                "company_id": self.company.id,
            }
        )
        provider = env["payment.provider"].create(
            {"name": "A provider", "code": "none", "company_id": self.company.id}
        )
        env["payment.token"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": env.ref("payment.payment_method_unknown").id,
                "partner_id": person.id,
                "provider_ref": "card",
                "payment_details": "4242",
            }
        )
        self.anna.message_post(body="My own words", author_id=person.id)
        self.boris.message_post(
            body="His own words", author_id=self.boris.partner_id.id
        )
        self.authenticate("anna", "anna")
        answer = self._download()
        data = json.loads(answer.text)
        self.assertIn("Likes tea", data["identity"][0]["comment"])
        self.assertEqual(data["guardianships"][0]["minor_id"], ["Tom Noël"])
        self.assertEqual(data["saved_cards"][0]["payment_details"], "4242")
        self.assertIn("My own words", data["messages_written"][0]["body"])
        self.assertEqual(data["directory"][0]["shown_members"]["city"], "Évreux")
        self.assertNotIn("His own words", answer.text)

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
