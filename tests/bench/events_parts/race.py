"""A hundred people who register at the same instant for the last ten places."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from harness import copied_database, open_env
from portal_parts.visits import Visitor, server_on

from .registering import Door, make_meeting

PEOPLE = 100
PLACES = 10
# Odoo lets eight connections wait per worker; who comes after them is turned away by
# the system, before anything of ours sees them.
WORKERS = -(-PEOPLE // 8)


@dataclass
class Outcome:
    """What became of a hundred people."""

    with_place: int
    waiting: int
    errors: list[str] = field(default_factory=list)

    @property
    def oversold(self) -> int:
        """Places given away that did not exist."""
        return max(0, self.with_place - PLACES)


@contextmanager
def hall() -> Iterator[tuple[str, int, dict[str, str]]]:
    """A database with a meeting that has ten places left."""
    with copied_database("race") as database:
        with open_env(database) as env:
            event_id, fields = make_meeting(env)
            env["event.event"].browse(event_id).seats_max = PLACES
            env.cr.commit()
        yield database, event_id, fields


def run() -> Outcome:
    """Let them all press the button together, on a server with workers."""
    with hall() as (database, event_id, fields):
        with server_on(database, workers=WORKERS) as server:
            doors = [Door(Visitor(server), event_id, fields) for _one in range(PEOPLE)]
            errors = press(doors)
        with open_env(database) as env:
            count = env["event.registration"].search_count
            here = [("event_id", "=", event_id)]
            return Outcome(
                count([*here, ("state", "=", "open")]),
                count([*here, ("hold", "=", "waiting")]),
                errors,
            )


def press(doors: list[Door]) -> list[str]:
    """Everybody registers at the same instant; what went wrong for whom."""
    together = threading.Barrier(len(doors))
    errors: list[str] = []

    def one(number: int, door: Door) -> None:
        together.wait()
        try:
            door.register(number)
        except Exception as problem:
            errors.append(f"{number}: {problem!r}")

    threads = [
        threading.Thread(target=one, args=each) for each in enumerate(doors, start=1)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
