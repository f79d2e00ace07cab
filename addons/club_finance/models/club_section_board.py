from collections import defaultdict

from dateutil.relativedelta import relativedelta
from odoo import models
from odoo.tools import SQL

from ..money.bars import lengths
from ..money.forecast import MONTHS, months_of_reserve, rate

# Days late, the last of each age.
AGES = (30, 90, 180)


class ClubSection(models.Model):
    """The treasurer's dashboard: what is there, what is owed, what waits."""

    _inherit = "club.section"

    def _page_board(self, _year=None):
        """Values of the dashboard of a section with the ones below it."""
        # sudo: who answers for a section sees the ones below it; every figure here is
        # a total of theirs.
        below = self.sudo().with_context(active_test=False).descendant_ids
        cash = self._board_cash(below)
        today = self.company_id._club_today()
        return {
            "section": self,
            "money": self._money(),
            "today": today,
            "cash": cash,
            "cash_total": sum(row["balance"] for row in cash),
            "dues": self._board_dues(below, today),
            "aged": self._board_aged(below, today),
            "budget": self._board_budget(today),
            "reserve": self._board_reserve(
                below, sum(row["balance"] for row in cash), today
            ),
            "waiting": self._board_waiting(),
        }

    def _board_cash(self, below):
        """Balance of bank accounts and cash boxes, by section."""
        owners = self._board_journals(below)
        accounts = {
            journal.default_account_id: place
            for journal, place in owners.items()
            if journal.default_account_id
        }
        # sudo: one total per account of the section's own.
        balances = dict(
            self.env["account.move.line"]
            .sudo()
            ._read_group(
                [
                    ("account_id", "in", [account.id for account in accounts]),
                    ("company_id", "=", self.company_id.id),
                    ("parent_state", "=", "posted"),
                ],
                ["account_id"],
                ["balance:sum"],
            )
        )
        totals = defaultdict(float)
        for account, place in accounts.items():
            totals[place] += balances.get(account, 0.0)
        rows = [
            {"id": place.id, "name": place.name, "balance": totals[place]}
            for place in sorted(totals, key=lambda place: place.parent_path)
        ]
        bars = lengths([row["balance"] for row in rows])
        return [{**row, "bar": bar} for row, bar in zip(rows, bars, strict=True)]

    def _board_journals(self, below):
        """{bank or cash journal: whose it is}; what is nobody's is the root's."""
        owners = {
            journal: place
            for place in below
            for journal in (place.bank_journal_id, place.cash_journal_id)
            if journal
        }
        root = below.filtered(lambda place: not place.parent_id)[:1]
        if root:
            # sudo: journals of the association, which its own treasurer keeps.
            free = (
                self.env["account.journal"]
                .sudo()
                .search(
                    [
                        ("company_id", "=", root.company_id.id),
                        ("type", "in", ("bank", "cash")),
                        ("id", "not in", [journal.id for journal in owners]),
                    ]
                )
            )
            owners |= dict.fromkeys(free, root)
        return owners

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
        """What is still due, by how late it is."""
        self.env["club.due"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT CASE WHEN next_due_date >= %(today)s::date THEN 0
                            WHEN next_due_date >= %(today)s::date - %(first)s THEN 1
                            WHEN next_due_date >= %(today)s::date - %(second)s THEN 2
                            WHEN next_due_date >= %(today)s::date - %(third)s THEN 3
                            ELSE 4 END,
                       SUM(residual), COUNT(*)
                  FROM club_due
                 WHERE section_id = ANY(%(sections)s) AND cancelled_on IS NULL
                   AND residual > 0
                 GROUP BY 1
                """,
                sections=below.ids,
                today=today,
                **dict(zip(("first", "second", "third"), AGES, strict=True)),
            )
        )
        found = {age: (float(amount), count) for age, amount, count in rows}
        _ = self.env._
        names = (
            _("Not due yet"),
            _("0 to 30 days late"),
            _("31 to 90 days late"),
            _("91 to 180 days late"),
            _("Later than that"),
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

    def _board_budget(self, today):
        """What is consumed of the budgets of the year that runs."""
        company = self.company_id
        start = company._club_year(today)[0]
        budgets = self.env["club.budget"]
        totals = {
            kind: {"asked": 0.0, "consumed": 0.0} for kind in ("income", "expense")
        }
        for (_place, heading), values in budgets._tree_figures(self, start).items():
            kind = totals[budgets._kind_of(heading)]
            for column in kind:
                kind[column] += values[column]
        _ = self.env._
        over = company._club_months_over(start, today)
        return {
            "year": company._club_year_name(start),
            "gone": round(100 * over / MONTHS),
            "kinds": [
                {
                    "name": name,
                    **totals[kind],
                    "rate": rate(totals[kind]["consumed"], totals[kind]["asked"]),
                }
                for kind, name in (("income", _("Income")), ("expense", _("Spending")))
            ],
        }

    def _board_reserve(self, below, cash, today):
        """For how many months the money lasts at the pace of the last twelve."""
        since = today - relativedelta(years=1)
        # sudo: one total of the section's own spending.
        (spent,) = (
            self.env["club.section.entry"]
            .sudo()
            ._read_group(
                [
                    ("section_id", "in", below.ids),
                    ("kind", "=", "expense"),
                    ("date", ">", since),
                    ("date", "<=", today),
                ],
                [],
                ["amount:sum"],
            )[0]
        )
        spent = -(spent or 0.0)
        # sudo: what the association aims at is no secret of its settings.
        target = self.company_id.sudo().club_reserve_months
        months = months_of_reserve(cash, spent)
        return {
            "months": months,
            "target": target,
            "monthly": spent / MONTHS,
            "known": spent > 0,
            "bar": min(100.0, round(100 * max(months, 0) / target, 1)) if target else 0,
        }

    def _board_waiting(self):
        """What waits for somebody, counted with the reader's own rights.

        :return: list of ``label``, ``count``, ``model`` and ``domain``
        """
        waiting = []
        for label, model, domain in self._board_waiting_kinds():
            records = self.env[model]
            if not records.has_access("read"):
                continue
            domain = [("section_id", "child_of", self.id), *domain]
            if count := records.search_count(domain):
                waiting.append(
                    {
                        "label": label,
                        "count": count,
                        "model": model,
                        "domain": domain,
                    }
                )
        return waiting

    def _board_waiting_kinds(self):
        """What may wait: a label, the model, and which of its records; others add
        theirs."""
        _ = self.env._
        return [
            (
                _("Bank lines to match"),
                "club.bank.line",
                [("state", "in", ("todo", "proposed"))],
            ),
            (
                _("Payments to approve"),
                "club.payment.out",
                [("state", "=", "requested")],
            ),
            (_("Payments to make"), "club.payment.out", [("state", "=", "approved")]),
            (_("Deposits to post"), "club.deposit", [("state", "=", "draft")]),
            (_("Budgets to prepare"), "club.budget", [("state", "=", "draft")]),
            (_("Budgets to approve"), "club.budget", [("state", "=", "proposed")]),
            (_("Budgets to freeze"), "club.budget", [("state", "=", "approved")]),
        ]
