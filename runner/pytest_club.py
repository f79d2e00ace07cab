"""pytest plugin of `./club test`: nothing is skipped in silence, all is counted."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from runner.test_report import SLOWEST

# Of what a failed test says, so many lines are repeated at the end of the run.
LINES = 15

counts: Counter[str] = Counter()
seconds: defaultdict[str, float] = defaultdict(float)
failures: list[str] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one: what cannot run must say so."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else "skipped"
        report.longrepr = f"{item.nodeid} was skipped ({reason}): a skipped test fails."
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool, bool]:
    """Take the time of a test, set-up and tear-down included."""
    # Not `time`, which tests freeze.
    start = os.times().elapsed
    result = yield
    seconds[item.nodeid] += round(os.times().elapsed - start, 1)
    return result


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Do the same for files that skip themselves while they are read."""
    if report.skipped:
        report.outcome = "failed"
    if report.failed:
        count_failure(report)


def pytest_runtest_logreport(report: Any) -> None:
    """Count each test once: its call, or the set-up or tear-down that failed."""
    if report.failed:
        count_failure(report)
    elif report.when == "call":
        counts["passed"] += 1


def count_failure(report: Any) -> None:
    """Count what failed, and keep its name, its place and what it said."""
    counts["failed"] += 1
    crash = getattr(report.longrepr, "reprcrash", None)
    said = crash.message if crash else str(report.longrepr)
    lines = [line.rstrip() for line in said.strip().splitlines()[:LINES]]
    where = [f"at {crash.path}:{crash.lineno}"] if crash else []
    told = [report.nodeid, *(f"    {line}" for line in [*lines, *where])]
    failures.append("\n".join(told))


def pytest_sessionfinish() -> None:
    """Leave for `./club` what was counted, what failed and what took long."""
    if target := os.environ.get("CLUB_RESULT"):
        slow = dict(sorted(seconds.items(), key=lambda each: -each[1])[:SLOWEST])
        found = {"counts": counts, "failures": failures, "seconds": slow}
        Path(target).write_text(json.dumps(found))
