import json

from odoo.addons.club_membership.tests.common import TODAY
from odoo.http import Request
from odoo.tests import HttpCase, freeze_time, tagged

from .privacy_common import PrivacyCommon

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)
# What stands there of a person is in the file under another name.
NOT_IN_THE_FILE = {
    "club.directory.change",  # waits for minutes: the entry is there
    "club.dues.call.line",  # how dues were prepared: the dues are there
    "club.portal.campaign.line",  # how the login came: invitation and sign-in are there
}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPrivacyData(PrivacyCommon, HttpCase):
    """Who can see my data, and all of it as a file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls._portal_user(cls.anna.partner_id, "anna")

    def _download(self, space="me"):
        token = Request.csrf_token(self)
        return self.url_open(
            "/my/privacy/data/download",
            data={"csrf_token": token, "space": space, "partner_id": "1"},
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
        # Anna pays for Boris, who writes to her: of him the name, and nothing else.
        boris = self.boris.partner_id
        boris.write({"phone": "0611223344", "street": "9 rue de Boris"})
        paid_for = self.env["club.membership"]._admit(
            {
                "partner_id": self._person("Bella Blanc", phone="0655667788").id,
                "type_id": self.type_person.id,
                "section_id": self.brittany.id,
                "payer_id": self.anna.partner_id.id,
            }
        )
        paid_for.due_ids.decision_reason = "Bella is unemployed"
        self.boris.message_post(
            author_id=boris.id,
            partner_ids=self.anna.partner_id.ids,
            message_type="comment",
            subject="From Boris",
            body="A secret of Boris",
        )
        self.commission.message_post(body="Boris to all", author_id=boris.id)
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
        self.assertEqual(data["dues"][0]["partner_id"], ["Bella Blanc"])
        self.assertIn("From Boris", [m["subject"] for m in data["messages"]])
        for theirs in (
            "0655667788",
            "bella.blanc@",
            "unemployed",
            "0611223344",
            "boris.blanc@",
            "rue de Boris",
            "A secret of Boris",
            "Boris to all",
        ):
            self.assertNotIn(theirs, answer.text)

    def test_the_file_holds_orders_invitations_signins_notes_and_a_photo(self):
        person, env = self.anna.partner_id, self.env
        person.image_1920 = PIXEL
        acme = self._current("Acme", kind=self.type_organisation)
        self._manages(person, acme)
        env["club.seat.order"].create(
            {"membership_id": acme.id, "count": 3, "ordered_by_id": person.id}
        )
        env["club.invitation"].create(
            {
                "membership_id": acme.id,
                "email": "colleague@example.org",
                "name": "Colin Colleague",
                "role": "manager",
            }
        ).invited_by_id = person
        env["club.portal.access"].create(
            {
                "partner_id": person.id,
                "membership_id": self.anna.id,
                "company_id": self.company.id,
                "signed_in_at": "2026-01-02 03:04:05",
            }
        )
        env["res.partner.bank"].create(
            {"partner_id": person.id, "acc_number": "FR76 3000 1000 4242"}
        )
        person.message_post(
            body="Asked for large print", author_id=env.user.partner_id.id
        )
        self.authenticate("anna", "anna")
        answer = self._download()
        data = json.loads(answer.text)
        self.assertEqual(data["seat_orders"][0]["count"], 3)
        self.assertEqual(data["invitations_sent"][0]["name"], "Colin Colleague")
        self.assertNotIn("colleague@example.org", answer.text)
        self.assertEqual(data["sign_ins"][0]["signed_in_at"], "2026-01-02 03:04:05")
        self.assertTrue(data["photo"][0]["image_1920"])
        self.assertEqual(data["bank_accounts"][0]["acc_number"], "•••• 4242")
        self.assertIn("large print", data["notes_about_me"][0]["body"])

    def test_each_model_with_a_person_is_in_the_file_or_said_not_to_be(self):
        held = {
            records._name
            for records, _names in self.env["club.data.export"]
            .sudo()
            ._parts(self.anna.partner_id)
            .values()
        }
        holding = {
            name
            for name, model in self.env.registry.items()
            if name.startswith("club.")
            and model._auto
            and not (model._abstract or model._transient)
            and any(
                field.comodel_name == "res.partner" and field.store
                for field in model._fields.values()
                if field.type == "many2one"
            )
        }
        self.assertEqual(holding - held, NOT_IN_THE_FILE)

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
        self.assertEqual(self._download(self.anna.id).status_code, 404)
