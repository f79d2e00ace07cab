import hashlib
import re

from odoo import models
from odoo.exceptions import UserError

PREFIX = "give_"
WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
LONGEST = 12
# How a ballot of each method is filled in.
WAYS = {
    "cumulative": "points",
    "quadratic": "squares",
    "approval": "choice",
    "borda": "ranking",
    "schulze": "ranking",
}


class ClubRound(models.Model):
    """The voting form: what it shows, and what a voter filled in."""

    _inherit = "club.round"

    def _way(self):
        """How a ballot is filled in: ``points``, ``squares``, ``choice`` or
        ``ranking``."""
        if self.method == "equal_shares":
            return "points" if self.utility == "points" else "choice"
        return WAYS[self.method]

    def _form_values(self, line, given):
        """The voting form of a line of the roll.

        :param given: {code: text} as the voter left it
        """
        self.ensure_one()
        return {
            **self._head_values(),
            "way": self._way(),
            "points": self.points,
            "cap": self.option_cap or self.points,
            "has_cap": bool(self.option_cap),
            "spread": self.min_spread,
            "is_replaceable": self.is_replaceable,
            "has_voted": line.has_voted,
            "with_cost": self.stage == "capacity",
            "budget": self.budget,
            "rules": self._rules_sentences(),
            "line": line.id,
            "member": line.name,
            "requests": [
                {**self._request_values(each), "given": given.get(each.code, "")}
                for each in self._drawn_order(line)
            ],
        }

    def _drawn_order(self, line):
        """The list in an order of this voter's own, the same at each visit: no request
        profits from standing first."""

        def drawn(each):
            text = f"{self.seed_hash} {line.id} {each.code}"
            return hashlib.sha256(text.encode()).hexdigest()

        return self.line_ids.sorted(drawn)

    def _request_values(self, line):
        request = line.request_id
        return {
            "code": line.code,
            "title": line.title,
            "cost": line.cost,
            "supporters": request.support_count,
            "motivation": request.motivation,
            "wish": request.wish,
            "product": request.product_id.name or "",
            "url": f"/my/requests/{request.id}",
        }

    def _rules_sentences(self):
        """The rules of the ballot, in plain words."""
        way = self._way()
        said = {
            "points": self.env._("Share out up to %s points.", self.points),
            "squares": self.env._(
                "Give votes to requests. A second vote for the same request costs more "
                "than the first: 1 vote costs 1 point, 2 cost 4, 3 cost 9. You have %s "
                "points.",
                self.points,
            ),
            "choice": self.env._("Tick as many requests as you like."),
            "ranking": self.env._(
                "Number the requests from the best down: 1, 2, 3… Leave empty what you "
                "do not want."
            ),
        }
        rules = [said[way]]
        if way in ("points", "squares") and self.option_cap:
            rules.append(
                self.env._("One request gets %s at the most.", self.option_cap)
            )
        if self.min_spread > 1:
            rules.append(
                self.env._(
                    "Choose %s requests at least: the club wants a list, not one wish. "
                    "If you want none of them, leave everything empty.",
                    self.min_spread,
                )
            )
        return [*rules, self._counting_sentence()]

    def _counting_sentence(self):
        if self.stage == "capacity":
            return self.env._(
                "The vendor has %s points of work. They are shared out among the "
                "voters, who pay together for what they want: small groups get their "
                "part of the list as well.",
                self.budget,
            )
        return self.env._("In all, %s requests are chosen.", self.winner_count)

    def _given(self, form):
        """{code: text} of what a form says about requests, as it was sent.

        Texts are cut: they are shown again to who wrote them.
        """
        return {
            name.removeprefix(PREFIX): text.strip()[:LONGEST]
            for name, text in form.items()
            if name.startswith(PREFIX) and isinstance(text, str) and text.strip()
        }

    def _read_given(self, given):
        """The ballot that a voter filled in, as the box takes it.

        :param given: {code: text}
        :raises UserError: one sentence about the first thing that is wrong
        """
        titles = {line.code: line.title for line in self.line_ids}
        if set(given) - set(titles):
            raise UserError(
                self.env._(
                    "This page is of another list: nothing was recorded. Check what "
                    "you give below, and send it again."
                )
            )
        way = self._way()
        if way == "choice":
            content = sorted(given)
        else:
            numbers = {
                code: self._whole(text, titles[code]) for code, text in given.items()
            }
            numbers = {code: number for code, number in numbers.items() if number}
            content = self._ranked(numbers) if way == "ranking" else numbers
        self.box_id._read_ballot(content)
        return content

    def _whole(self, text, title):
        if not WHOLE.fullmatch(text):
            raise UserError(
                self.env._(
                    "“%(text)s” for “%(request)s” is no whole number, such as 25.",
                    text=text,
                    request=title,
                )
            )
        if int(text) < 0:
            raise UserError(
                self.env._(
                    "“%s” cannot get less than nothing: leave it empty instead.", title
                )
            )
        return int(text)

    def _ranked(self, numbers):
        places = sorted(numbers.values())
        twice = {place for place in places if places.count(place) > 1}
        if twice:
            raise UserError(
                self.env._(
                    "Two requests have number %s: give each its own.", min(twice)
                )
            )
        return sorted(numbers, key=numbers.get)

    def _review(self, line, content):
        """What a voter is about to give, in words.

        :param content: as ``_read_given`` returns it
        :return: ``{rows, left, is_blank}``
        """
        titles = {each.code: each.title for each in self.line_ids}
        if isinstance(content, dict):
            order = sorted(content, key=lambda code: -content[code])
            rows = [(titles[code], str(content[code])) for code in order]
        elif self._way() == "ranking":
            rows = [(titles[code], str(n)) for n, code in enumerate(content, 1)]
        else:
            rows = [(titles[code], "✓") for code in content]
        return {
            "rows": rows,
            "is_blank": not content,
            "left": self._left_sentence(content),
        }

    def _left_sentence(self, content):
        """Points that would be lost, said before they are."""
        way = self._way()
        if not content or way not in ("points", "squares"):
            return ""
        power = 2 if way == "squares" else 1
        left = self.points - sum(number**power for number in content.values())
        if not left:
            return self.env._("You give all your points.")
        return self.env._(
            "%s of your points are left: they are lost if you do not give them.", left
        )
