from odoo import Command
from odoo.addons.club_l10n_fr.tests.common import FrenchChartCase
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged


@freeze_time("2026-03-15")
@tagged("post_install", "-at_install")
class TestFrenchReports(FrenchChartCase):
    """Each account of the French chart is in the statements once, to the cent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )
        cls.company = cls.company.with_env(cls.env)
        cls.journal = cls.env["account.journal"].search(
            [("type", "=", "general"), ("company_id", "=", cls.company.id)], limit=1
        )
        cls.treasurer = new_test_user(
            cls.env,
            "treasurer_fr",
            groups="club_membership.group_club_treasurer",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def _find(self, code):
        Account = self.env["account.account"].with_company(self.company)
        found = Account.search(
            [("code", "=", code), *Account._check_company_domain(self.company)]
        )
        self.assertTrue(found, code)
        return found

    def _book(self, date, *lines):
        """Book balances by code: ``("512001", 10)``."""
        move = self.env["account.move"].create(
            {
                "journal_id": self.journal.id,
                "date": date,
                "line_ids": [
                    Command.create(
                        {"account_id": account.id, "balance": balance, "tax_ids": []}
                    )
                    for account, balance in lines
                ],
            }
        )
        move.action_post()
        return move

    def _statement(self, kind, column=0):
        """{kpi: amount} of a column, as the treasurer opens it."""
        company = self.company.with_user(self.treasurer)
        action = company.action_club_french_report(kind)
        # Without it the page of the report opens on an error.
        self.assertEqual(action["context"]["active_id"], action["res_id"])
        self.assertEqual(action["context"]["active_model"], "mis.report.instance")
        instance = self.env["mis.report.instance"].browse(action["res_id"])
        matrix = instance.with_user(self.treasurer)._compute_matrix()
        values = {}
        for row in matrix.iter_rows():
            if row.account_id:
                continue
            cells = list(row.iter_cells())
            value = cells[column].val if cells[column] else 0
            values[row.kpi.name] = round(float(value or 0), 2)
        return values

    def _all(self, *groups):
        Account = self.env["account.account"].with_company(self.company)
        found = Account.search(
            [
                ("internal_group", "in", groups),
                *Account._check_company_domain(self.company),
            ]
        )
        return found.sorted("code")

    def _cash(self):
        return self._all("asset").filtered(lambda a: a.code.startswith("53"))[:1]

    def test_each_account_of_income_and_charges_is_on_one_line(self):
        cash, total, lines = self._cash(), 0, []
        for number, account in enumerate(self._all("income", "expense"), 1):
            # Growing by more than all before: one left out or said twice shows.
            amount = round(0.01 * number * number, 2)
            balance = -amount if account.internal_group == "income" else amount / 2
            lines.append((account, round(balance, 2)))
            total += round(balance, 2)
        self._book("2026-02-01", *lines, (cash, -round(total, 2)))
        values = self._statement("income")
        self.assertEqual(values["result"], round(-total, 2))
        income = sum(-b for a, b in lines if a.internal_group == "income")
        self.assertEqual(values["all_in"], round(income, 2))

    def test_balance_sheet_balances_over_the_whole_chart(self):
        accounts = self._all("asset", "liability", "equity").filtered(
            lambda a: a.account_type not in ("equity_unaffected",)
        )
        income = self._find("756100")
        for sign in (1, -1):
            with self.subTest(sign=sign):
                lines = [
                    (account, round(sign * (0.01 * number * number + 1), 2))
                    for number, account in enumerate(accounts, 1)
                ]
                total = round(sum(balance for _a, balance in lines), 2)
                self._book("2026-02-01", *lines, (income, -total))
                values = self._statement("balance")
                self.assertEqual(values["assets"], values["liabilities"])
                # A result that nobody allocated yet stands beside this year's.
                kept = sum(b for a, b in lines if a.code.startswith("12"))
                result = self._statement("income")["result"] - kept
                self.assertAlmostEqual(values["year_result"], result, 2)
                self._book("2026-02-01", *[(a, -b) for a, b in lines], (income, total))

    def test_dues_and_gifts_stand_on_their_lines(self):
        cash = self._cash()
        self._book("2026-02-01", (self._find("756100"), -100), (cash, 100))
        self._book("2026-02-01", (self._find("754100"), -40), (cash, 40))
        values = self._statement("income")
        self.assertEqual((values["dues"], values["gifts"]), (100, 40))
        self.assertEqual(values["operating"], 140)

    def test_volunteering_stands_below_the_result(self):
        self._book(
            "2026-02-01", (self._find("864000"), 500), (self._find("875000"), -500)
        )
        values = self._statement("income")
        self.assertEqual(
            (values["vol_hours"], values["vol_people"], values["result"]),
            (500, 500, 0),
        )

    def test_year_before_stands_beside_and_is_carried_forward(self):
        cash = self._cash()
        self._book("2025-06-01", (self._find("756100"), -70), (cash, 70))
        self.assertEqual(self._statement("income", 1)["dues"], 70)
        self.assertEqual(self._statement("income")["dues"], 0)
        values = self._statement("balance")
        self.assertEqual((values["carried"], values["year_result"]), (70, 0))
        self.assertEqual(self._statement("balance", 1)["year_result"], 70)

    def test_frozen_budget_stands_beside_the_income_statement(self):
        action = self.company.with_user(self.treasurer).action_club_french_report
        instances = self.env["mis.report.instance"]
        before = instances.browse(action("income")["res_id"]).period_ids
        self.assertEqual(len(before), 2)
        heading = self.env["club.heading"].create(
            {
                "name": "Dues of the year",
                "kind": "income",
                "account_id": self._find("756100").id,
                "company_id": self.company.id,
            }
        )
        budget = self.env["club.budget"].create(
            {
                "company_id": self.company.id,
                "section_id": self.company._club_root_section().id,
                "date_from": "2026-01-01",
                "line_ids": [Command.create({"heading_id": heading.id, "asked": 1200})],
            }
        )
        budget.action_propose()
        budget.action_approve()
        budget.action_freeze()
        values = self._statement("income", 2)
        self.assertEqual((values["dues"], values["result"]), (1200, 1200))
        self.assertEqual(self._statement("income")["dues"], 0)
        balance = instances.browse(action("balance")["res_id"])
        self.assertEqual(len(balance.period_ids), 2)

    def test_supplier_paid_in_advance_is_a_receivable(self):
        supplier = self._find("401100")
        cash = self._cash()
        self._book("2026-02-01", (supplier, 30), (cash, -30))
        self.assertEqual(self._statement("balance")["other_receivables"], 30)
        self._book("2026-02-02", (supplier, -80), (cash, 80))
        values = self._statement("balance")
        self.assertEqual((values["suppliers"], values["other_receivables"]), (50, 0))

    def test_only_treasurers_open_the_statements(self):
        reader = new_test_user(
            self.env,
            "reader_fr",
            groups="club_membership.group_club_reader",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        with self.assertRaises(AccessError):
            self.company.with_user(reader).action_club_french_report("income")

    def test_treasurer_makes_the_fec_from_the_menu(self):
        cash = self._cash()
        self._book("2025-06-01", (self._find("756100"), -70), (cash, 70))
        menu = self.env.ref("club_finance_l10n_fr.fec_menu")
        self.assertIn(menu.id, menu.with_user(self.treasurer)._visible_menu_ids())
        wizard = (
            self.env[menu.action.res_model]
            .with_user(self.treasurer)
            .create(
                {
                    "date_from": "2025-01-01",
                    "date_to": "2025-12-31",
                    "test_file": True,
                }
            )
        )
        self.assertIn(b"756100", wizard.generate_fec()["file_content"])
