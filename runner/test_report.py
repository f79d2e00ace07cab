"""The totals of a test run over all its groups."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

from runner import steps

NOTHING_COLLECTED = 5
# A run of several groups tells its slowest tests, so many.
SLOWEST = 20


class Report:
    """Adds up what the groups' pytest processes counted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: Counter[str] = Counter()
        self.seconds: dict[str, float] = {}
        self.groups = 0
        self.failures: list[str] = []
        self.problems: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    def file(self, group: str) -> Path:
        """Return the file in which a group's pytest leaves what it found."""
        return self.folder / f"{group}.json"

    def add(self, group: str, code: int, result: Path) -> None:
        """Add one group's counts; a pytest that died is a problem of its own."""
        found = json.loads(result.read_text()) if result.exists() else {}
        counts = found.get("counts", {})
        self.counts.update(counts)
        self.seconds.update(found.get("seconds", {}))
        self.failures += found.get("failures", [])
        self.groups += 1
        if code not in (0, NOTHING_COLLECTED) and not counts.get("failed"):
            self.complain(group, f"pytest ended with code {code}")

    def complain(self, group: str, text: str) -> None:
        """Record what failed outside any single test."""
        self.problems.append(f"{group}: {text}")

    def conclude(self) -> int:
        """Print failed tests, problems and totals; return the exit code.

        All that failed stands here at the end, since logs are cut at their head.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.groups > 1:
            self._say_slowest()
        for problem in dict.fromkeys([*self.failures, *self.problems]):
            steps.say(f"\n✗ {problem}")
        passed, failed = self.counts["passed"], self.counts["failed"]
        if not passed and not failed:
            steps.say("\nNo test was run: check the path or the -k expression.")
        failed += len(set(self.problems))
        steps.say(f"\n{passed} passed, {failed} failed")
        return 0 if passed and not failed else 1

    def _say_slowest(self) -> None:
        """Say where the time went; set-up of a shared fixture counts with its first."""
        steps.say("\nSlowest tests:")
        slowest = sorted(self.seconds.items(), key=lambda each: -each[1])
        for test, seconds in slowest[:SLOWEST]:
            steps.say(f"{seconds:7.1f} s  {test}")
