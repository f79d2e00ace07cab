from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .budget_common import BudgetCommon
from .common import TODAY, day


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBudget(BudgetCommon):
    def test_one_click_opens_the_year_for_every_section(self):
        budgets = self._open()
        sections = self.env["club.section"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(set(budgets), set(sections))
        budget = budgets[self.brittany]
        self.assertEqual((budget.date_from, budget.year), (day("2027-01-01"), "2027"))
        self.assertEqual(
            budget.line_ids.heading_id, self.travel | self.grants | self.rooms
        )

    def test_second_click_opens_nothing_and_touches_nothing(self):
        budget = self._open()[self.brittany]
        self._plan(budget, travel=500)
        self.assertFalse(self._open("2027-01-01"))
        self.assertEqual(budget.expense_asked, 500)

    def test_section_made_later_gets_its_budget_at_the_next_click(self):
        self._open()
        vannes = self._section("Vannes", self.brittany, "local")
        self.assertEqual(list(self._open()), [vannes])

    def test_opening_costs_as_many_queries_for_more_sections(self):
        self._forget_nothing()
        self._open("2027-01-01")
        with self.assertQueryCount(40):
            self.company._club_open_budgets(day("2028-01-01"))
            self.env.flush_all()

    def test_estimate_says_where_the_running_year_will_end(self):
        for on, amount in (("2025-01-10", 100), ("2025-10-10", 250)):
            self._spend(amount, on)
        self._spend(130, "2026-02-10")
        line = self._line(self._open()[self.brittany], self.travel)
        # What is booked, and what last year brought in the months ahead.
        self.assertEqual(line.estimate, 380)
        self.assertEqual((line.actual_last, line.actual_now), (350, 130))

    def test_other_sections_and_years_stay_out_of_the_figures(self):
        self._spend(100, "2025-05-05", self.provence)
        self._spend(40, "2024-05-05")
        line = self._line(self._open()[self.brittany], self.travel)
        self.assertEqual((line.actual_last, line.actual_now, line.estimate), (0, 0, 0))

    def test_budget_goes_from_proposed_to_frozen_with_who_and_when(self):
        budget = self._plan(self._open()[self.brittany], travel=1200)
        self._as("section_treasurer", budget).action_propose()
        self.assertEqual(budget.state, "proposed")
        self.assertEqual(budget.proposed_by_id, self.users["section_treasurer"])
        treasurer = self._as("treasurer", budget)
        treasurer.action_approve()
        treasurer.action_freeze()
        self.assertEqual((budget.state, budget.frozen_on), ("frozen", day(TODAY)))
        self.assertEqual(budget.approved_by_id, self.users["treasurer"])

    def test_nothing_planned_is_not_proposed(self):
        with self.assertRaisesRegex(UserError, "Brittany 2027"):
            self._open()[self.brittany].action_propose()

    def test_section_treasurer_decides_nothing(self):
        budget = self._plan(self._open()[self.brittany], travel=10)
        ours = self._as("section_treasurer", budget)
        ours.action_propose()
        for step in (ours.action_approve, ours.action_freeze, ours.action_revise):
            with self.subTest(step=step), self.assertRaises(AccessError):
                step()
        with self.assertRaises(AccessError):
            ours._send_back("No")
        self.assertEqual(budget.state, "proposed")

    def test_section_treasurer_touches_no_other_section(self):
        other = self._plan(self._open()[self.provence], travel=10)
        with self.assertRaises(AccessError):
            self._as("section_treasurer", other).action_propose()
        with self.assertRaises(AccessError):
            self._as("section_treasurer", other.line_ids[:1]).asked = 5

    def test_proposed_budget_changes_no_more_until_sent_back(self):
        budget = self._plan(self._open()[self.brittany], travel=10)
        line = self._as("section_treasurer", self._line(budget, self.travel))
        line.budget_id.action_propose()
        with self.assertRaisesRegex(UserError, "is proposed and cannot change"):
            line.asked = 5
        self._as("treasurer", budget)._send_back("Travel is too high.")
        self.assertEqual(
            (budget.state, budget.sent_back_reason), ("draft", "Travel is too high.")
        )
        line.asked = 5
        self.assertEqual(budget.expense_asked, 5)

    def test_form_is_closed_to_who_cannot_change_the_budget_now(self):
        budget = self._plan(self._open()[self.brittany], travel=10)

        def may():
            return [
                self._as(role, budget).can_edit
                for role in ("section_treasurer", "treasurer", "officer", "reader")
            ]

        self.assertEqual(may(), [True, True, False, False])
        budget.action_propose()
        self.assertEqual(may(), [False, True, False, False])
        budget.action_approve()
        self.assertEqual(may(), [False, False, False, False])

    def test_section_reads_why_its_budget_came_back(self):
        budget = self._plan(self._open()[self.brittany], travel=10)
        self._as("section_treasurer", budget).action_propose()
        self._as("treasurer", budget)._send_back("Travel is too high.")
        message = budget.message_ids[0]
        self.assertIn("Travel is too high.", message.body)
        self.assertIn(
            self.users["section_treasurer"].partner_id, message.notified_partner_ids
        )

    def test_frozen_budget_changes_for_nobody(self):
        budget = self._freeze(self._plan(self._open()[self.brittany], travel=10))
        line = self._as("treasurer", budget.line_ids[:1])
        for change in (
            lambda: line.write({"asked": 5}),
            line.unlink,
            lambda: line.budget_id.write({"note": "Other"}),
            lambda: line.budget_id.write({"state": "draft"}),
        ):
            with self.subTest(change=change), self.assertRaises(UserError):
                change()

    def test_facts_are_written_by_no_hand(self):
        budget = self._as("treasurer", self._open()[self.brittany])
        for values in ({"state": "frozen"}, {"approved_on": TODAY}, {"version": 2}):
            with self.subTest(values=values), self.assertRaises(UserError):
                budget.write(values)
        with self.assertRaises(UserError):
            budget.line_ids[:1].write({"months": [1] * 12})
        with self.assertRaises(UserError):
            budget.copy({"state": "frozen", "date_from": "2031-01-01"})

    def test_second_budget_of_a_year_is_refused_by_the_database(self):
        self._open()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env["club.budget"].create(
                {"section_id": self.brittany.id, "date_from": "2027-05-05"}
            )

    def test_start_from_the_estimates_keeps_what_is_planned(self):
        self._spend(300, "2026-02-02")
        self._receive(90, "2026-02-02")
        budget = self._plan(self._open()[self.brittany], travel=70)
        budget.action_copy_estimates()
        self.assertEqual((budget.expense_asked, budget.income_asked), (70, 90))

    def test_estimates_are_taken_again_from_the_books(self):
        budget = self._open()[self.brittany]
        line = self._line(budget, self.travel)
        self.assertEqual(line.estimate, 0)
        self._spend(55, "2026-03-01")
        budget.action_estimate()
        self.assertEqual(line.estimate, 55)

    def test_sheet_is_filled_in_its_form(self):
        budget = self._open()[self.brittany]
        with Form(self._as("section_treasurer", budget)) as form:
            with form.expense_line_ids.edit(0) as line:
                line.asked = 320
                line.comment = "Two meetings more"
            form.note = "We meet more often."
        self.assertEqual(budget.expense_asked, 320)

    def test_opening_form_counts_what_is_missing(self):
        opening = self._as("treasurer")["club.budget.opening"].create({})
        self.assertEqual((opening.year, opening.missing), ("2027", 7))
        opening.action_open()
        opening.invalidate_recordset()
        self.assertEqual(self._as("treasurer", opening).missing, 0)

    def test_years_that_do_not_begin_in_january_have_two_names(self):
        self.company.write({"fiscalyear_last_month": "8", "fiscalyear_last_day": 31})
        budget = self._open("2027-06-30")[self.brittany]
        self.assertEqual(budget.date_from, day("2026-09-01"))
        self.assertEqual((budget.year, budget.year_before), ("2026-2027", "2025-2026"))
