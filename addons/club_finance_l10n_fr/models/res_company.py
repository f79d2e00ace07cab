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
                    "period_ids": self._club_statement_periods(),
                }
            )
        )
        return instance.sudo(False).preview()

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
