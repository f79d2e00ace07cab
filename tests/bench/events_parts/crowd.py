"""A meeting with few and with many people, and the pages that show it."""

from __future__ import annotations

from typing import Any

from dues_parts.association import Association
from harness import analyze, copied_database, open_env
from portal_parts.visits import Visitor, server_on
from portal_parts.world import LOGIN, sign_up

MEETINGS = 8


def build(env: Any, registrants: int) -> dict[str, str]:
    """A member in good standing, meetings, and so many people at each of them.

    :return: the addresses of the pages to visit, by what they are
    """
    association = Association.found(env)
    association.sections.write({"portal_open_on": "2020-01-01"})
    [someone] = association.add_members(association.collective, 1)
    sign_up(env, someone)
    events = env["event.event"].create(
        [
            {
                "name": f"Meeting {number}",
                "company_id": association.company.id,
                "audience": "members" if number else "open",
                "is_published": not number,
                "announced_on": "2026-01-01 08:00:00",
                "date_tz": "Europe/Paris",
                "date_begin": f"2099-0{number + 1}-09 12:00:00",
                "date_end": f"2099-0{number + 1}-09 15:00:00",
                "seats_limited": True,
                "seats_max": registrants + 100,
                "event_mail_ids": [],
            }
            for number in range(MEETINGS)
        ]
    )
    fill(env, events, registrants)
    return {
        "the list of meetings": "/my/meetings",
        "the page to register": f"/my/meetings/{events[1].id}",
        "the public page": f"/event/{env['ir.http']._slug(events[0])}/register",
    }


def fill(env: Any, events: Any, registrants: int) -> None:
    """Register people as a bulk insert does, each with a place."""
    env.flush_all()
    env.cr.execute(
        """
        INSERT INTO event_registration
               (event_id, company_id, state, active, name, email, presence, barcode,
                create_date, write_date, create_uid, write_uid)
        SELECT e.id, e.company_id, 'open', true, 'Visitor ' || n,
               'visitor' || n || '@example.org', 'site', e.id || '-' || n,
               now(), now(), 1, 1
          FROM event_event e, generate_series(1, %s) n WHERE e.id = ANY(%s)
        """,
        (registrants, events.ids),
    )
    env.cr.execute(
        """
        WITH numbered AS (
            SELECT id, event_id, row_number() OVER (
                   PARTITION BY event_id ORDER BY id) AS number
              FROM event_registration WHERE event_id = ANY(%s)
        )
        UPDATE club_event_seat seat SET registration_id = numbered.id
          FROM numbered
         WHERE seat.event_id = numbered.event_id AND seat.ticket_id IS NULL
           AND seat.number = numbered.number
        """,
        (events.ids,),
    )
    env.invalidate_all()
    analyze(env)


def queries(registrants: int) -> dict[str, int]:
    """SQL queries of each page with so many people registered."""
    with copied_database(f"crowd{registrants}") as database:
        with open_env(database) as env:
            pages = build(env, registrants)
        with server_on(database) as server:
            visitor = Visitor(server)
            visitor.sign_in(LOGIN)
            visited = visitor.visit(pages, times=5)
    return {name: visit.queries for name, visit in visited.items()}
