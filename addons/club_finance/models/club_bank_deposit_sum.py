from collections import Counter
from datetime import timedelta

from odoo import models
from odoo.tools import format_list

from ..bank.remittance import names_slip, says_so
from ..bank.together import Together
from .club_bank_waiting import EARLIEST, LATEST


class ClubBankLine(models.Model):
    """Several slips that the bank credited as one amount."""

    _inherit = "club.bank.line"

    def _match_waiting(self, waiting):
        """Where no slip is of the amount of a line, a few of them may make it.

        What is surely that of another line is left out.
        """
        values = super()._match_waiting(waiting)
        sure = {
            number
            for value in values
            if value["confidence"] == "exact"
            for number in value["move_line_ids"]
        }
        left = [
            slip
            for slip in waiting
            if slip.amount > 0 and sure.isdisjoint(slip.lines.ids)
        ]
        known = {value["line_id"] for value in values}
        lines = self.filtered(lambda line: line.amount > 0 and line.id not in known)
        return values + lines._match_sums(left)

    def _match_sums(self, slips):
        """Values of proposals that these lines are several of these slips together."""
        found = {}
        for day, lines in self.grouped("date").items():
            first = day - timedelta(days=EARLIEST)
            last = day + timedelta(days=LATEST)
            near = [slip for slip in slips if first <= slip.date <= last]
            sums = Together([self._cents(slip.amount) for slip in near])
            for line in lines:
                if chosen := line._slips_of_sum(near, sums):
                    found[line] = chosen
        claims = Counter(slip.lines for chosen in found.values() for slip in chosen)
        return [
            line._propose_sum(chosen, all(claims[slip.lines] == 1 for slip in chosen))
            for line, chosen in found.items()
        ]

    def _slips_of_sum(self, near, sums):
        """The slips that make this line's amount; several choices are said and none is
        proposed, unless the line quotes the slips.

        :param near: slips of about this time
        :param sums: their amounts, as ``Together``
        """
        self.ensure_one()
        ways = sums.make(self._cents(self.amount))
        if len(ways) > 1:
            near = [slip for slip in near if names_slip(self._said(), slip.name or "")]
            sums = Together([self._cents(slip.amount) for slip in near])
            ways = sums.make(self._cents(self.amount))
            if len(ways) != 1:
                self.message = self.env._(
                    "Several choices of slips make %s, so none is proposed: see on the "
                    "bank's receipt which ones it is, then say so with Choose.",
                    self.currency_id.format(self.amount),
                )
                return []
        return [near[place] for way in ways for place in way]

    def _propose_sum(self, slips, alone):
        """Values of the proposal that this line is these slips together.

        :param alone: no other line may be one of them as well
        """
        said = says_so(self._said(), self.amount)
        return {
            "line_id": self.id,
            "kind": "deposit",
            "confidence": "likely" if alone and said else "possible",
            "reason": self.env._(
                "Slips %(names)s together make %(amount)s.",
                names=format_list(self.env, [slip.name for slip in slips]),
                amount=self.currency_id.format(self.amount),
            ),
            "move_line_ids": [number for slip in slips for number in slip.lines.ids],
            "amount": self.amount,
        }
