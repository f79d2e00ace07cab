"""Time and queries of a piece of work, and the load it was measured under."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import odoo.sql_db


@dataclass
class Measure:
    """What one piece of work for `members` members took."""

    members: int
    seconds: float = 0.0
    queries: int = 0

    @property
    def ms(self) -> float:
        """Wall milliseconds per member."""
        return 1000 * self.seconds / self.members

    @property
    def queries_each(self) -> float:
        """Queries per member."""
        return self.queries / self.members


@contextmanager
def measured(members: int) -> Iterator[Measure]:
    """Measure the block; every cursor's queries count, post-commit ones included."""
    measure = Measure(members)
    gc.collect()
    queries = odoo.sql_db.sql_counter
    start = time.perf_counter()
    yield measure
    measure.seconds = time.perf_counter() - start
    measure.queries = odoo.sql_db.sql_counter - queries


def median(measures: list[Measure]) -> Measure:
    """Return the medians of seconds and queries of repeated measures."""
    return Measure(
        measures[0].members,
        statistics.median(measure.seconds for measure in measures),
        round(statistics.median(measure.queries for measure in measures)),
    )


def load() -> str:
    """Return the machine's load, without which no time means anything."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def analyze(env: Any) -> None:
    """Commit and renew the planner's statistics, as after any bulk load."""
    env.flush_all()
    env.cr.commit()
    env.cr.execute("ANALYZE")
    env.cr.commit()
