import re

from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .join_common import FORM, JoinCommon
from .rate_common import one_stretch


@tagged("post_install", "-at_install")
class TestJoinPages(JoinCommon, HttpCase):
    """Applying on the page: nothing is disclosed, nothing reaches staff unproven."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("base.public_user").company_ids |= cls.company
        cls.env.ref("base.public_user").company_id = cls.company
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        one_stretch(self)
        self.authenticate(None, None)

    def _apply(self, kind=None, **form):
        return self._post(
            f"/club/join/{(kind or self.type_person).id}", {**FORM, **form}
        )

    def _post(self, path, data):
        data = {**data, "csrf_token": Request.csrf_token(self)}
        return self.url_open(path, data=data, method="POST", allow_redirects=False)

    def _path(self, mail):
        return re.search(r"/club/join/confirm/\d+/[\w-]+", mail.body_html)[0]

    def test_only_types_open_to_applications_are_offered_with_their_price(self):
        page = self.url_open("/club/join").text
        self.assertIn("Person", page)
        self.assertIn("30.00", page)
        self.assertNotIn("Honorary", page)
        self.assertEqual(
            self.url_open(f"/club/join/{self.type_choice.id}").status_code, 404
        )
        self.assertEqual(self._apply(self.type_choice).status_code, 404)

    def test_staff_see_an_application_once_its_address_is_proven(self):
        self.assertIn("One more click", self._apply().text)
        application = self.applications.search([])
        self.assertEqual(application.state, "unconfirmed")
        path = self._path(self._mails("nora@example.org"))
        self.assertIn("Nora New", self.url_open(path).text)
        self.assertEqual(application.state, "unconfirmed")
        self.assertIn("We have received", self._post(path, {}).text)
        self.assertEqual(application.state, "waiting")
        self.assertEqual(len(self._mails("club@example.org")), 1)

    def test_confirming_twice_is_harmless(self):
        self._apply()
        path = self._path(self._mails("nora@example.org"))
        for _turn in range(2):
            self.assertEqual(self._post(path, {}).status_code, 200)
        self.assertIn("We have received", self.url_open(path).text)
        self.assertEqual(len(self._mails("club@example.org")), 1)

    def test_a_wrong_token_confirms_nothing(self):
        self._apply()
        path = self._path(self._mails("nora@example.org"))
        for wrong in (path + "x", path[:-1], path.replace("/confirm/", "/confirm/9")):
            self.assertEqual(self.url_open(wrong).status_code, 404)
            self.assertEqual(self._post(wrong, {}).status_code, 404)
        self.assertEqual(self.applications.search([]).state, "unconfirmed")

    def test_the_page_does_not_tell_whether_an_address_is_known(self):
        known = self._member("Known")
        known.partner_id.email = "known@example.org"
        self._period(known, "2024-01-01", "2099-12-31")
        first = self._apply(email="known@example.org").text
        second = self._apply(email="fresh@example.org").text

        def plain(page, address):
            return re.sub(r'csrf_token: "[^"]*"', "", page.replace(address, ""))

        self.assertEqual(
            plain(first, "known@example.org"), plain(second, "fresh@example.org")
        )

    def test_the_owner_of_a_known_address_is_told_to_sign_in(self):
        known = self._member("Jeanne")
        known.partner_id.email = "couple@example.org"
        self._period(known, "2024-01-01", "2099-12-31")
        self._apply(name="Jean", email="couple@example.org")
        mail = self._mails("couple@example.org")
        self.assertIn("Jeanne", mail.body_html)
        self.assertIn("/club/signin", mail.body_html)
        # The other one of the couple may join all the same.
        self._post(self._path(mail), {})
        self.assertEqual(self.applications.search([]).state, "waiting")

    def test_what_is_missing_is_said_beside_the_question(self):
        page = self._apply(name=" ", email="nobody", accepted="").text
        for problem in ("name", "email"):
            self.assertIn(f'id="join_problem_{problem}"', page)
        self.assertIn("1 rue Haute", page)
        self.assertFalse(self.applications.search([]))

    def test_machines_that_fill_every_field_in_apply_for_nothing(self):
        self.assertIn("One more click", self._apply(club_url="http://spam").text)
        self.assertFalse(self.applications.search([]))

    def test_fields_the_page_does_not_have_are_ignored(self):
        self._apply(
            state="approved",
            partner_id="1",
            company_id="1",
            membership_id="1",
            decided_by_id="2",
            confirmed_at="2026-01-01",
            headcount="99999999999999999999",
        )
        application = self.applications.search([])
        self.assertEqual(application.state, "unconfirmed")
        self.assertEqual(application.company_id, self.company)
        self.assertFalse(application.partner_id | application.membership_id.partner_id)

    def test_one_mailbox_gets_three_mails_a_day_and_one_network_ten_an_hour(self):
        for _turn in range(5):
            self.assertIn("One more click", self._apply().text)
        self.assertEqual(len(self._mails("nora@example.org")), 3)
        for number in range(10):
            self._apply(email=f"x{number}@example.org")
        self.assertEqual(len(self.applications.search([])), 3 + 5)

    def test_a_mailbox_is_counted_once_however_it_is_written(self):
        for typed in (
            "nora@example.org",
            "NORA@Example.org",
            "<nora@example.org>",
            "x1 <nora@example.org>",
            '"Y" <Nora@example.org>',
        ):
            self._apply(email=typed)
        kept = self.applications.search([])
        self.assertEqual(kept.mapped("email"), ["nora@example.org"] * 3)

    def test_a_link_proves_the_address_for_a_week(self):
        self._apply()
        application = self.applications.search([])
        path = self._path(self._mails("nora@example.org"))
        self.env.cr.execute(
            "UPDATE club_application SET create_date = create_date - interval '8 days'"
        )
        self.env.invalidate_all()
        self.assertEqual(self.url_open(path).status_code, 404)
        self.assertEqual(self._post(path, {}).status_code, 404)
        self.assertEqual(application.state, "unconfirmed")

    def test_a_form_of_another_site_is_refused(self):
        with mute_logger("odoo.http"):
            answer = self.url_open(f"/club/join/{self.type_person.id}", data=FORM)
        self.assertEqual(answer.status_code, 400)

    def test_markup_typed_stays_text(self):
        self._apply(name="<script>alert(1)</script>")
        mail = self._mails("nora@example.org")
        self.assertNotIn("<script>", mail.body_html)
        self.assertNotIn("<script>alert", self.url_open(self._path(mail)).text)

    def test_what_was_typed_puts_no_link_into_a_strangers_mail(self):
        known = self._member("Jeanne")
        known.partner_id.email = "nora@example.org"
        self._period(known, "2024-01-01", "2099-12-31")
        self.type_seats.open_to_application = True
        self._post(
            f"/club/join/{self.type_seats.id}",
            {
                **FORM,
                "kind": "organisation",
                "seats": "5",
                "name": "Win www.evil.example http://evil.example or a@evil.example",
                "organisation": "evil.example S.A.R.L.",
            },
        )
        body = self._mails("nora@example.org").body_html
        self.assertNotIn("evil", body)
        self.assertIn("Hello Win or,", body)
        self.assertIn("S.A.R.L.", body)

    def test_approved_newcomers_enter_by_the_link_of_their_mail(self):
        self._apply()
        self._post(self._path(self._mails("nora@example.org")), {})
        application = self.applications.search([])
        application.action_approve()
        self.env.flush_all()
        mail = self.env["mail.mail"].search(
            [("recipient_ids", "=", application.membership_id.partner_id.id)], limit=1
        )
        path = re.search(r"/club/signin/\d+/[\w-]+", mail.body_html)[0]
        answer = self._post(path, {})
        self.assertTrue(answer.headers["Location"].endswith("/my"))
