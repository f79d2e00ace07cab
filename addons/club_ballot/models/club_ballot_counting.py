import math
from fractions import Fraction

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .. import counting
from ..tally.ballots import Option
from ..tally.errors import TallyError

# Methods whose voters may be asked to spread what they give.
SPREAD = ("approval", "cumulative", "quadratic", "equal_shares", *counting.RANKED)
SHARES = [
    ("1/2", "More than half"),
    ("2/3", "Two thirds"),
    ("3/4", "Three quarters"),
]


class ClubBallotBox(models.Model):
    """Reading and counting ballots: the tally package does it, here are its words."""

    _inherit = "club.ballot.box"

    share = fields.Selection(
        SHARES,
        string="Majority",
        required=True,
        default="1/2",
        help="Of the votes for and against.",
    )
    result = fields.Json(readonly=True, copy=False)
    file_hash = fields.Char(
        string="Hash of the published file", readonly=True, copy=False
    )

    def action_count(self):
        """Count again: the same ballots give the same result."""
        self.ensure_one()
        self.check_access("write")
        # sudo: results are written by the count, never by hand.
        self.sudo()._count()

    def _rules(self, roll=0):
        """The rules of this box, as the tally takes them.

        :param roll: votes of all who may vote, for the quorum
        """
        self.ensure_one()
        return counting.Rules(
            name=self.name,
            method=self.method,
            options=tuple(
                Option(each.code, Fraction(each.cost), each.name)
                for each in self.option_ids.sorted("code")
            ),
            points=self.points,
            cap=self.option_cap,
            spread=self.min_spread if self.method in SPREAD else 0,
            budget=self.budget,
            utility=self.utility,
            # A box opened before there were steps told its voters: 1.
            step=Fraction(f"{self.step:.6f}") or Fraction(1),
            quorum=self.quorum,
            share=self.share,
            seats=self.winner_count,
            roll=roll,
        )

    def _read_ballot(self, content):
        """A voter's ballot in its one canonical form.

        :param content: ``{code: points}`` or ``{code: mark}``, a list of codes
            (approved, or ranked from the best down), or for a motion ``yes``, ``no``
            or ``abstain``
        :raises UserError: one sentence about what is wrong
        """
        try:
            return counting.read_ballot(self._rules(), content)
        except TallyError as error:
            # Without its cause: nothing of a ballot goes into a log.
            raise UserError(self._say_error(error)) from None

    def _say_error(self, error):
        said = {
            "not_approval": self.env._("Each option is either chosen or not."),
            "negative_points": self.env._("Points are not below zero."),
            "over_limit": self.env._(
                "You may give %s points in all: take some back.", self.points
            ),
            "over_credits": self.env._(
                "The squares of your votes may add up to %s: take some back.",
                self.points,
            ),
            "over_cap": self.env._(
                "You may give %s points to one option: take some back.",
                self.option_cap,
            ),
            "too_narrow": self.env._(
                "Choose at least %s options, or none at all.", self.min_spread
            ),
            "not_a_mark": self.env._("A mark is 1, 2, 3, 4 or 5, or none."),
            "twice": self.env._("An option stands twice in your ranking."),
            "not_answered": self.env._("Vote for, against or abstain."),
            "unknown_option": self.env._("This vote has no such option."),
        }
        return said.get(error.code) or self.env._("This ballot cannot be read.")

    def _count(self):
        """Count a closed box and keep the result with its trace."""
        self._expect("closed", "published")
        file = self._file()
        outcome = counting.count(file)
        self.result = self._told_of(outcome, file)
        self.file_hash = False
        if self._may_list_ballots():
            # The hash of a list that is not shown could be guessed from few ballots.
            self.file_hash = counting.write_file(file, outcome.winners)[1]
        self.trouble = False

    def _file(self):
        """A closed box as the file that is counted.

        Options with too few marks for a figure are not in it.
        """
        rules = self._rules(sum(self.roll_ids.mapped("weight")))
        ballots = [
            (content, weight, phrase)
            for content, weight, _category, phrase in self._read_closed()
        ]
        return counting.make_file(rules, ballots, self.seed, self._few_marks())

    def _read_closed(self):
        """[(content, weight, category, receipt)] of a closed box, by receipt."""
        self.env["club.ballot.cast"].flush_model()
        return self.env.execute_query(
            SQL(
                """
                SELECT content, weight, category, phrase FROM club_ballot_cast
                 WHERE box_id = %s ORDER BY phrase
                """,
                self.id,
            )
        )

    def _explain(self):
        """Why each option is in or out, in the order in which that was decided.

        :return: list of ``{code, name, chosen, sentence}``
        """
        self.ensure_one()
        names = {each.code: each.name for each in self.option_ids}
        names["yes"] = self.name
        return [
            {
                "code": verdict["option"],
                "name": names[verdict["option"]],
                "chosen": verdict["chosen"],
                "sentence": self._say_verdict(verdict, names),
            }
            for verdict in (self.result or {}).get("verdicts", ())
        ]

    def _say_verdict(self, verdict, names):
        figures = {
            name: self._say_number(value) for name, value in verdict["figures"].items()
        }
        if verdict["code"] == "marked":
            least = Fraction(verdict["figures"]["satisfied"])
            figures["percent"] = math.floor(100 * least)
        sentence = self._verdict_sentences()[verdict["code"]] % figures
        if verdict["tied"] and verdict["chosen"]:
            sentence += " " + self.env._(
                "Equal with %s: more votes decide, then the lower cost, then a draw.",
                ", ".join(names[code] for code in verdict["tied"]),
            )
        return sentence

    def _say_number(self, value):
        """A figure of the trace, as people read it."""
        whole, _, part = value.partition("/")
        if not part:
            return whole
        lang = self.env["res.lang"]._lang_get(self.env.lang or "en_US")
        return lang.format("%.2f", int(whole) / int(part), grouping=True)

    def _verdict_sentences(self):
        return {
            "shares": self.env._(
                "Paid by who voted for it: %(voters)s ballots, at most %(share)s each "
                "(in the unit of the costs)."
            ),
            "unpaid": self.env._("It costs %(cost)s; its supporters have %(left)s."),
            "by_votes": self.env._("Next by votes: %(votes)s; it costs %(cost)s."),
            "no_room": self.env._("It costs %(cost)s, and only %(left)s are left."),
            "no_votes": self.env._("Nobody voted for it."),
            "seat": self.env._("Number %(place)s with %(score)s."),
            "no_seat": self.env._("Number %(place)s with %(score)s: too few places."),
            "below": self.env._("%(score)s: less than the %(threshold)s needed."),
            "ranked": self.env._("Number %(place)s."),
            "adopted": self.env._("Adopted: %(yes)s for, %(needed)s needed."),
            "rejected": self.env._("Rejected: %(yes)s for, %(needed)s needed."),
            "no_quorum": self.env._("No quorum: %(cast)s votes, %(needed)s needed."),
            "marked": self.env._(
                "%(mean)s on average of %(marks)s marks (from 1 to 5: %(mark_1)s, "
                "%(mark_2)s, %(mark_3)s, %(mark_4)s, %(mark_5)s); at least "
                "%(percent)s %% are satisfied."
            ),
            "unmarked": self.env._("Nobody gave it a mark."),
            "few_marks": self.env._("Too few marks to show a figure."),
        }
