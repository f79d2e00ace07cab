from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY, FinanceCommon, day


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestSectionEntry(FinanceCommon):
    """What a section reads of the ledger, to the cent and no more."""

    def _book(self, *lines, on="2026-03-01"):
        """An entry of ``(account, balance, section, values)``, balanced on debts."""
        total = sum(line[1] for line in lines)
        return self.env["account.move"]._club_book(
            self.company._club_misc_journal(),
            day(on),
            "Paper",
            [
                *(
                    {
                        "account": account,
                        "balance": balance,
                        "section": section,
                        "values": values[0] if values else {},
                    }
                    for account, balance, section, *values in lines
                ),
                {"account": self.payable, "balance": -total},
            ],
        )

    def _entries(self, move):
        return self.env["club.section.entry"].search(
            [("move_id", "=", move.id)], order="section_id, id"
        )

    def test_spending_is_below_zero_and_income_above(self):
        move = self._book(
            (self.expense, 12.5, self.brittany), (self.income, -40, self.brittany)
        )
        entries = self._entries(move)
        self.assertEqual(
            sorted(zip(entries.mapped("kind"), entries.mapped("amount"), strict=True)),
            [("expense", -12.5), ("income", 40.0)],
        )
        self.assertEqual(entries.section_id, self.brittany)

    def test_debts_and_banks_are_neither_income_nor_spending(self):
        move = self._book((self.expense, 12.5, self.brittany))
        self.assertEqual(self._entries(move).account_id, self.expense)

    def test_what_no_section_carries_is_the_associations_own(self):
        move = self._book((self.expense, 12.5, None))
        self.assertEqual(self._entries(move).section_id, self.root)

    def test_parts_of_a_shared_line_add_up_to_the_cent(self):
        sections = self.brittany | self.provence | self.normandy
        for section in sections:
            section._analytic_distribution()
        third = {
            str(section.analytic_account_id.id): percent
            for section, percent in zip(sections, (33.33, 33.33, 33.34), strict=True)
        }
        move = self._book(
            (self.expense, 100.01, None, {"analytic_distribution": third})
        )
        entries = self._entries(move)
        self.assertEqual(entries.section_id, sections)
        self.assertAlmostEqual(sum(entries.mapped("amount")), -100.01, places=6)
        for amount in entries.mapped("amount"):
            self.assertAlmostEqual(amount, -33.34, delta=0.011)

    def test_half_a_line_on_a_section_leaves_half_to_the_association(self):
        half = {str(self.brittany.analytic_account_id.id): 50.0}
        move = self._book((self.expense, 0.03, None, {"analytic_distribution": half}))
        entries = self._entries(move)
        self.assertEqual(
            {entry.section_id: entry.amount for entry in entries},
            {self.brittany: -0.02, self.root: -0.01},
        )

    def test_account_of_another_plan_beside_does_not_hide_the_section(self):
        plan = self.env["account.analytic.plan"].create({"name": "Projects"})
        project = self.env["account.analytic.account"].create(
            {"name": "Fair", "plan_id": plan.id, "company_id": self.company.id}
        )
        both = {f"{project.id},{self.brittany.analytic_account_id.id}": 100.0}
        move = self._book((self.expense, 8, None, {"analytic_distribution": both}))
        self.assertEqual(self._entries(move).section_id, self.brittany)

    def test_drafts_do_not_show(self):
        move = self._book((self.expense, 12.5, self.brittany))
        move.button_draft()
        self.assertFalse(self._entries(move))

    def test_heading_chosen_comes_before_the_one_of_the_account(self):
        meals = self._heading("Meals", "expense", self.expense, sequence=20)
        move = self.env["account.move"]._club_book(
            self.company._club_misc_journal(),
            day(TODAY),
            "Lunch",
            [
                {"account": self.expense, "balance": 10, "heading": meals},
                {"account": self.expense, "balance": 5},
                {"account": self.payable, "balance": -15},
            ],
        )
        self.assertEqual(
            {entry.heading_id: entry.amount for entry in self._entries(move)},
            {meals: -10.0, self.travel: -5.0},
        )

    def test_section_without_account_gets_one_with_its_first_booking(self):
        self.assertFalse(self.normandy.analytic_account_id)
        move = self._book((self.expense, 7, self.normandy))
        account = self.normandy.analytic_account_id
        self.assertEqual(account.company_id, self.company)
        self.assertEqual(account.plan_id, self.brittany.analytic_account_id.plan_id)
        self.assertEqual(self._entries(move).section_id, self.normandy)
        self._book((self.expense, 7, self.normandy))
        self.assertEqual(self.normandy.analytic_account_id, account)

    def test_dues_of_a_section_are_its_income(self):
        due = self._due("Ann", self.normandy)
        entries = self._entries(due.line_ids.move_id)
        self.assertEqual(entries.section_id, self.normandy)
        self.assertEqual(entries.amount, 30.0)

    @mute_logger("odoo.sql_db")
    def test_two_sections_cannot_share_an_analytic_account(self):
        with (
            self.assertRaisesRegex(Exception, "section_analytic_account_uniq"),
            self.env.cr.savepoint(),
        ):
            self.normandy.analytic_account_id = self.brittany.analytic_account_id
            self.env.flush_all()

    def test_section_moved_below_another_keeps_its_accounts(self):
        move = self._book((self.expense, 7, self.brittany))
        self.brittany.parent_id = self.south
        self.assertEqual(self._entries(move).section_id, self.brittany)

    def test_closed_section_keeps_its_accounts(self):
        move = self._book((self.expense, 7, self.brittany))
        self.brittany.active = False
        self.assertEqual(self._entries(move).section_id, self.brittany)

    def test_section_treasurer_reads_the_own_section_and_no_other(self):
        mine = self._book((self.expense, 7, self.brittany))
        theirs = self._book((self.expense, 7, self.provence))
        entries = self._as("section_treasurer", self.env["club.section.entry"])
        self.assertEqual(
            entries.search([("move_id", "in", (mine + theirs).ids)]).section_id.ids,
            self.brittany.ids,
        )

    def test_totals_by_heading_and_month_are_one_query(self):
        self._forget_nothing()
        self._book((self.expense, 7, self.brittany))
        self._book((self.expense, 5, self.brittany), on="2026-02-01")
        entries = self.env["club.section.entry"]
        self.env.flush_all()
        with self.assertQueryCount(1):
            rows = entries._read_group(
                [("section_id", "=", self.brittany.id)],
                ["heading_id", "date:month"],
                ["amount:sum"],
            )
        self.assertEqual(
            rows,
            [
                (self.travel, day("2026-02-01"), -5.0),
                (self.travel, day("2026-03-01"), -7.0),
            ],
        )
