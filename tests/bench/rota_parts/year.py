"""The simulated year, the whole of it, on a copy of the prepared database."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dues_parts.measure import load
from harness import copied_database, open_env

WEEKS = 52
REQUESTS = 2_000
# Seconds that planning the year may take; its proof is measured elsewhere.
SECONDS = 60


@dataclass(frozen=True)
class Year:
    """What became of it.

    :ivar without_owner: open questions that nobody reachable had, at some step
    :ivar late: those whose deadline had passed, or that nobody was given in time
    :ivar others: anything else that was wrong
    """

    asked: int
    without_owner: int
    late: int
    hours_difference: float
    others: int
    seconds: float


def play(tell: Callable[[str], None], weeks: int = WEEKS) -> Year:
    """Live through the year, or its first weeks.

    :param tell: called with a sentence at times
    """
    with copied_database("year") as database, open_env(database) as env:
        # Importable once Odoo knows where the addons are.
        from odoo.addons.club_support.tests.year.simulation import Simulation

        def run(cron: str) -> None:
            # The job has a transaction of its own, as on a server.
            env.cr.commit()
            env.ref(cron).method_direct_trigger()
            env.cr.commit()

        def progress(sentence: str) -> None:
            tell(f"  {sentence} ({load()})")

        year = Simulation(
            env,
            env.company,
            run,
            weeks,
            REQUESTS * weeks // WEEKS,
            seconds=SECONDS,
            tell=progress,
        )
        start = time.perf_counter()
        year.play()
        return _sum_up(year, time.perf_counter() - start, tell)


def _sum_up(year: Any, seconds: float, tell: Callable[[str], None]) -> Year:
    checks = year.checks
    for kind, what in checks.found[:20]:
        tell(f"  {kind}: {what}")
    tell(f"  {checks.steps} steps, {checks.mails} e-mails")
    counted = {kind: checks.count(kind) for kind in ("owner", "late", "hours")}
    return Year(
        asked=year.questions.count,
        without_owner=counted["owner"],
        late=counted["late"],
        hours_difference=year.hours_difference / 60,
        others=len(checks.found) - sum(counted.values()),
        seconds=seconds,
    )
