from collections import defaultdict

from odoo import api, fields, models

from ..money.forecast import MONTHS, forecast, rate

# How many years a budget looks at: its own and two before.
YEARS = 3


def signed(kind, amount):
    """An amount of the books, seen from its kind: spending is above zero too."""
    return -amount if kind == "expense" else amount


class ClubBudget(models.Model):
    """What the books say beside what was planned."""

    _inherit = "club.budget"

    income_consumed = fields.Monetary(
        string="Income received", compute="_compute_consumed", compute_sudo=True
    )
    expense_consumed = fields.Monetary(
        string="Spent", compute="_compute_consumed", compute_sudo=True
    )
    result_consumed = fields.Monetary(
        string="Result so far", compute="_compute_consumed", compute_sudo=True
    )
    consumed_rate = fields.Integer(
        string="Spent %", compute="_compute_consumed", compute_sudo=True
    )
    unplanned = fields.Monetary(
        string="Outside the headings",
        compute="_compute_consumed",
        compute_sudo=True,
        help="Received less spent in the year under no heading of this budget.",
    )

    @api.model
    def _ledger(self, sections, start, years=1):
        """What the books say of sections, month by month, in one query.

        :param sections: each counts for itself, without the ones below
        :param start: first day of the first year
        :param years: how many years from there
        :return: ``{(section id, heading): amounts}``: one amount per month, what came
            in above zero and what went out below; the heading is its id, or the kind
            (``income``, ``expense``) of what stands under none
        """
        months = MONTHS * years
        if not sections:
            return {}
        first = start.year * MONTHS + start.month - 1
        end = first + months
        # sudo: who reads a budget reads its sections' totals, and no entry.
        groups = (
            self.env["club.section.entry"]
            .sudo()
            ._read_group(
                [
                    ("section_id", "in", sections.ids),
                    ("date", ">=", start),
                    (
                        "date",
                        "<",
                        start.replace(
                            year=end // MONTHS, month=end % MONTHS + 1, day=1
                        ),
                    ),
                ],
                ["section_id", "heading_id", "kind", "date:month"],
                ["amount:sum"],
            )
        )
        found = defaultdict(lambda: [0.0] * months)
        for section, heading, kind, month, amount in groups:
            place = month.year * MONTHS + month.month - 1 - first
            found[section.id, heading.id or kind][place] += amount or 0.0
        return found

    @api.model
    def _kind_of(self, heading):
        """Income or spending: of a heading's id, or of money under none."""
        known = isinstance(heading, int)
        # sudo: as for the ledger.
        return (
            self.env["club.heading"].sudo().browse(heading).kind if known else heading
        )

    def _ledger_of_years(self):
        """``_ledger`` of these budgets' years and the two before, by first day."""
        result = {}
        for (company, start), budgets in self.grouped(
            lambda budget: (budget.company_id, budget.date_from)
        ).items():
            first = company._club_year_before(company._club_year_before(start))
            result[company, start] = self._ledger(budgets.section_id, first, YEARS)
        return result

    @api.depends("line_ids.asked", "date_from", "section_id")
    def _compute_consumed(self):
        known = self.filtered(lambda budget: budget.date_from and budget.section_id)
        ledgers = known._ledger_of_years()
        for budget in self:
            totals = {"income": 0.0, "expense": 0.0}
            outside = 0.0
            planned = set(budget.line_ids.heading_id.ids)
            for (section, heading), months in ledgers.get(
                (budget.company_id, budget.date_from), {}
            ).items():
                if section != budget.section_id._origin.id:
                    continue
                amount = sum(months[-MONTHS:])
                kind = self._kind_of(heading)
                totals[kind] += signed(kind, amount)
                outside += 0.0 if heading in planned else amount
            budget.income_consumed = totals["income"]
            budget.expense_consumed = totals["expense"]
            budget.result_consumed = totals["income"] - totals["expense"]
            budget.consumed_rate = rate(totals["expense"], budget.expense_asked) or 0
            budget.unplanned = outside


class ClubBudgetLine(models.Model):
    """The same, heading by heading."""

    _inherit = "club.budget.line"

    actual_last = fields.Monetary(
        string="Last year", compute="_compute_actuals", compute_sudo=True
    )
    actual_now = fields.Monetary(
        string="This year so far", compute="_compute_actuals", compute_sudo=True
    )
    consumed = fields.Monetary(
        compute="_compute_actuals",
        compute_sudo=True,
        help="What the books say of the budget's own year.",
    )
    consumed_rate = fields.Integer(
        string="Consumed %", compute="_compute_actuals", compute_sudo=True
    )
    left = fields.Monetary(compute="_compute_actuals", compute_sudo=True)
    forecast = fields.Monetary(
        string="Year-end forecast",
        compute="_compute_actuals",
        compute_sudo=True,
        help="What is booked, and what the budget still expects of the months ahead.",
    )

    @api.depends("heading_id", "asked", "months", "budget_id.date_from")
    def _compute_actuals(self):
        ledgers = self.budget_id._ledger_of_years()
        nothing = [0.0] * MONTHS * YEARS
        for line in self:
            budget = line.budget_id
            ledger = ledgers.get((budget.company_id, budget.date_from), {})
            months = [
                signed(line.kind, amount)
                for amount in ledger.get(
                    (budget.section_id._origin.id, line.heading_id._origin.id), nothing
                )
            ]
            last, now, own = (
                months[year * MONTHS : (year + 1) * MONTHS] for year in range(YEARS)
            )
            line.actual_last, line.actual_now = sum(last), sum(now)
            line.consumed = sum(own)
            line.consumed_rate = rate(line.consumed, line.asked) or 0
            line.left = line.asked - line.consumed
            line.forecast = line._forecast(own, line._planned_months(now))

    def _forecast(self, booked, expected):
        company = self.company_id or self.env.company
        start = self.budget_id.date_from
        if not start:
            return 0.0
        return forecast(
            booked,
            expected,
            company._club_months_over(start),
            company.currency_id.decimal_places,
        )
