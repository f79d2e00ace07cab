"""The clock of the simulated year, and what happens at each moment of it."""

import heapq
import itertools
import random
from collections import Counter
from datetime import datetime, timedelta

from odoo.tests import freeze_time

from .calendar import MORNING, is_working_day, local_day, moments
from .checks import Checks
from .duties import Duties
from .ledger import Ledger
from .questions import Questions
from .world import FIRST, FOUNDED, World

ESCALATE = "club_support.ir_cron_club_ticket_escalate"
NOTICES = "club_support.ir_cron_club_duty_notice"
DAILY = (
    "club_support.ir_cron_club_duty",
    "club_support.ir_cron_club_ticket_close",
    "club_support.ir_cron_club_rota",
)


class Simulation:
    """So many weeks of an association, from its first rota on.

    The same seed gives the same year.

    :ivar checks: what was wrong
    :ivar ledger: what happened
    """

    def __init__(self, env, company, run, weeks=8, questions=300, **options):
        """Take the database as it is; ``play`` does the rest.

        :param company: has nothing to do with support yet
        :param run: runs a cron, by its XML id
        :param options: ``seconds`` that planning may take, ``seed``, and ``tell``,
            called with a sentence at times
        """
        self.rng = random.Random(options.get("seed", 5))
        self.seconds = options.get("seconds", 0)
        self.tell = options.get("tell", lambda sentence: None)
        self.run, self.weeks, self.asked = run, weeks, questions
        self.world = World(env, company, self.rng, weeks)
        self.env = self.world.env
        self.waiting, self.serial = [], itertools.count()

    def play(self):
        """Live through it; what is wrong is in ``checks`` then."""
        with freeze_time(FOUNDED) as clock:
            self._begin()
            for moment in self.moments:
                clock.move_to(moment)
                self.now = moment
                self._step()
            self.hours_difference = self.checks.hours()
        self.tell(f"{dict(self.ledger.counts)}, refused: {dict(self.ledger.refused)}")

    def _begin(self):
        self.world.found()
        self.world.plan(self._run, self.seconds)
        world, rng = self.world, self.rng
        duties = self.env["club.duty"].search([("rota_id", "=", world.rota.id)])
        self.ledger = Ledger(duties)
        self.duties = Duties(world, self.ledger, rng, self._later)
        self.questions = Questions(world, self.ledger, rng, self._later)
        self.checks = Checks(world, self.ledger, self.questions)
        self.duties.confirm(0.85)
        # The day after, for the last duties to end.
        self.moments = list(moments(FIRST, self.weeks * 7 + 1))
        weights = [0 if m.time() == MORNING else 1 for m in self.moments]
        drawn = rng.choices(self.moments, weights, k=self.asked)
        self.arrivals = Counter(drawn)
        covered = sum(1 for holder in self.ledger.holders.values() if holder)
        self.tell(f"{covered} of {len(duties)} duties have somebody")

    def _run(self, cron):
        """One turn of a job of the server."""
        self.run(cron)
        self.env.invalidate_all()

    def _later(self, hours, act, *arguments):
        when = datetime.now() + timedelta(hours=hours)
        heapq.heappush(self.waiting, (when, next(self.serial), act, arguments))

    def _step(self):
        if self.now.time() == MORNING:
            self._morning()
        else:
            self._what_people_do()
        self.env.flush_all()
        self.checks.before_escalation(self.now)
        self._run(ESCALATE)
        self.checks.after_escalation(self.now)
        self.checks.before_notices()
        if self.checks.told:
            self._run(NOTICES)
        self.checks.post()
        self.questions.watch()
        self.env.flush_all()

    def _morning(self):
        today = local_day(self.now)
        for cron in DAILY:
            self._run(cron)
        self.ledger.end(today)
        if today.weekday() == 0:
            found = len(self.checks.found)
            self.tell(f"{today}: {self.questions.count} questions, {found} findings")

    def _what_people_do(self):
        today = local_day(self.now)
        if is_working_day(today) and self.now.hour < 9:
            self.duties.day(today)
            self._confirm_hours()
        while self.waiting and self.waiting[0][0] <= self.now:
            _when, _serial, act, arguments = heapq.heappop(self.waiting)
            act(*arguments)
        for _each in range(self.arrivals[self.now]):
            ticket = self.questions.ask()
            self.env.flush_all()
            self.checks.asked(ticket, self.now)

    def _confirm_hours(self):
        """Some look at their hours on this day."""
        lines = self.env["club.hours"].search(
            [("company_id", "=", self.world.company.id), ("state", "=", "proposed")]
        )
        for mine in lines.grouped("partner_id").values():
            if self.rng.random() < 0.1:
                mine._answerable()._confirm()
