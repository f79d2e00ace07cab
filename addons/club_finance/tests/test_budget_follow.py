from odoo.tests import freeze_time, tagged

from .budget_common import BudgetCommon
from .common import TODAY, day


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBudgetFollow(BudgetCommon):
    """A budget in force: consumed, forecast, revised, added up, in the reports."""

    def _frozen(self, section=None, on="2026-01-01", **amounts):
        budgets = self._open(on)
        budget = budgets[section or self.brittany]
        self._plan(budget, **(amounts or {"travel": 1200, "grants": 600}))
        return self._freeze(budget)

    def test_consumed_is_what_the_books_say_of_the_year(self):
        budget = self._frozen()
        self._spend(300, "2026-02-10")
        self._spend(999, "2025-02-10")
        self._spend(999, "2026-02-10", self.rennes)
        line = self._line(budget, self.travel)
        self.assertEqual((line.consumed, line.consumed_rate, line.left), (300, 25, 900))
        self.assertEqual(
            (budget.income_consumed, budget.expense_consumed, budget.consumed_rate),
            (0, 300, 25),
        )

    def test_forecast_adds_what_is_planned_of_the_months_ahead(self):
        budget = self._frozen()
        self._spend(500, "2026-01-10")
        line = self._line(budget, self.travel)
        # January and February are over; ten months of a hundred are ahead.
        self.assertEqual(line.forecast, 1500)

    def test_months_are_frozen_as_the_year_before_went_to_the_cent(self):
        self._spend(100, "2025-01-10")
        self._spend(200, "2025-07-10")
        budget = self._frozen(travel=1000.01)
        months = self._line(budget, self.travel).months
        self.assertEqual((months[0], months[6]), (333.34, 666.67))
        self.assertAlmostEqual(sum(months), 1000.01, places=2)

    def test_money_outside_the_headings_is_said(self):
        budget = self._frozen()
        self._spend(40, "2026-02-10", account=self.expense.copy({"name": "Odd"}))
        self.assertEqual((budget.unplanned, budget.expense_consumed), (-40, 40))

    def test_months_page_shows_planned_and_booked(self):
        budget = self._frozen()
        self._spend(321, "2026-02-10")
        html = self._as("section_treasurer", budget).months_html
        self.assertIn("Travel", html)
        self.assertIn("321", html)

    def test_revision_replaces_only_once_frozen_and_keeps_the_first(self):
        first = self._frozen()
        action = self._as("treasurer", first).action_revise()
        revision = self.env["club.budget"].browse(action["res_id"])
        self.assertEqual((revision.version, revision.state), (2, "draft"))
        self.assertEqual(revision.expense_asked, 1200)
        self._plan(revision, travel=900)
        self.assertEqual((first.state, first.expense_asked), ("frozen", 1200))
        self._freeze(revision)
        self.assertEqual((first.state, revision.state), ("replaced", "frozen"))
        self.assertEqual((first.expense_asked, revision.expense_asked), (1200, 900))

    def test_second_click_opens_the_revision_that_is_there(self):
        budget = self._frozen()
        self.assertEqual(
            budget.action_revise()["res_id"], budget.action_revise()["res_id"]
        )

    def test_frozen_budget_is_in_the_reports_by_account_and_section(self):
        self._frozen()
        items = self._items()
        self.assertEqual(sum(items.mapped("balance")), 600)
        travel = items.filtered(lambda item: item.account_id == self.expense)
        self.assertEqual(len(travel), 12)
        self.assertEqual(sum(travel.mapped("debit")), 1200)
        self.assertEqual(
            travel[0].analytic_distribution, self.brittany._analytic_distribution()
        )

    def test_revision_takes_the_place_of_the_first_in_the_reports(self):
        budget = self._frozen()
        revision = self.env["club.budget"].browse(budget.action_revise()["res_id"])
        self._freeze(self._plan(revision, travel=240, grants=0))
        self.assertEqual(sum(self._items().mapped("balance")), 240)

    def test_reports_draw_the_budget_of_a_section(self):
        self._frozen()
        self._frozen_of_provence()
        budget = self._items().budget_id
        report = self.env["mis.report"].create(
            {
                "name": "Budgets",
                "kpi_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "travel",
                            "description": "Travel",
                            "expression": f"balp[{self.expense.code}]",
                        },
                    )
                ],
            }
        )
        instance = self.env["mis.report.instance"].create(
            {
                "name": "Budgets",
                "report_id": report.id,
                "company_id": self.company.id,
                "comparison_mode": True,
                "period_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "2026",
                            "mode": "fix",
                            "manual_date_from": "2026-01-01",
                            "manual_date_to": "2026-12-31",
                            "source": "mis_budget_by_account",
                            "source_mis_budget_by_account_id": budget.id,
                            "analytic_domain": [
                                (
                                    "analytic_distribution",
                                    "in",
                                    self.brittany.analytic_account_id.ids,
                                )
                            ],
                        },
                    )
                ],
            }
        )
        cell = instance.compute()["body"][0]["cells"][0]
        self.assertEqual(cell["val"], 1200)

    def _frozen_of_provence(self):
        budget = self.env["club.budget"].search(
            [("section_id", "=", self.provence.id), ("year", "=", "2026")]
        )
        return self._freeze(self._plan(budget, travel=77))

    def _items(self):
        return self.env["mis.budget.by.account.item"].search(
            [("company_id", "=", self.company.id)]
        )

    def test_children_and_own_add_up_by_region_group_and_nationally(self):
        budgets = self._open("2026-01-01")
        for section, amount in (
            (self.root, 1),
            (self.north, 20),
            (self.brittany, 300),
            (self.rennes, 4000),
            (self.provence, 50000),
        ):
            self._plan(budgets[section], travel=amount)
        self._spend(7, "2026-02-02", self.rennes)
        figures = self.env["club.budget"]._consolidated(self.root, day("2026-01-01"))
        self.assertEqual(figures["totals"]["expense"]["asked"], 54321)
        self.assertEqual(figures["totals"]["expense"]["consumed"], 7)
        planned = {row["name"]: row["expense"]["asked"] for row in figures["sections"]}
        self.assertEqual(
            planned,
            {self.root.name: 1, self.north.name: 4320, self.south.name: 50000},
        )
        north = self.env["club.budget"]._consolidated(self.north, day("2026-01-01"))
        self.assertEqual(north["totals"]["expense"]["asked"], 4320)

    def test_revision_in_preparation_does_not_count_twice(self):
        budget = self._frozen(travel=100)
        self._plan(
            self.env["club.budget"].browse(budget.action_revise()["res_id"]), travel=900
        )
        figures = self.env["club.budget"]._consolidated(
            self.brittany, day("2026-01-01")
        )
        self.assertEqual(figures["totals"]["expense"]["asked"], 100)

    def test_adding_up_costs_the_same_for_many_sections(self):
        self._forget_nothing()
        self._open("2026-01-01")
        self._consolidate()
        with self.assertQueryCount(15):
            self._consolidate()
        for number in range(5):
            self._section(f"More {number}", self.south)
        self._open("2026-01-01")
        with self.assertQueryCount(15):
            self._consolidate()

    def _consolidate(self):
        self.env.flush_all()
        self.env.invalidate_all()
        self.env["club.budget"]._consolidated(self.root, day("2026-01-01"))
