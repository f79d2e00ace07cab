from collections import Counter

from odoo import models
from odoo.exceptions import UserError

from .. import counting
from ..secrecy.cells import all_large, shown


class ClubBallotBox(models.Model):
    """What a closed box gives away: never a figure of fewer ballots than its least."""

    _inherit = "club.ballot.box"

    def action_publish(self):
        """Show the result, and the ballots with their receipts, to the members."""
        self.ensure_one()
        self.check_access("write")
        self._expect("closed")
        if not self.result:
            self.action_count()
        # sudo: states follow buttons, never by hand.
        self.sudo().state = "published"

    def _cast_classes(self):
        """{(weight, category): ballots} of a closed box."""
        self._expect("closed", "published")
        # sudo: nobody reads ballots; their number by class is no ballot.
        rows = self.sudo()._read_closed()
        return Counter((weight, category) for _c, weight, category, _p in rows)

    def _may_list_ballots(self):
        """Whether each ballot can be shown without saying whose it may be.

        Ballots carry their votes and category: each such class that has voted must
        have enough of them.
        """
        classes = self._cast_classes()
        return bool(classes) and all_large(classes, self.breakdown_min)

    def _why_no_list(self):
        return self.env._(
            "The ballots of “%(box)s” are not shown one by one: fewer than %(least)s "
            "of them carry the same votes, and could be recognised.",
            box=self.name,
            least=self.breakdown_min,
        )

    def _ballots(self):
        """The ballots of a closed box with their receipts, for everybody to recount.

        :return: list of ``{receipt, weight, category, content}``, by receipt: no order
            of voting stands behind it
        :raises UserError: showing them would tell whose they are
        """
        self.ensure_one()
        if not self._may_list_ballots():
            raise UserError(self._why_no_list())
        # sudo: nobody has a right on ballots; here they are large enough in number.
        box = self.sudo()
        hidden = box._few_marks()
        return [
            {
                "receipt": phrase,
                "weight": weight,
                "category": category,
                "content": counting.without(content, hidden),
            }
            for content, weight, category, phrase in box._read_closed()
        ]

    def _export(self):
        """The published file (Pabulib), that ``recount.py`` counts again.

        Its voters are receipts.

        :return: text
        :raises UserError: as for ``_ballots``
        """
        self.ensure_one()
        if not self._may_list_ballots():
            raise UserError(self._why_no_list())
        # sudo: nobody has a right on ballots; here they are large enough in number.
        box = self.sudo()
        if not box.result:
            box._count()
        return counting.write_file(box._file(), box.result["winners"])[0]

    def _breakdown(self):
        """Figures by category, as far as they hide each ballot among enough others.

        None can be found by taking the others from the total either.

        :return: list of ``{category, on_roll, voted, totals}``; ``totals``, weighted
            points by code (answers of a motion), is None where it is not shown
        """
        self.ensure_one()
        self._expect("closed", "published")
        # sudo: nobody has a right on ballots; only sums of enough of them come out.
        rows = self.sudo()._read_closed()
        counts = Counter(category for _c, _w, category, _p in rows)
        open_groups = self._shown_categories(rows)
        # sudo: how many of a category are on the roll is no secret.
        on_roll = Counter(line.category or "" for line in self.sudo().roll_ids)
        return [
            {
                "category": category,
                "on_roll": on_roll[category],
                "voted": counts[category],
                "totals": self._totals(rows, category)
                if category in open_groups
                else None,
            }
            for category in sorted(on_roll)
        ]

    def _shown_categories(self, rows):
        """Categories in which each number of votes was cast often enough.

        Marks are told of each option as a whole: parts of it could be few.
        """
        if self.method == "rating":
            return frozenset()
        groups = {}
        for _content, weight, category, _phrase in rows:
            groups.setdefault(category, Counter())[weight] += 1
        return shown(groups, self.breakdown_min)

    def _totals(self, rows, category):
        totals = Counter()
        for content, weight, group, _phrase in rows:
            if group != category:
                continue
            if "marks" in content:
                for code, points in content["marks"].items():
                    totals[code] += weight * points
            elif "answer" in content:
                totals[content["answer"]] += weight
            elif content["order"]:
                totals[content["order"][0]] += weight
        return dict(totals)
