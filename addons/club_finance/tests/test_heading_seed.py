from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import FinanceCommon


@tagged("post_install", "-at_install")
class TestHeadingSeed(FinanceCommon):
    def _headings(self, company=None):
        return self.env["club.heading"].search(
            [("company_id", "=", (company or self.company).id)]
        )

    def test_accounts_of_another_chart_become_headings_by_their_names(self):
        made = self.company._club_seed_headings()
        self.assertNotIn(self.income, made.account_id)
        salaries = made.filtered(lambda heading: "Salary" in heading.name)
        self.assertEqual(salaries.kind, "expense")
        self.assertEqual(salaries.name, salaries.account_id.name)
        self.assertNotIn(
            self.company.expense_currency_exchange_account_id, made.account_id
        )

    def test_headings_that_are_there_stay_as_they_are(self):
        before = self._headings().read(["name", "kind", "account_id"])
        self.company._club_seed_headings()
        self.assertEqual(
            self._headings().filtered(lambda h: h.id in [b["id"] for b in before]),
            self.travel | self.grants,
        )
        self.assertEqual(self.travel.name, "Travel")

    def test_seeding_again_adds_nothing_not_even_what_was_archived(self):
        made = self.company._club_seed_headings()
        made[:1].active = False
        self.assertFalse(self.company._club_seed_headings())

    def test_french_accounts_of_associations_get_their_usual_headings(self):
        company = self.company
        company.chart_template = "fr"
        accounts = {}
        for number in ("6251", "626", "741"):
            accounts[number] = self.expense.copy({"name": f"Account {number}"})
            self.env["ir.model.data"].create(
                {
                    "module": "account",
                    "name": f"{company.id}_pcg_{number}",
                    "model": "account.account",
                    "res_id": accounts[number].id,
                }
            )
        made = {heading.code: heading for heading in company._club_seed_headings()}
        self.assertEqual(set(made), {"DEP", "POS", "SUB"})
        self.assertEqual(made["DEP"].account_id, accounts["6251"])
        self.assertEqual((made["SUB"].kind, made["DEP"].claimable), ("income", True))

    def test_button_adds_them_for_the_treasurer_alone(self):
        headings = self.env["club.heading"]
        self._as("treasurer", headings).action_seed()
        self.assertGreater(len(self._headings()), 2)
        with self.assertRaises(AccessError):
            self._as("section_treasurer", headings).action_seed()
