from datetime import timedelta

from odoo import models
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tools import format_date

REPORTS = {
    "income": "club_finance_l10n_fr.mis_report_income",
    "balance": "club_finance_l10n_fr.mis_report_balance",
}


class ResCompany(models.Model):
    """The statements that a French association shows its general assembly."""

    _inherit = "res.company"

    def action_club_french_report(self, kind):
        """Open a statement of this association: this year beside the last one.

        :param kind: ``income`` or ``balance``
        :raises AccessError: the user is no treasurer
        """
        self.ensure_one()
        if not self.env.user.has_group("club_membership.group_club_treasurer"):
            raise AccessError(
                self.env._("Only the treasurer opens the accounts of the association.")
            )
        report = self.env.ref(REPORTS[kind])
        # sudo: a view of the books that lasts a day; what it shows is read with the
        # treasurer's own rights.
        instance = (
            self.env["mis.report.instance"]
            .sudo()
            .create(
                {
                    "name": report.name,
                    "report_id": report.id,
                    "company_id": self.id,
                    "target_move": "posted",
                    "temporary": True,
                    "display_columns_description": True,
                    "period_ids": self._club_statement_periods()
                    + (self._club_statement_budget() if kind == "income" else []),
                }
            )
        )
        action = instance.sudo(False).preview()
        # The page of the report asks for its record there, where no button opened it.
        here = {"active_model": instance._name, "active_id": instance.id}
        return {**action, "context": {**action["context"], **here}}

    def _club_statement_budget(self):
        """This year's frozen budgets beside the books, once there are any."""
        this = self.compute_fiscalyear_dates(self._club_today())
        # sudo: OCA's budget, which the association's frozen budgets wrote.
        budget = (
            self.env["mis.budget.by.account"]
            .sudo()
            .search(
                [
                    ("company_id", "=", self.id),
                    ("club_made", "=", True),
                    ("date_from", "=", this["date_from"]),
                ]
            )
        )
        return [
            Command.create(
                {
                    "name": one.name,
                    "mode": "fix",
                    "manual_date_from": this["date_from"],
                    "manual_date_to": this["date_to"],
                    "source": "mis_budget_by_account",
                    "source_mis_budget_by_account_id": one.id,
                    "sequence": 2,
                }
            )
            for one in budget
        ]

    def _club_statement_periods(self):
        """This fiscal year, the one before, and what became of the difference."""
        this = self.compute_fiscalyear_dates(self._club_today())
        last = self.compute_fiscalyear_dates(this["date_from"] - timedelta(days=1))
        return [
            Command.create(
                {
                    "name": self.env._(
                        "Year to %s", format_date(self.env, year["date_to"])
                    ),
                    "mode": "fix",
                    "manual_date_from": year["date_from"],
                    "manual_date_to": year["date_to"],
                    "sequence": place,
                }
            )
            for place, year in enumerate((this, last))
        ]
