from datetime import datetime

from odoo.addons.club_membership.tests.common import TODAY
from odoo.addons.club_portal.controllers.base import ACTING_FOR
from odoo.http import Request
from odoo.tests import HttpCase, freeze_time, tagged

from .evaluation_common import CLOSES, EvaluationCommon

# What the pages may ask the database more than the page of all tabs does.
MORE = {
    "/my/evaluations": 9,
    "/my/evaluations/{open}": 13,
    "/my/evaluations/{done}": 19,
}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEvaluationPages(EvaluationCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.acme_team["seat"]
        cls.user = cls._login(cls.person)
        cls.env.flush_all()

    def _sign_in(self, user=None, **extra):
        user = user or self.user
        self.env.flush_all()
        self.authenticate(user.login, user.login, session_extra=extra)

    def _page(self, path, status=200):
        page = self.url_open(path, allow_redirects=False)
        self.assertEqual(page.status_code, status, f"{path}: {page.text[:300]}")
        return page.text

    def _send(self, evaluation, marks, **data):
        data |= {self._code(subject): mark for subject, mark in marks.items()}
        data = {"csrf_token": Request.csrf_token(self), "space": "me", **data}
        return self.url_open(
            f"/my/evaluations/{evaluation.id}",
            data=data,
            method="POST",
            allow_redirects=False,
        )

    def _receipt(self, text):
        """The two words of the page of thanks."""
        found = text.split("Your receipt:")[1].split("</strong>")[0]
        return found.split(">")[-1].strip()

    def test_receipt_is_shown_once_in_the_answer_itself(self):
        evaluation = self._opened()
        self._sign_in()
        answer = self._send(evaluation, {self.payroll: "4", self.price: "2"})
        receipt = self._receipt(answer.text)
        self.assertEqual(len(receipt.split()), 2)
        self.assertIn("no-store", answer.headers["Cache-Control"])
        page = self._page(f"/my/evaluations/{evaluation.id}")
        self.assertIn("You have answered", page)
        self.assertNotIn(receipt, page)
        self._close(evaluation)
        self.assertEqual(evaluation.box_id._receipts(), [receipt])

    def test_second_sending_changes_nothing(self):
        evaluation = self._opened()
        self._sign_in()
        self._send(evaluation, {self.payroll: "5"})
        again = self._send(evaluation, {self.payroll: "1"}).text
        self.assertIn("You have answered already. The first answer counts", again)
        self.assertNotIn("Your receipt:", again)
        self.assertEqual(evaluation.voted_count, 1)

    def test_nothing_chosen_is_refused_and_what_was_chosen_stays(self):
        evaluation = self._opened()
        self._sign_in()
        page = self._send(evaluation, {self.payroll: "none", self.stock: "9"}).text
        self.assertIn("Give one mark at least", page)
        self.assertRegex(page, r'value="none"[^>]*checked')
        self.assertEqual(evaluation.voted_count, 0)

    def test_each_question_is_a_group_with_its_own_name(self):
        evaluation = self._opened()
        self._sign_in()
        page = self._page(f"/my/evaluations/{evaluation.id}")
        self.assertEqual(page.count('<fieldset class="o_club_rating"'), 4)
        self.assertIn("<legend>Payroll</legend>", page)
        self.assertEqual(page.count('type="radio"'), 24)

    def test_who_came_later_reads_why_they_are_not_asked(self):
        evaluation = self._opened()
        late = self._member("Late", self.brittany)
        self._period(late, "2026-03-01", "2099-12-31")
        self._sign_in(self._login(late.partner_id))
        page = self._page(f"/my/evaluations/{evaluation.id}")
        self.assertIn("You are not asked this time", page)
        self.assertNotIn("<fieldset", page)
        self.assertIn(
            "You are not asked", self._send(evaluation, {self.payroll: 5}).text
        )
        self.assertEqual(evaluation.voted_count, 0)

    def test_who_acts_for_the_member_no_more_does_not_answer(self):
        self._opened()
        self.env["club.delegation"].search(
            [("partner_id", "=", self.person.id)]
        ).date_to = "2026-03-14"
        space = self._space(self.user)
        self.assertFalse(self.env["club.evaluation"]._waiting_for(space))

    def test_staff_answer_for_nobody(self):
        evaluation = self._opened()
        membership = self.persons[0].club_membership_ids[:1]
        self._sign_in(self.users["secretary"], **{ACTING_FOR: membership.id})
        page = self._page(f"/my/evaluations/{evaluation.id}")
        self.assertIn("Nobody answers in somebody else", page)
        self.assertNotIn("<fieldset", page)
        key = str(membership.id)
        text = self._send(evaluation, {self.payroll: "5"}, space=key).text
        self.assertIn("Nobody answers in somebody else", text)
        self.assertEqual(evaluation.voted_count, 0)

    def test_tab_counts_what_waits_for_oneself(self):
        evaluation = self._opened()
        space = self._space(self.user)
        [tab] = [
            tab
            for tab in self.env["club.roadmap.tab"]._tabs(space)
            if tab["key"] == "evaluations"
        ]
        self.assertEqual(tab["count"], 1)
        self._answer(evaluation, self.person, {self.payroll: 3})
        self.env.invalidate_all()
        space = self._space(self.user)
        self.assertFalse(self.env["club.evaluation"]._waiting_for(space))

    def test_results_are_shown_when_published_and_not_before(self):
        evaluation = self._opened()
        self._all_answer(evaluation, self.payroll, [5] * 6 + [4] * 3 + [2])
        self._sign_in()
        self.now = CLOSES
        self._close(evaluation)
        path = f"/my/evaluations/{evaluation.id}"
        self.assertIn("results are being prepared", self._page(path))
        evaluation.action_publish()
        page = " ".join(self._page(path).split())
        self.assertIn("At least 59 % of all users are satisfied", page)
        self.assertIn("90 % of the 10 who marked it; mean 4.4 of 5", page)
        self.assertIn("Fewer than 5 users gave it a mark", page)
        self.assertIn("10 of 12 users have answered (83 %)", page)

    def test_evaluation_of_another_association_is_not_found(self):
        other = self._association("Other Association")
        product = self.product.copy({"name": "Theirs", "company_id": other.id})
        evaluation = self._draft(company_id=other.id, product_id=product.id)
        evaluation.box_id.sudo().state = "open"
        self._sign_in()
        self._page(f"/my/evaluations/{evaluation.id}", 404)

    def test_draft_is_not_found(self):
        evaluation = self._draft()
        self._sign_in()
        self._page(f"/my/evaluations/{evaluation.id}", 404)
        self.assertIn("There is no evaluation yet", self._page("/my/evaluations"))

    def test_form_is_there_between_beginning_and_end_only(self):
        evaluation = self._opened(opens_at=datetime(2026, 3, 16, 8))
        self._sign_in()
        path = f"/my/evaluations/{evaluation.id}"
        self.assertIn("You can answer from", self._page(path))
        self.now = CLOSES
        self.assertIn("results are being prepared", self._page(path))

    def test_page_of_secrecy_speaks_of_evaluations(self):
        evaluation = self._opened()
        self._sign_in()
        page = self._page(f"/my/evaluations/{evaluation.id}/secrecy")
        self.assertIn("Answers are never shown one by one", page)
        self.assertNotIn("The ballots are published with their receipts", page)
        self.assertNotIn("you find your ballot by them", page)

    def _asked(self, path):
        counts = []
        for _look in range(3):
            before = self.cr.sql_log_count
            self._page(path)
            counts.append(self.cr.sql_log_count - before)
        return min(counts)

    def test_no_page_asks_more_than_it_may(self):
        done = self._published(self.payroll, [5] * 9, year=2025)
        running = self._opened(former_id=done.id)
        self._sign_in()
        ids = {"open": running.id, "done": done.id}
        tabs = self._asked("/my/roadmap")
        more = {path: self._asked(path.format(**ids)) - tabs for path in MORE}
        too_many = {path: n for path, n in more.items() if n > MORE[path]}
        self.assertFalse(too_many)

    def test_list_asks_no_more_as_it_grows(self):
        self._published(self.payroll, [5] * 9, year=2025)
        self._sign_in()
        before = self._asked("/my/evaluations")
        for year in range(2020, 2024):
            self._published(self.payroll, [5] * 9, year=year)
        self.assertLessEqual(self._asked("/my/evaluations"), before)
