from collections import defaultdict

from dateutil.relativedelta import relativedelta
from odoo import models
from odoo.tools.misc import formatLang

from ..money.bars import lengths
from ..money.forecast import MONTHS, months_of_reserve, rate


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
        bars = lengths([abs(row["balance"]) for row in rows])
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
        env = self.env
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
                for kind, name in (
                    ("income", env._("Income")),
                    ("expense", env._("Spending")),
                )
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
            "months_said": formatLang(self.env, months, digits=1),
            "target": target,
            "monthly": spent / MONTHS,
            "known": spent > 0,
            "bar": min(100.0, round(100 * max(months, 0) / target, 1)) if target else 0,
        }
