from odoo.addons.club_membership.tests.common import TODAY
from odoo.addons.club_roadmap.tests.test_request_pages import FORM, RequestSpaces
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestQuestionRequest(RequestSpaces):
    """Acme's delegate asks; Bolt's is a volunteer of Brittany who answers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.asker = cls.acme_team["voter"]
        cls.helper = cls.bolt_team["voter"]
        cls.volunteer = cls.env["club.volunteer"].create(
            {
                "partner_id": cls.helper.id,
                "company_id": cls.company.id,
                "home_section_id": cls.brittany.id,
                "date_start": "2026-01-01",
            }
        )
        cls.ticket = cls.env["club.ticket"]._ask(
            {
                "name": "Print labels",
                "body": "Can I print ten labels a page?",
                "partner_id": cls.asker.id,
                "company_id": cls.company.id,
            },
            cls.asker,
        )
        cls.ticket._take(cls.volunteer, "Knows labels", cls.ticket.owner_id)

    def _said(self, person):
        return [words["body"] for words in self.ticket._thread(person)]

    def _proposed(self, **form):
        space = self._space(self.asker)
        typed = {**FORM, "question": str(self.ticket.id), **form}
        shown = form.get("shown", True)
        return self.env["club.request"]._propose(space, typed, self.acme, shown)

    def test_a_request_like_the_question_is_shown_to_who_answers(self):
        known = self._request("Print labels ten a page", membership=self.bolt)
        values = self.ticket._request_values(self._space(self.helper))
        self.assertEqual([card["id"] for card in values["similar"]], known.ids)
        self.assertTrue(values["may_answer"])
        self.assertFalse(values["is_asker"])

    def test_who_asked_is_told_which_request_it_is(self):
        known = self._request("Print labels ten a page", membership=self.bolt)
        self.ticket._link_request(self._space(self.helper), known)
        self.assertEqual(self.ticket.request_id, known)
        self.assertIn(known.number, self._said(self.asker)[-1])
        self.assertIn(f"/my/requests/{known.id}", self._said(self.asker)[-1])
        self.assertEqual(known.ticket_count, 1)

    def test_a_question_leads_to_one_request(self):
        first, second = self._request("Labels"), self._request("More labels")
        self.ticket._link_request(self._space(self.helper), first)
        with self.assertRaises(UserError):
            self.ticket._link_request(self._space(self.helper), second)
        self.assertEqual(self.ticket.request_id, first)

    def test_nobody_else_points_at_a_request_or_invites(self):
        known = self._request("Labels")
        stranger = self._space(self.bolt_team["seat"])
        for person in (stranger, self._space(self.asker)):
            with self.subTest(person=person.person), self.assertRaises(AccessError):
                self.ticket._link_request(person, known)
            with self.subTest(person=person.person), self.assertRaises(AccessError):
                self.ticket._invite_request(person)

    def test_who_asked_is_invited_with_a_link_to_the_filled_in_form(self):
        self.ticket._invite_request(self._space(self.helper))
        self.assertIn(
            f"/my/requests/new?question={self.ticket.id}", self._said(self.asker)[-1]
        )

    def test_a_request_proposed_from_a_question_is_linked_to_it(self):
        made = self._proposed()
        self.assertEqual(self.ticket.request_id, made)

    def test_nothing_leads_to_a_request_whose_author_stays_hidden(self):
        made = self._proposed(shown=False)
        self.assertTrue(made)
        self.assertFalse(self.ticket.request_id)

    def test_anothers_question_is_not_taken_from_a_form(self):
        self.ticket.sudo().partner_id = self.helper
        self._proposed()
        self.assertFalse(self.ticket.request_id)
        for text in ("", "0", "x", "99999999999", "-1"):
            with self.subTest(text=text):
                space = self._space(self.asker)
                found = self.env["club.request"]._question_of(space, text)
                self.assertFalse(found)
