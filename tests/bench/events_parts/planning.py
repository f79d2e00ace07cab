"""A year of nineteen bodies that share people, planned from the database."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from random import Random
from typing import Any

from harness import analyze, copied_database, measured, open_env

SEED = 2026
BODIES = 19
MEETINGS = 4
PEOPLE = 1300
TIMES = 5
YEAR = 2099


@dataclass(frozen=True)
class Planned:
    """What planning took, and what it left.

    :ivar seconds: from the programme to its dates, median
    :ivar written: until the meetings are there, once
    :ivar conflicts: what could not be avoided
    :ivar alone: people expected at two meetings on one day if each body planned by
        itself
    """

    seconds: float
    written: float
    queries: int
    meetings: int
    conflicts: int
    alone: int


def run() -> Planned:
    """Plan the year of a club as large as the largest of the table with commissions."""
    with copied_database("planning") as database, open_env(database) as env:
        programme = make_year(env)
        analyze(env)
        seconds = []
        for _time in range(TIMES):
            env.invalidate_all()
            with measured(env) as result:
                found = programme._solve()
            seconds.append(result.seconds)
        alone = [programme._solve(cycle) for cycle in programme.cycle_ids]
        env.invalidate_all()
        with measured(env) as making:
            programme._plan()
            env.flush_all()
        return Planned(
            statistics.median(seconds),
            making.seconds,
            result.queries,
            len(programme.event_ids),
            len(found.conflicts),
            _twice(programme, alone),
        )


def make_year(env: Any) -> Any:
    """Commissions and circles, 20 to 200 people each, and a year with its cycles."""
    draw = Random(SEED)
    company = env.company
    people = env["res.partner"].create(
        [{"name": f"Person {n}", "company_id": company.id} for n in range(PEOPLE)]
    )
    kind = env["club.membership.type"].create(
        {"name": "Member", "company_id": company.id, "is_free": True}
    )
    section = company._club_root_section()
    memberships = env["club.membership"].create(
        [
            {
                "partner_id": person.id,
                "company_id": company.id,
                "type_id": kind.id,
                "section_id": section.id,
            }
            for person in people
        ]
    )
    bodies = env["club.commission"].create(
        [
            {"name": f"Body {n}", "company_id": company.id, "state": "open"}
            for n in range(BODIES)
        ]
    )
    env["club.commission.member"].create(
        [
            {
                "commission_id": body.id,
                "partner_id": membership.partner_id.id,
                "membership_id": membership.id,
                "state": "active",
                "date_from": "2026-01-01",
            }
            for body in bodies
            for membership in draw.sample(list(memberships), draw.randint(20, 200))
        ]
    )
    programme = env["club.programme"].create(
        {
            "name": str(YEAR),
            "company_id": company.id,
            "date_start": f"{YEAR}-01-01",
            "date_end": f"{YEAR}-12-31",
        }
    )
    company.club_holidays = "fr"
    make_breaks(env)
    env["club.meeting.cycle"].create(
        [
            {
                "name": body.name,
                "programme_id": programme.id,
                "commission_id": body.id,
                "per_year": MEETINGS,
                "tz": "Europe/Paris",
            }
            for body in bodies
        ]
    )
    return programme


def make_breaks(env: Any) -> None:
    """School breaks as long as those of all zones together."""
    env["club.closed.period"].create(
        [
            {
                "name": name,
                "kind": "break",
                "date_start": f"{YEAR}-{first}",
                "date_end": f"{YEAR}-{last}",
            }
            for name, first, last in (
                ("Winter", "02-07", "03-08"),
                ("Spring", "04-04", "05-03"),
                ("Summer", "07-04", "08-31"),
                ("Autumn", "10-17", "11-01"),
                ("Christmas", "12-19", "12-31"),
            )
        ]
    )


def _twice(programme: Any, plans: list[Any]) -> int:
    """How often somebody would have to be at two meetings on one day."""
    people = programme.cycle_ids._people()
    of = {cycle.id: people[cycle] for cycle in programme.cycle_ids}
    expected: dict[tuple[int, Any], int] = {}
    for plan in plans:
        for meeting in plan.meetings:
            for person in of[meeting.cycle]:
                key = person, meeting.day
                expected[key] = expected.get(key, 0) + 1
    return sum(count - 1 for count in expected.values())
