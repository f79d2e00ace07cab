from odoo import models
from odoo.tools import SQL

from ..money.bars import lengths
from ..money.forecast import rate

# Days late, the last of each age.
AGES = (30, 90, 180)


class ClubSection(models.Model):
    """Dues on the dashboard: called and collected, and how late the others are."""

    _inherit = "club.section"

    def _board_dues(self, below, today):
        """Dues called and collected, of this year and of the year before."""
        company = self.company_id
        start, end = company._club_year(today)
        before = company._club_year_before(start)
        self.env["club.due"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT date >= %(start)s, SUM(amount - amount_credited),
                       SUM(amount_paid)
                  FROM club_due
                 WHERE section_id = ANY(%(sections)s) AND cancelled_on IS NULL
                   AND date BETWEEN %(before)s AND %(end)s
                 GROUP BY 1
                """,
                sections=below.ids,
                start=start,
                before=before,
                end=end,
            )
        )
        found = {this: (float(called), float(paid)) for this, called, paid in rows}
        years = []
        for this, day in ((True, start), (False, before)):
            called, paid = found.get(this, (0.0, 0.0))
            years.append(
                {
                    "name": company._club_year_name(day),
                    "called": called,
                    "collected": paid,
                    "rate": rate(paid, called),
                }
            )
        bars = lengths(
            [year[part] for year in years for part in ("called", "collected")]
        )
        for place, year in enumerate(years):
            year["bars"] = bars[2 * place : 2 * place + 2]
        return years

    def _board_aged(self, below, today):
        """What is still due, by how late it is; what is on its way is not late."""
        self.env["club.due"].flush_model()
        self.env["club.purchase.order"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT CASE WHEN due.debit_on IS NOT NULL OR held.id IS NOT NULL THEN 1
                            WHEN next_due_date >= %(today)s::date THEN 0
                            WHEN next_due_date >= %(today)s::date - %(first)s THEN 2
                            WHEN next_due_date >= %(today)s::date - %(second)s THEN 3
                            WHEN next_due_date >= %(today)s::date - %(third)s THEN 4
                            ELSE 5 END,
                       SUM(residual), COUNT(*)
                  FROM club_due due %(orders)s
                 WHERE section_id = ANY(%(sections)s) AND cancelled_on IS NULL
                   AND residual > 0
                 GROUP BY 1
                """,
                sections=below.ids,
                today=today,
                orders=self.env["club.dues.report"]._join_orders(today),
                **dict(zip(("first", "second", "third"), AGES, strict=True)),
            )
        )
        found = {age: (float(amount), count) for age, amount, count in rows}
        env = self.env
        names = (
            env._("Not due yet"),
            env._("Ordered, or will be debited"),
            env._("0 to 30 days late"),
            env._("31 to 90 days late"),
            env._("91 to 180 days late"),
            env._("Later than that"),
        )
        ages = [
            {
                "name": name,
                "amount": found.get(age, (0.0, 0))[0],
                "count": found.get(age, (0.0, 0))[1],
            }
            for age, name in enumerate(names)
        ]
        bars = lengths([age["amount"] for age in ages])
        return [{**age, "bar": bar} for age, bar in zip(ages, bars, strict=True)]
