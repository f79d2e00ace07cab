import hashlib
import math
import secrets
from collections import Counter
from fractions import Fraction

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL, clean_context

from .. import counting

# Methods whose options have a cost, and a budget to keep.
COSTED = ("equal_shares",)
# How often the purses of equal shares may be raised, at most.
MOST_STEPS = 20_000


class ClubBallotBox(models.Model):
    """Opening a box: the roll, the options and the rules are frozen for good."""

    _inherit = "club.ballot.box"

    def action_open(self):
        self.ensure_one()
        self.check_access("write")
        # sudo: the roll is written by the opening, never by hand, nor by defaults.
        self.sudo().with_context(clean_context(self.env.context))._open()

    def _clock(self):
        """The database's clock, in UTC: one for all servers and all voters."""
        [[now]] = self.env.execute_query(
            SQL("SELECT date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC')")
        )
        return now

    def _open(self):
        """Freeze the roll of today and open the box.

        Votes are taken from ``opens_at`` on.

        :raises UserError: the vote is not ready, or its weights would tell voters apart
        """
        self._expect("draft")
        self._check_ready()
        day = self.company_id._club_today()
        left_out = self._freeze_roll(day)
        self._check_classes()
        step = self._fitting_step()
        seed = secrets.token_hex(16)
        self.write(
            {
                "state": "open",
                "frozen_on": day,
                "step": step,
                "hidden_seed": seed,
                "seed_hash": hashlib.sha256(seed.encode()).hexdigest(),
                "open_key": secrets.token_hex(32) if self.is_replaceable else False,
            }
        )
        self.flush_recordset()
        self._create_tables()
        self._wake_up_at_the_end()
        self.message_post(body=self._opening_message(left_out))

    def _wake_up_at_the_end(self):
        job = self.env.ref("club_ballot.ir_cron_club_ballot_close")
        job._trigger(at=self.closes_at)

    def _check_ready(self):
        if self.closes_at <= self._clock():
            raise UserError(
                self.env._("The vote would be over already: choose a later end.")
            )
        if self.method != "majority" and len(self.option_ids) < 2:
            raise UserError(self.env._("%s needs two options at least.", self.name))
        rules, most = self._rules(), len(self.option_ids)
        if not rules.approves and self.method not in counting.RANKED:
            most = min(most, self.points)
        if rules.spread > most:
            raise UserError(
                self.env._(
                    "Voters could not spread over %(spread)s options: there are only "
                    "%(count)s, or too few points.",
                    spread=self.min_spread,
                    count=most,
                )
            )
        if self.method in COSTED and not (
            self.budget and all(option.cost for option in self.option_ids)
        ):
            raise UserError(
                self.env._("Give a budget, and a cost to each option of this vote.")
            )

    def _fitting_step(self):
        """The declared step of the purses, or a round one that fits.

        Until the budget is reached, every vote's purse rises by a step: too small a
        step never ends, too large a one passes the budget at once, and leaves all to
        the completion by votes.

        :return: in the budget's unit, for one vote; 0 for other methods
        """
        if self.method != "equal_shares":
            return 0
        dearest = min(self.budget, max(self.option_ids.mapped("cost")))
        purse = Fraction(self.budget, sum(self.roll_ids.mapped("weight")))
        if not self.step:
            return float(counting.round_step(max(purse / 100, dearest / MOST_STEPS)))
        least, most = math.ceil(dearest / MOST_STEPS), float(purse)
        if self.step * MOST_STEPS < dearest:
            raise UserError(
                self.env._(
                    "A step of %(step)s would take too long to count: choose at least "
                    "%(least)s, or 0 for one that fits.",
                    step=self.step,
                    least=least,
                )
            )
        if self.step > most:
            raise UserError(
                self.env._(
                    "A step of %(step)s is more than each vote's part of the budget: "
                    "choose at most %(most)s, or 0 for one that fits.",
                    step=self.step,
                    most=math.floor(most) or round(most, 6),
                )
            )
        return self.step

    def _classes(self):
        """{(weight, category): lines of the roll}: what a ballot says of its voter."""
        return Counter((line.weight, line.category or "") for line in self.roll_ids)

    def _small_classes(self):
        """Those of ``_classes`` that hide a voter among too few others."""
        return {
            group: count
            for group, count in sorted(self._classes().items())
            if count < self.breakdown_min
        }

    def _check_classes(self):
        if not self.roll_ids:
            raise UserError(self.env._("Nobody has a vote in this: the roll is empty."))
        small = self._small_classes()
        if small and not self.accepts_small_classes:
            raise UserError(
                self.env._(
                    "Some ballots could be recognised by the votes they carry: "
                    "%(groups)s. Give everybody one vote, tell no categories apart, or "
                    "accept recognisable votes, which voters will then read.",
                    groups="; ".join(self._say_classes(small)),
                )
            )

    def _say_classes(self, classes):
        """One phrase for each group of voters: how many, with how many votes."""
        said = []
        for (weight, category), count in classes.items():
            text = self.env._(
                "voters with %(weight)s votes each: %(count)s",
                weight=weight,
                count=count,
            )
            said.append(f"{category}, {text}" if category else text)
        return said

    def _opening_message(self, left_out):
        text = self.env._(
            "The roll is frozen with %(count)s members. The draw that decides between "
            "equals is made and promised by its hash: %(hash)s.",
            count=len(self.roll_ids),
            hash=self.seed_hash,
        )
        if left_out:
            text += " " + self.env._(
                "Members without a vote, left out: %s (no delegate named, minors, or a "
                "membership type without votes).",
                left_out,
            )
        return text
