import re

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .budget_common import BudgetCommon
from .common import TODAY


def plain(html):
    """The words of a page, blanks made one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(html)))


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestTreasuryPages(BudgetCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._receive(5000, "2026-01-05", cls.root)
        cls._receive(900, "2026-01-05")
        cls._spend(1200, "2025-11-05")

    def _board(self, section=None, role=None):
        section = section or self.root
        section = self._as(role, section) if role else section
        return section._page_board()

    def test_cash_is_told_by_section_and_boxes_count(self):
        self._entry_to_box(40)
        board = self._board()
        self.assertEqual(
            {row["id"]: row["balance"] for row in board["cash"]},
            {self.root.id: 4960, self.brittany.id: -260},
        )
        self.assertEqual(board["cash_total"], 4700)

    def _entry_to_box(self, amount):
        box = self.brittany_cash.default_account_id
        self.env["account.move"]._club_book(
            self.company._club_misc_journal(),
            self.company._club_today(),
            "Box",
            [
                {"account": box, "balance": amount},
                {"account": self.bank.default_account_id, "balance": -amount},
            ],
        )

    def test_section_treasurer_sees_the_cash_of_own_sections_alone(self):
        cash = self._board(self.brittany, "section_treasurer")["cash"]
        self.assertEqual([row["id"] for row in cash], [self.brittany.id])

    def test_dues_called_and_collected_are_told_for_two_years(self):
        due = self._due("Ann", self.brittany)
        self._due("Bob", self.provence)
        self._pay(due)
        this, before = self._board()["dues"]
        self.assertEqual(
            (this["name"], this["called"], this["collected"], this["rate"]),
            ("2026", 60, 30, 50),
        )
        self.assertEqual((before["name"], before["called"]), ("2025", 0))
        own = self._board(self.brittany, "section_treasurer")["dues"][0]
        self.assertEqual((own["called"], own["collected"]), (30, 30))

    def _pay(self, due):
        deposit = self.env["club.deposit"].create(
            {
                "section_id": self.brittany.id,
                "journal_id": self.brittany_bank.id,
                "date": TODAY,
                "line_ids": [
                    Command.create(
                        {
                            "payer_id": due.payer_id.id,
                            "amount": due.residual,
                            "due_ids": [Command.set(due.ids)],
                        }
                    )
                ],
            }
        )
        deposit.action_post()

    def test_open_dues_are_told_by_age(self):
        due = self._due("Ann", self.brittany)
        for late, place in ((-1, 0), (1, 2), (30, 2), (31, 3), (91, 4), (181, 5)):
            with self.subTest(late=late):
                self._set_maturity(due, late)
                aged = self._board()["aged"]
                amounts = [age["amount"] for age in aged]
                self.assertEqual(amounts, [30 if n == place else 0 for n in range(6)])
                self.assertEqual(aged[place]["count"], 1)

    def test_what_is_on_its_way_is_not_late(self):
        ann, bob = (self._due(name, self.brittany) for name in ("Ann", "Bob"))
        for due in ann, bob:
            self._set_maturity(due, 31)
        self.env["club.purchase.order"].create(
            {
                "name": "PO-1",
                "partner_id": ann.payer_id.id,
                "company_id": self.company.id,
                "section_id": self.brittany.id,
                "date": TODAY,
            }
        )
        self.env.cr.execute(
            "UPDATE club_due SET debit_on = %s WHERE id = %s", (TODAY, bob.id)
        )
        bob.invalidate_recordset()
        aged = self._board()["aged"]
        self.assertEqual([age["count"] for age in aged], [0, 2, 0, 0, 0, 0])
        self.assertEqual(sum(age["amount"] for age in aged), 60)

    def _set_maturity(self, due, late):
        self.env.cr.execute(
            "UPDATE club_due SET next_due_date = %s::date - %s WHERE id = %s",
            (TODAY, late, due.id),
        )
        due.invalidate_recordset()

    def test_reserve_counts_in_months_of_the_last_twelve(self):
        reserve = self._board()["reserve"]
        # 4,700 of cash at 100 a month.
        self.assertEqual((reserve["months"], reserve["target"]), (47.0, 12))
        self.assertEqual(reserve["monthly"], 100)
        nothing = self._board(self.provence)["reserve"]
        self.assertFalse(nothing["known"])

    def test_consumed_part_of_the_budget_is_of_the_running_year(self):
        budget = self._open("2026-01-01")[self.brittany]
        self._freeze(self._plan(budget, travel=2000, grants=1800))
        self._spend(500, "2026-02-02")
        income, expense = self._board(self.brittany)["budget"]["kinds"]
        self.assertEqual((income["consumed"], income["rate"]), (900, 50))
        self.assertEqual((expense["consumed"], expense["rate"]), (500, 25))

    def test_what_waits_is_counted_with_the_readers_rights(self):
        budgets = self._open("2026-01-01")
        self._plan(budgets[self.brittany], travel=10).action_propose()
        self._plan(budgets[self.provence], travel=10).action_propose()
        self.assertEqual(self._count(self._board(role="treasurer")), 2)
        ours = self._board(self.brittany, "section_treasurer")
        self.assertEqual(self._count(ours), 1)

    def _count(self, board):
        return sum(
            item["count"]
            for item in board["waiting"]
            if item["model"] == "club.budget"
            and ("state", "=", "proposed") in item["domain"]
        )

    def test_each_page_is_drawn_for_who_may_see_it(self):
        self._open("2027-01-01")
        for page in ("board", "tree", "assembly"):
            for role in ("reader", "officer", "section_treasurer", "treasurer"):
                with self.subTest(page=page, role=role):
                    section = self._as(role, self.env["club.section"])
                    answer = section.treasury_page(page)
                    self.assertIn("<", answer["html"])
                    national = role in ("reader", "treasurer")
                    first = self.root if national else self.brittany
                    self.assertEqual(answer["section"], first.id)

    def test_section_treasurer_chooses_among_own_sections_alone(self):
        section = self._as("section_treasurer", self.env["club.section"])
        sections = [pair[0] for pair in section.treasury_page()["sections"]]
        self.assertEqual(set(sections), {self.brittany.id, self.rennes.id})
        for other in (self.root, self.provence, self.north):
            with self.subTest(other=other.name), self.assertRaises(AccessError):
                self._as("section_treasurer", other).treasury_page()

    def test_page_is_closed_to_who_holds_no_office(self):
        for role in ("employee", "portal"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, self.root).treasury_page()

    def test_page_of_another_association_is_closed(self):
        other = self._association("Other Association")
        with self.assertRaises(AccessError):
            self._as("treasurer", other._club_root_section()).treasury_page()

    def test_dashboard_costs_the_same_for_many_sections_and_dues(self):
        self._forget_nothing()
        self._look()
        with self.assertQueryCount(45):
            self._look()
        for number in range(5):
            section = self._section(f"More {number}", self.south)
            section.bank_journal_id = self._journal(
                f"Bank {number}", f"M{number}", "bank"
            )
            self._due(f"Member {number}", section)
        with self.assertQueryCount(45):
            self._look()

    def _look(self):
        self.env.flush_all()
        self.env.invalidate_all()
        self._as("treasurer", self.env["club.section"]).treasury_page()

    def test_picture_has_three_years_and_says_which_are_estimates(self):
        self._spend(640, "2026-02-02")
        budget = self._plan(self._open("2027-01-01")[self.brittany], travel=777)
        page = self._as("section_treasurer", self.brittany).treasury_page("assembly")
        words = plain(page["html"])
        for said in ("2025 actual", "2026 estimate", "2027 budget", "1,200", "777"):
            self.assertIn(said, words)
        self.assertIn("<rect", page["html"])
        self.assertEqual(page["budget"], budget.id)

    def test_picture_is_printed_with_the_same_figures(self):
        budget = self._plan(self._open("2027-01-01")[self.brittany], travel=777)
        html, _kind = (
            self.env["ir.actions.report"]
            .with_user(self.users["section_treasurer"])
            ._render_qweb_html("club_finance.report_assembly", budget.ids)
        )
        self.assertIn("777", plain(html.decode()))
        self.assertIn("Travel", plain(html.decode()))

    def test_picture_of_another_section_is_not_printed(self):
        budget = self._open("2027-01-01")[self.provence]
        reports = self.env["ir.actions.report"].with_user(
            self.users["section_treasurer"]
        )
        with self.assertRaises(AccessError):
            reports._render_qweb_html("club_finance.report_assembly", budget.ids)

    def test_year_one_has_chosen_is_shown(self):
        self._open("2027-01-01")
        page = self._as("treasurer", self.root).treasury_page("tree", "2027-01-01")
        self.assertEqual(page["year"], "2027-01-01")
        other = self._as("treasurer", self.root).treasury_page("tree", "1999-01-01")
        self.assertEqual(other["year"], "2026-01-01")
