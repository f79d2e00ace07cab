from odoo import models

from ..money.forecast import MONTHS, forecast, spread
from .club_budget_actuals import signed


class ResCompany(models.Model):
    """Opening the budgets of a year, for all sections at once."""

    _inherit = "res.company"

    def _club_open_budgets(self, day):
        """Open a budget for each section that has none for the year of ``day``.

        Said twice, it opens nothing more. Each opens with a line per heading, and
        with an estimate of the year before from the books.

        :return: the budgets that were opened
        """
        self.ensure_one()
        start = self._club_year(day)[0]
        budgets = self.env["club.budget"]
        if not self.env["club.heading"].search_count(
            [("company_id", "=", self.id)], limit=1
        ):
            self._club_seed_headings()
        having = budgets.search(
            [("company_id", "=", self.id), ("date_from", "=", start)]
        ).section_id
        sections = self.env["club.section"].search(
            [("company_id", "=", self.id), ("id", "not in", having.ids)]
        )
        opened = budgets.create(
            [
                {
                    "company_id": self.id,
                    "section_id": section.id,
                    "date_from": start,
                }
                for section in sections
            ]
        )
        opened._fill()
        return opened


class ClubBudget(models.Model):
    """The lines a budget opens with."""

    _inherit = "club.budget"

    def _fill(self):
        """Give budgets of one year a line per heading of their association."""
        if not self:
            return
        company = self.company_id
        headings = self.env["club.heading"].search([("company_id", "=", company.id)])
        estimates = self._estimates()
        self.env["club.budget.line"].create(
            [
                {
                    "budget_id": budget.id,
                    "heading_id": heading.id,
                    "estimate": estimates.get((budget.section_id.id, heading.id), 0.0),
                }
                for budget in self
                for heading in headings
            ]
        )

    def _estimates(self):
        """Where the year before these budgets' will end, from the books.

        :return: ``{(section id, heading id): amount}``
        """
        company, start = self.company_id, self[0].date_from
        before = company._club_year_before(start)
        over = company._club_months_over(before)
        digits = company.currency_id.decimal_places
        ledger = self._ledger(
            self.section_id, company._club_year_before(before), years=2
        )
        result = {}
        for (section, heading), amounts in ledger.items():
            months = [signed(self._kind_of(heading), amount) for amount in amounts]
            past, now = months[:MONTHS], months[MONTHS:]
            # What nothing was booked under in the year before has no pattern yet.
            expected = past if any(past) else None
            result[section, heading] = forecast(now, expected, over, digits)
        return result


class ClubBudgetLine(models.Model):
    """How a line is shared over the months of its year."""

    _inherit = "club.budget.line"

    def _planned_months(self, pattern=None):
        """What each month of the year should bring: as frozen, else as the year
        before went (``pattern``), else evenly."""
        self.ensure_one()
        if self.months:
            return self.months
        digits = self.currency_id.decimal_places or 2
        return spread(self.asked, pattern or [1.0] * MONTHS, digits)
