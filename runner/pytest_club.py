"""pytest plugin of `./club test`: nothing is skipped in silence, all is counted."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

counts: Counter[str] = Counter()


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


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Do the same for files that skip themselves while they are read."""
    if report.skipped:
        report.outcome = "failed"
    if report.failed:
        counts["failed"] += 1


def pytest_runtest_logreport(report: Any) -> None:
    """Count each test once: its call, or the set-up or tear-down that failed."""
    if report.failed:
        counts["failed"] += 1
    elif report.when == "call":
        counts["passed"] += 1


def pytest_sessionfinish() -> None:
    """Leave the counts for `./club`."""
    if target := os.environ.get("CLUB_RESULT"):
        Path(target).write_text(json.dumps(counts))
