from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import FinanceCommon


@tagged("post_install", "-at_install")
class TestHeading(FinanceCommon):
    def test_heading_without_account_names_itself_and_the_way_out(self):
        self.travel.account_id = False
        with self.assertRaisesRegex(UserError, "Travel has no account"):
            self.travel._account()

    def test_heading_shows_its_name_and_is_found_by_its_code(self):
        self.travel.code = "DEP"
        self.assertEqual(self.travel.display_name, "Travel")
        found = self.env["club.heading"].name_search(
            "dep", [("id", "=", self.travel.id)]
        )
        self.assertEqual(found, [(self.travel.id, "Travel")])

    def test_heading_gives_its_account_to_a_section_treasurer(self):
        heading = self._as("section_treasurer", self.travel)
        self.assertEqual(heading._account().id, self.expense.id)

    def test_entries_carry_the_analytic_account_of_each_line(self):
        move = self.env["account.move"]._club_book(
            self.company._club_misc_journal(),
            self.company._club_today(),
            "Paper",
            [
                {
                    "account": self.expense,
                    "balance": 12.5,
                    "section": self.brittany,
                },
                {"account": self.income, "balance": -12.5},
            ],
        )
        self.assertEqual(move.state, "posted")
        self.assertEqual(self._balance(self.expense, section=self.brittany), 12.5)
        self.assertEqual(self._balance(self.expense, section=self.provence), 0.0)

    def test_due_of_a_section_waits_to_be_paid(self):
        due = self._due("Ann", self.brittany)
        self.assertEqual((due.residual, due.section_id), (30.0, self.brittany))
