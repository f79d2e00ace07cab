"""What every measurement needs: a copied database, counters, one line of JSON."""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from runner import inprocess
from runner.databases import copy_name
from runner.handover import Handover

COUNT = itertools.count()


def arguments(description: str, members: int = 500) -> argparse.Namespace:
    """Read --members and --json (members: how many to measure with by default)."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--members", type=int, default=members)
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    return parser.parse_args()


@contextmanager
def copied_database(label: str = "copy") -> Iterator[str]:
    """Give the name of a fresh copy of the template; it is dropped at the end."""
    databases = Handover.from_environment().databases
    name = copy_name(f"bench_{label}", next(COUNT))
    databases.copy(Handover.from_environment().template, name)
    try:
        yield name
    finally:
        databases.drop(name)


@contextmanager
def open_env(database: str) -> Iterator[Any]:
    """Give an Odoo environment (superuser) on a database, in this process."""
    with inprocess.environment(Handover.from_environment(), database) as env:
        yield env


def install(env: Any, *modules: str) -> Any:
    """Install more modules (say `membership` of OCA); return the new environment."""
    env["ir.module.module"].update_list()
    env["ir.module.module"].search([("name", "in", modules)]).button_immediate_install()
    return env(cr=env.cr)


def analyze(env: Any) -> None:
    """Commit and refresh the planner's statistics, as after any bulk insert."""
    env.cr.commit()
    env.cr.execute("ANALYZE")
    env.cr.commit()


@dataclass
class Measure:
    """Seconds and queries of one measured block."""

    seconds: float = 0.0
    queries: int = 0


@contextmanager
def measured(env: Any) -> Iterator[Measure]:
    """Measure a block: wall time and SQL queries, pending writes included."""
    env.flush_all()
    result = Measure()
    queries, start = env.cr.sql_log_count, time.perf_counter()
    yield result
    env.flush_all()
    result.seconds = time.perf_counter() - start
    result.queries = env.cr.sql_log_count - queries


def median_seconds(function: Callable[[], object], times: int = 5) -> float:
    """Return the median wall time of several calls, in seconds."""
    taken = []
    for _time in range(times):
        start = time.perf_counter()
        function()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


@dataclass
class Figures:
    """The result of one bench, printed for people and as one line of JSON."""

    bench: str
    json_only: bool = False
    figures: list[dict[str, object]] = field(default_factory=list)

    def add(self, name: str, value: float, unit: str) -> None:
        """Record one figure; people see it at once."""
        self.figures.append({"name": name, "value": round(value, 4), "unit": unit})
        if not self.json_only:
            print(f"{name:40} {value:12.3f} {unit}", flush=True)

    def finish(self) -> None:
        """Print the JSON line; call it last."""
        print(json.dumps({"bench": self.bench, "figures": self.figures}), flush=True)
