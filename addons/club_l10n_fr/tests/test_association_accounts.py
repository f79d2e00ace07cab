from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..hooks import post_init_hook
from .common import CODES, FrenchChartCase


@tagged("post_install", "-at_install")
class TestAssociationAccounts(FrenchChartCase):
    def snapshot(self, company):
        Account = self.env["account.account"].with_company(company)
        accounts = Account.search(Account._check_company_domain(company))
        return sorted((a.code, a.id, a.name, a.account_type) for a in accounts)

    def test_each_code_exists_once_with_its_type(self):
        found = [(a.code, a.account_type) for a in self.accounts()]
        self.assertEqual(sorted(found), sorted(CODES.items()))

    def test_account_names_are_translated(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.env["account.chart.template"]._load_translations(
            langs=["fr_FR"], companies=self.company
        )
        dues = self.account("756100")
        self.assertEqual(dues.name, "Membership dues without consideration")
        self.assertEqual(
            dues.with_context(lang="fr_FR").name, "Cotisations sans contrepartie"
        )

    def test_rebates_from_cooperatives_stay_as_core_has_them(self):
        Account = self.env["account.account"].with_company(self.company)
        rebates = Account.search(
            [("code", "=", "754000"), *Account._check_company_domain(self.company)]
        )
        self.assertEqual(
            rebates.name, "Rebates from cooperatives (resulting from surpluses)"
        )

    def test_new_company_gets_dues_and_donations_accounts(self):
        self.assertEqual(self.company.club_income_account_id, self.account("756100"))
        self.assertEqual(self.company.club_donation_account_id, self.account("754100"))

    def test_existing_company_is_completed_at_install(self):
        self.forget(self.company)
        post_init_hook(self.env)
        found = [(a.code, a.account_type) for a in self.accounts()]
        self.assertEqual(sorted(found), sorted(CODES.items()))
        self.assertEqual(self.company.club_income_account_id, self.account("756100"))

    def test_completing_again_changes_nothing(self):
        before = self.snapshot(self.company)
        post_init_hook(self.env)
        post_init_hook(self.env)
        self.assertEqual(self.snapshot(self.company), before)

    def test_code_already_used_is_kept_and_not_duplicated(self):
        self.forget(self.company)
        mine = self.env["account.account"].create(
            {
                "name": "Cotisations des membres",
                "code": "7561",
                "account_type": "income_other",
                "company_ids": [Command.link(self.company.id)],
            }
        )
        mine.with_company(self.company).code = "7561"
        post_init_hook(self.env)
        self.assertFalse(self.account("756100"))
        self.assertEqual(mine.name, "Cotisations des membres")
        self.assertEqual(self.company.club_income_account_id, mine)
        self.env["account.chart.template"].try_loading("fr", self.company)
        self.assertFalse(self.account("756100"), "a reload adds ours beside it")

    def test_account_chosen_by_the_treasurer_is_kept(self):
        self.company.club_income_account_id = self.account("756200")
        post_init_hook(self.env)
        self.assertEqual(self.company.club_income_account_id, self.account("756200"))

    def test_second_company_has_its_own_accounts(self):
        other = self.new_company("Association voisine")
        self.assertEqual(len(self.accounts(other)), len(CODES))
        self.assertFalse(self.accounts(other) & self.accounts())
        self.assertEqual(other.club_income_account_id, self.account("756100", other))

    def test_company_with_another_chart_is_left_alone(self):
        foreign = self.new_company("Verein", chart="generic_coa")
        before = self.snapshot(foreign)
        post_init_hook(self.env)
        self.assertEqual(self.snapshot(foreign), before)

    def test_volunteer_hours_balance_off_balance(self):
        move = self._entry(self.account("864000"), self.account("875000"))
        move.action_post()
        self.assertEqual(move.state, "posted")

    def test_off_balance_and_balance_sheet_do_not_mix(self):
        with self.assertRaises(UserError):
            self._entry(self.account("864000"), self.account("756100"))

    def _entry(self, debit, credit):
        return (
            self.env["account.move"]
            .with_company(self.company)
            .create(
                {
                    "line_ids": [
                        Command.create({"account_id": debit.id, "debit": 1200}),
                        Command.create({"account_id": credit.id, "credit": 1200}),
                    ]
                }
            )
        )
