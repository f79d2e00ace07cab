from odoo import Command
from odoo.tests import tagged

from .common import FrenchChartCase


@tagged("post_install", "-at_install")
class TestFec(FrenchChartCase):
    """What the FEC of l10n_fr_account makes of volunteer contributions."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )
        cls.company = cls.company.with_env(cls.env)

    def setUp(self):
        super().setUp()
        self.journal = self.env["account.journal"].create(
            {"name": "Bénévolat", "code": "BENEV", "type": "general"}
        )
        self.book(self.journal, "864000", "875000", 1200)
        general = self.own("account.journal", [("type", "=", "general")])
        other = (general - self.journal)[0]
        receivable = self.own(
            "account.account", [("account_type", "=", "asset_receivable")]
        )
        self.book(other, receivable[0].code, "756100", 50)

    def own(self, model, domain):
        """Return what the association has: the first company has a chart as well."""
        Model = self.env[model]
        return Model.search([*domain, *Model._check_company_domain(self.company)])

    def book(self, journal, debit_code, credit_code, amount):
        def find(code):
            return self.own("account.account", [("code", "=", code)])

        move = self.env["account.move"].create(
            {
                "journal_id": journal.id,
                "date": "2025-03-31",
                "line_ids": [
                    Command.create(
                        {"account_id": find(debit_code).id, "debit": amount}
                    ),
                    Command.create(
                        {"account_id": find(credit_code).id, "credit": amount}
                    ),
                ],
            }
        )
        move.action_post()
        return move

    def fec(self, year, **values):
        """Return the rows of the year's export, header left out, as dicts."""
        wizard = self.env["l10n_fr.fec.export.wizard"].create(
            {
                "date_from": f"{year}-01-01",
                "date_to": f"{year}-12-31",
                "test_file": True,
                **values,
            }
        )
        header, *lines = wizard.generate_fec()["file_content"].decode().split("\r\n")
        keys = header.split("|")
        return [dict(zip(keys, line.split("|"), strict=True)) for line in lines]

    def codes(self, rows):
        return {row["CompteNum"] for row in rows}

    def test_dues_and_volunteering_are_exported(self):
        codes = self.codes(self.fec(2025))
        self.assertLessEqual({"756100", "864000", "875000"}, codes)

    def test_excluded_journal_leaves_volunteering_out(self):
        rows = self.fec(2025, excluded_journal_ids=[Command.set(self.journal.ids)])
        self.assertIn("756100", self.codes(rows))
        self.assertFalse(self.codes(rows) & {"864000", "875000"})

    def test_core_carries_off_balance_forward(self):
        opening = [r for r in self.fec(2026) if r["JournalCode"] == "OUV"]
        self.assertLessEqual({"864000", "875000"}, self.codes(opening))
        self.assertNotIn("756100", self.codes(opening))
