"""A thousand ballots from eight clients at once, some of them sent twice."""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from dues_parts.association import Association
from harness import open_env

from runner import inprocess
from runner.handover import Handover

BALLOTS = 1_000
CLIENTS = 8
CODES = ("bikes", "cars", "trains", "ferries", "roads")
# One voter in so many sends the ballot twice, as a double click does.
TWICE = 10

# In each client's process: its environment's arguments.
place: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Cast:
    """What became of the ballots."""

    lost: int
    double: int
    per_second: float


def cast(database: str) -> Cast:
    """Open a box, vote, close it, and compare receipts with what is in it."""
    with open_env(database) as env:
        box = _open_box(env)
    context = multiprocessing.get_context("spawn")
    arguments = (Handover.from_environment(), database)
    with context.Pool(CLIENTS, _remember, arguments) as pool:
        shares = [
            (box, list(range(client, BALLOTS, CLIENTS))) for client in range(CLIENTS)
        ]
        # Each client loads the models before the clock runs.
        pool.starmap(_vote, [(box, [])] * CLIENTS, chunksize=1)
        start = time.perf_counter()
        given = pool.starmap(_vote, shares, chunksize=1)
        seconds = time.perf_counter() - start
    receipts = [receipt for some in given for receipt in some]
    with open_env(database) as env:
        return _compare(env, box, receipts, seconds)


def _open_box(env: Any) -> int:
    association = Association.found(env)
    association.add_members(association.collective, BALLOTS)
    now = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
    box = env["club.ballot.box"].create(
        {
            "name": "At once",
            "company_id": association.company.id,
            "roll_kind": "person",
            "opens_at": now - timedelta(hours=1),
            "closes_at": now + timedelta(days=1),
            "option_ids": [(0, 0, {"code": code, "name": code}) for code in CODES],
        }
    )
    box.action_open()
    return int(box.id)


def _remember(*arguments: Any) -> None:
    global place
    place = arguments


def _vote(box_id: int, numbers: list[int]) -> list[str]:
    """Vote for these lines of the roll, one transaction each; return the receipts."""
    from odoo.exceptions import UserError
    from odoo.service.model import retrying

    receipts = []
    with inprocess.environment(*place, keep=True) as env:
        box = env["club.ballot.box"].browse(box_id)
        lines = box.roll_ids.sorted("id")
        env.cr.commit()
        for number in numbers:
            for _click in range(1 if number % TWICE else 2):
                line = lines[number]
                person = line.membership_id.partner_id
                ballot = [CODES[number % len(CODES)], CODES[number % 2]]

                def put_in(
                    line: Any = line, person: Any = person, ballot: Any = ballot
                ) -> str:
                    return str(box._cast(line, person, sorted(set(ballot))))

                try:
                    receipts.append(retrying(put_in, env))
                except UserError:
                    env.cr.rollback()
    return receipts


def _compare(env: Any, box_id: int, receipts: list[str], seconds: float) -> Cast:
    box = env["club.ballot.box"].browse(box_id)
    box._stop()
    env.cr.commit()
    env.invalidate_all()
    assert box._seal()
    env.cr.execute("SELECT phrase FROM club_ballot_cast WHERE box_id = %s", (box_id,))
    kept = [phrase for (phrase,) in env.cr.fetchall()]
    return Cast(
        lost=len(set(receipts) - set(kept)) + BALLOTS - len(receipts),
        double=len(kept) - box.voted_count,
        per_second=len(receipts) / seconds,
    )
