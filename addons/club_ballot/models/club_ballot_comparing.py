from collections import Counter

from odoo import models

from .. import comparing, counting
from ..secrecy.cells import all_large


class ClubBallotBox(models.Model):
    """What a result tells, and what stands behind it, of enough ballots only."""

    _inherit = "club.ballot.box"

    def _compare(self):
        """The same ballots by votes, by Borda and by equal shares, side by side.

        Where options have no cost, each costs one and the budget is the number of
        options to choose.

        :return: list of ``{rule, winners, spent, nothing, nothing_heads}``; rules are
            ``greedy``, ``borda`` and ``equalshares``, winners codes, the last two
            shares (0 to 1) of the votes and of the voters who got nothing they
            supported, None where they could tell one voter's ballot. Empty where the
            method gives no points, and for too few ballots
        """
        return self._counted_figures("compare")

    def _paid(self):
        """Who pays for what under equal shares, of enough voters together.

        :return: list of ``{option, by_votes, supporters, least, most, groups}`` for
            each chosen code; ``supporters`` is a number of ballots; ``least`` and
            ``most`` are payments for one vote, in the budget's unit; ``groups`` lists
            ``{weight, category, share}``, the part (0 to 1) that voters of these votes
            and category paid. What too few ballots stand behind is None or left out.
            ``by_votes``: nobody paid, it was chosen by votes from what was left
        """
        return self._counted_figures("paid")

    def _counted_figures(self, key):
        self.ensure_one()
        self._expect("closed", "published")
        # sudo: pages show what the count itself has kept, hidden where it must be.
        box = self.sudo()
        if not box.result:
            box._count()
        return box.result.get(key, [])

    def _told_of(self, outcome, file):
        """The result as it is kept: without what could tell one voter's ballot.

        Who wins must be told; figures of few ballots would be the ballots, and totals
        in which few heavy votes stand would show these.
        """
        rows, result = self._read_closed(), counting.plain(outcome)
        common = self._weights_are_common(rows)
        few = len(rows) < self.breakdown_min
        if few or not (common or self.accepts_small_classes):
            kept = ("rule", "winners", "state")
            told = {key: result[key] for key in kept if key in result}
            return {**told, "scores": {}, "verdicts": [], "is_bare": True}
        hidden = sorted(self._few_marks())
        blank = {"chosen": False, "code": "few_marks", "figures": {}, "tied": []}
        result["verdicts"] += [{"option": code, **blank} for code in hidden]
        rules = self._rules()
        compared = comparing.compare(rules, file, outcome)
        if not common:
            for each in compared:
                each["nothing"] = each["nothing_heads"] = None
        groups = [(weight, category) for _c, weight, category, _p in rows]
        paid = comparing.paid(rules, file, outcome, groups, self.breakdown_min)
        return {**result, "compare": compared, "paid": paid}

    def _weights_are_common(self, rows):
        """Whether each number of votes that was cast, was cast often enough."""
        weights = Counter(weight for _c, weight, _category, _p in rows)
        return all_large(weights, self.breakdown_min)

    def _few_marks(self):
        """Codes of the options with too few marks for a figure."""
        ballots = [content for content, *_rest in self._read_closed()]
        return counting.few_marks(self._rules(), ballots, self.breakdown_min)
