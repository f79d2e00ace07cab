from collections import defaultdict

from odoo import api, models

from ..money.forecast import MONTHS, forecast, rate, spread
from .club_budget_actuals import YEARS, signed

KINDS = ("income", "expense")
# What is known of a heading, or of a section, in one year.
COLUMNS = ("last", "now", "estimate", "asked", "consumed", "forecast")


def nothing():
    return dict.fromkeys(COLUMNS, 0.0)


def _add(total, values):
    for column in COLUMNS:
        total[column] += values[column]


class ClubBudget(models.Model):
    """Budgets of a section and of all below it, added up."""

    _inherit = "club.budget"

    @api.model
    def _tree_figures(self, section, start):
        """Figures of a section with the ones below: its own and theirs.

        Per section the frozen budget counts, or the one that is being prepared.

        :param section: who asks has checked that its reader may see it
        :param start: first day of the year that is planned
        :return: ``{(section id, heading): {column: amount}}``, amounts above zero for
            both kinds; the heading as in ``_ledger``
        """
        company = section.company_id
        before = company._club_year_before(start)
        # sudo: who answers for a section sees the ones below it, added up.
        below = section.sudo().with_context(active_test=False).descendant_ids
        ledger = self._ledger(below, company._club_year_before(before), YEARS)
        lines = self._lines_in_force(below, start)
        over = company._club_months_over(start)
        before_is_over = company._club_months_over(before) == MONTHS
        digits = company.currency_id.decimal_places
        result = {}
        for key in {**ledger, **lines}:
            kind = self._kind_of(key[1])
            months = [
                signed(kind, amount)
                for amount in ledger.get(key, [0.0] * MONTHS * YEARS)
            ]
            last, now, own = (
                months[year * MONTHS : (year + 1) * MONTHS] for year in range(YEARS)
            )
            planned = lines.get(key)
            asked = planned.asked if planned else 0.0
            expected = (planned and planned.months) or spread(
                asked, now if before_is_over else last, digits
            )
            estimated = planned and not before_is_over
            result[key] = {
                "last": sum(last),
                "now": sum(now),
                # Once the year is over, the books know better than an estimate.
                "estimate": planned.estimate if estimated else sum(now),
                "asked": asked,
                "consumed": sum(own),
                "forecast": forecast(own, expected, over, digits),
            }
        return result

    @api.model
    def _lines_in_force(self, sections, start):
        """Lines of the budgets that count, by section and heading."""
        # sudo: as above.
        lines = (
            self.env["club.budget.line"]
            .sudo()
            .search(
                [
                    ("section_id", "in", sections.ids),
                    ("date_from", "=", start),
                    ("state", "!=", "replaced"),
                ],
            )
        )
        frozen = lines.filtered(lambda line: line.state == "frozen")
        settled = frozen.section_id
        return {
            (line.section_id.id, line.heading_id.id): line
            for line in lines
            if line.state == "frozen" or line.section_id not in settled
        }

    @api.model
    def _consolidated(self, section, start):
        """The budget of a section with the ones below, as pages and files show it.

        :return: ``headings`` by kind, ``totals`` by kind, ``sections`` (itself, then
            each just below with all that is below it), and the names of the ``years``
        """
        figures = self._tree_figures(section, start)
        by_heading = defaultdict(nothing)
        by_branch = defaultdict(nothing)
        branches = self._branches(section)
        totals = {kind: nothing() for kind in KINDS}
        for (place, heading), values in figures.items():
            kind = self._kind_of(heading)
            _add(by_heading[heading], values)
            _add(by_branch[branches[place], kind], values)
            _add(totals[kind], values)
        company = section.company_id
        before = company._club_year_before(start)
        return {
            "headings": {kind: self._heading_rows(by_heading, kind) for kind in KINDS},
            "totals": totals,
            "result": {
                column: totals["income"][column] - totals["expense"][column]
                for column in COLUMNS
            },
            "sections": self._branch_rows(section, by_branch),
            "years": [
                company._club_year_name(day)
                for day in (company._club_year_before(before), before, start)
            ],
            "rates": {
                kind: rate(totals[kind]["consumed"], totals[kind]["asked"])
                for kind in KINDS
            },
        }

    @api.model
    def _branches(self, section):
        """For each section at or below, the one just below ``section`` it is under."""
        # sudo: as above.
        section = section.sudo().with_context(active_test=False)
        branches = {section.id: section.id}
        for child in section.child_ids:
            branches |= dict.fromkeys(child.descendant_ids.ids, child.id)
        return branches

    @api.model
    def _heading_rows(self, by_heading, kind):
        # sudo: names of headings, which all who see budgets see.
        headings = (
            self.env["club.heading"]
            .sudo()
            .browse(heading for heading in by_heading if isinstance(heading, int))
            .filtered(lambda heading: heading.kind == kind)
            .sorted(lambda heading: (heading.sequence, heading.id))
        )
        rows = [
            {"id": heading.id, "name": heading.name, **by_heading[heading.id]}
            for heading in headings
        ]
        if kind in by_heading:
            rows.append(
                {
                    "id": False,
                    "name": self.env._("Without a heading"),
                    **by_heading[kind],
                }
            )
        return [
            {**row, "rate": rate(row["consumed"], row["asked"])}
            for row in rows
            if any(row[column] for column in COLUMNS)
        ]

    @api.model
    def _branch_rows(self, section, by_branch):
        # sudo: as above.
        section = section.sudo().with_context(active_test=False)
        rows = []
        for place in section | section.child_ids:
            income = by_branch.get((place.id, "income"), nothing())
            expense = by_branch.get((place.id, "expense"), nothing())
            if any(income.values()) or any(expense.values()) or place.active:
                rows.append(
                    {
                        "id": place.id,
                        "name": place.name,
                        "own": place == section,
                        "income": income,
                        "expense": expense,
                        "result": income["asked"] - expense["asked"],
                        "rate": rate(expense["consumed"], expense["asked"]),
                    }
                )
        return rows
