"""A small association with banks and headings: what the tests of money start from."""

from odoo.addons.club_membership.tests.common import (  # noqa: F401 (re-exported)
    TODAY,
    ClubCommon,
    day,
    freeze_time,
    new_test_user,
)


class FinanceCommon(ClubCommon):
    """National bank, a bank account and a cash box of Brittany, two headings."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        charts = cls.env["account.chart.template"].with_company(cls.company)
        cls.bank = charts.ref("bank")
        cls.receivable = charts.ref("receivable")
        cls.payable = charts.ref("payable")
        cls.income, cls.expense = charts.ref("income"), charts.ref("expense")
        cls.brittany_bank = cls._journal("Brittany", "BZH", "bank")
        cls.brittany_cash = cls._journal("Cash of Brittany", "CBZH", "cash")
        plan = cls.env.ref("club_finance.section_plan")
        for section in cls.root | cls.brittany | cls.provence:
            section.analytic_account_id = cls.env["account.analytic.account"].create(
                {
                    "name": section.name,
                    "plan_id": plan.id,
                    "company_id": cls.company.id,
                }
            )
        cls.root.bank_journal_id = cls.bank
        cls.brittany.write(
            {
                "bank_journal_id": cls.brittany_bank.id,
                "cash_journal_id": cls.brittany_cash.id,
            }
        )
        cls.travel = cls._heading("Travel", "expense", cls.expense, claimable=True)
        cls.grants = cls._heading("Grants", "income", cls.income)

    @classmethod
    def _journal(cls, name, code, kind):
        return cls.env["account.journal"].create(
            {"name": name, "code": code, "type": kind, "company_id": cls.company.id}
        )

    @classmethod
    def _heading(cls, name, kind, account, **vals):
        return cls.env["club.heading"].create(
            {
                "name": name,
                "kind": kind,
                "account_id": account.id,
                "company_id": cls.company.id,
                **vals,
            }
        )

    @classmethod
    def _due(cls, name="Ann", section=None, kind=None):
        """The due of a new member, booked for 2026 and still open."""
        kind = kind or cls.type_person
        partner = cls._person(name, is_company=kind.member_kind == "organisation")
        membership = cls.env["club.membership"]._admit(
            {
                "partner_id": partner.id,
                "type_id": kind.id,
                "section_id": (section or cls.root).id,
                "joined_on": "2026-01-01",
            }
        )
        return membership.period_ids.due_ids

    def _balance(self, account, partner=None, section=None):
        """What stands on an account, of a partner or of a section."""
        domain = [("account_id", "=", account.id), ("parent_state", "=", "posted")]
        if partner:
            domain.append(("partner_id", "=", partner.id))
        if section:
            domain.append(
                ("analytic_distribution", "in", section.analytic_account_id.ids)
            )
        lines = self.env["account.move.line"].search(domain)
        return round(sum(lines.mapped("balance")), 2)
