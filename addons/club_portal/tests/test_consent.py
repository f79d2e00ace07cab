from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import UserError
from odoo.http import Request
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import SQL, mute_logger
from psycopg2 import IntegrityError

from .privacy_common import PrivacyCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestConsent(PrivacyCommon, HttpCase):
    """What members agreed to, in which words, and when."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.consent = cls.env["club.consent"].create(
            {"name": "Photos", "company_id": cls.company.id}
        )
        cls.wording = cls._wording("You may show my photo.", "2026-01-01")
        cls._portal_user(cls.anna.partner_id, "anna")

    @classmethod
    def _wording(cls, text, date_from):
        return cls.env["club.consent.wording"].create(
            {"consent_id": cls.consent.id, "text": text, "date_from": date_from}
        )

    def _answer(self, wording, answer):
        self.authenticate("anna", "anna")
        return self.url_open(
            f"/my/privacy/consents/{wording.id}",
            data={
                "answer": answer,
                "csrf_token": Request.csrf_token(self),
                "given": "1",
                "user_id": "1",
            },
        )

    def _answers(self):
        return self.env["club.consent.answer"].search(
            [("consent_id", "=", self.consent.id)], order="id"
        )

    def test_giving_and_withdrawing_are_two_rows(self):
        self.assertIn("You may show my photo.", self._answer(self.wording, "give").text)
        self._answer(self.wording, "withdraw")
        answers = self._answers()
        self.assertEqual(answers.mapped("given"), [True, False])
        self.assertEqual(answers.user_id.login, "anna")
        self.assertEqual(answers.partner_id, self.anna.partner_id)
        self.assertEqual(self.consent.given_count, 0)

    def test_a_second_click_writes_nothing(self):
        self._answer(self.wording, "give")
        self._answer(self.wording, "give")
        self.assertEqual(len(self._answers()), 1)

    def test_a_new_wording_asks_again_and_the_old_one_is_closed(self):
        self._answer(self.wording, "give")
        new = self._wording("You may show my photo and my name.", "2026-03-01")
        page = self.url_open("/my/privacy/consents")
        self.assertIn("The wording changed since you agreed", page.text)
        refused = self._answer(self.wording, "give")
        self.assertIn("The wording has changed", refused.text)
        self._answer(new, "give")
        self.assertEqual(self._answers().wording_id, self.wording | new)

    def test_a_wording_of_tomorrow_is_not_asked_today(self):
        self._wording("Tomorrow", "2026-04-01")
        self.authenticate("anna", "anna")
        self.assertNotIn("Tomorrow", self.url_open("/my/privacy/consents").text)

    def test_an_answered_wording_is_not_reworded(self):
        self._answer(self.wording, "give")
        with self.assertRaises(UserError):
            self._as("secretary", self.wording).text = "Something else"
        with self.assertRaises(UserError):
            self._as("admin", self.wording).unlink()

    def test_answers_are_never_changed_not_even_by_sql(self):
        self._answer(self.wording, "give")
        answers = self._answers()
        with self.assertRaises(UserError):
            answers.write({"given": False})
        with self.assertRaises(UserError):
            answers.unlink()
        for statement in (
            "UPDATE club_consent_answer SET given = FALSE RETURNING id",
            "DELETE FROM club_consent_answer RETURNING id",
        ):
            with (
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.env.execute_query(SQL(statement))

    def test_a_wrong_answer_finds_no_page(self):
        self.assertEqual(self._answer(self.wording, "maybe").status_code, 404)

    def test_merging_contacts_keeps_the_answers(self):
        self._answer(self.wording, "give")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge(
            (self.anna.partner_id | self.boris.partner_id).ids, self.boris.partner_id
        )
        self.assertEqual(self._answers().partner_id, self.boris.partner_id)
