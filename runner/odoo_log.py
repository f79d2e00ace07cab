"""Odoo's log read by machine: what deserves a person's eye."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from runner.errors import Stop

LINE = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d+"
    r" (?P<level>[A-Z]+) (?P<database>\S+) (?P<logger>\S+?): (?P<message>.*)"
)
SERIOUS = {"WARNING", "ERROR", "CRITICAL"}

# What PostgreSQL says to whoever lost a race, and Odoo takes as "try again".
LOST_RACE = "(could not serialize|deadlock detected|could not obtain lock)"
# What Odoo says on any machine like ours, and why it is no news.
EXPECTED = tuple(
    re.compile(pattern)
    for pattern in (
        # ./club works as root too, on loopback only.
        r"Running as user 'root' is a security risk",
        # Two requests wrote or locked the same row: Odoo runs the later one again. If
        # that does not help, the request or the job logs an error of its own.
        rf"(?s)odoo\.sql_db: bad query:.*{LOST_RACE}",
        # The live updates of a page lost such a race: the page connects again.
        rf"odoo\.addons\.bus\.websocket: {LOST_RACE}",
        # Two pages of those who read one channel were left at the same moment.
        r"(?s)odoo\.addons\.bus\.websocket: .*_clear_outdated_channels.*KeyError",
    )
)


@dataclass
class Entry:
    """One message with the traceback that follows it."""

    level: str
    logger: str
    text: str

    @property
    def serious(self) -> bool:
        """Tell whether it is a warning or worse that nobody expects."""
        return self.level in SERIOUS and not any(
            pattern.search(self.text) for pattern in EXPECTED
        )


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """Group a log's lines into entries."""
    current: Entry | None = None
    for line in lines:
        match = LINE.match(line)
        if match:
            if current:
                yield current
            current = Entry(match["level"], match["logger"], line.rstrip("\n"))
        elif current:
            current.text += "\n" + line.rstrip("\n")
    if current:
        yield current


def serious(log: Path) -> list[Entry]:
    """Return the unexpected warnings and errors of a log file."""
    if not log.exists():
        return []
    with log.open(errors="replace") as lines:
        return [entry for entry in entries(lines) if entry.serious]


def refuse_errors(log: Path, what: str) -> None:
    """Raise Stop if a log holds an ERROR: Odoo exits with 0 after some of them."""
    for entry in serious(log):
        if entry.level != "WARNING":
            raise Stop(f"{what} logged an error (all of it in {log}):\n{entry.text}")
