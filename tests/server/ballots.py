"""A vote in a database of the server tests, and voters who act at once."""

import threading
from datetime import date, datetime, timedelta, timezone

VOTERS = 60
CODES = ("bikes", "cars", "trains")


def found(env, voters=VOTERS):
    """An association of persons who may all vote; its company's id."""
    company = env["res.company"].create({"name": "Voting club"})
    kind = env["club.membership.type"].create(
        {"name": "Voter", "company_id": company.id, "member_kind": "person"}
    )
    people = env["res.partner"].create([{"name": f"V {n}"} for n in range(voters)])
    today = date.today()
    env["club.membership"]._bulk_create(
        [
            {
                "partner_id": person.id,
                "company_id": company.id,
                "section_id": company._club_root_section().id,
                "type_id": kind.id,
                "date_from": (today - timedelta(days=30)).isoformat(),
                "date_to": (today + timedelta(days=300)).isoformat(),
                "confirmed": True,
            }
            for person in people
        ]
    )
    return company.id


def open_box(env, company, **vals):
    """Open a box on which all persons of the company vote; its id."""
    now = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
    box = env["club.ballot.box"].create(
        {
            "name": "At once",
            "company_id": company,
            "roll_kind": "person",
            "opens_at": now - timedelta(hours=1),
            "closes_at": now + timedelta(days=1),
            "option_ids": [(0, 0, {"code": code, "name": code}) for code in CODES],
            **vals,
        }
    )
    box.action_open()
    return box.id


def cast(env, box, number):
    """Vote for the line of this number on the roll; the receipt."""
    box = env["club.ballot.box"].browse(box)
    line = box.roll_ids.sorted("id")[number]
    person = line.membership_id.partner_id
    return box._cast(line, person, [CODES[number % 3]])


def at_once(registry, tasks):
    """Do tasks (function, argument…) at the same instant, each as a request does.

    Returns what each gave: its value, or what refused it or went wrong.
    """
    from odoo import SUPERUSER_ID, api
    from odoo.service.model import retrying

    barrier = threading.Barrier(len(tasks))
    given = [None] * len(tasks)

    def work(place, task, *arguments):
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["club.ballot.box"].search_count([])
            cr.commit()
            barrier.wait(120)
            try:
                given[place] = retrying(lambda: task(env, *arguments), env)
            except Exception as refusal:
                cr.rollback()
                given[place] = refusal

    threads = [
        threading.Thread(target=work, args=(place, *task), daemon=True)
        for place, task in enumerate(tasks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(240)
        assert not thread.is_alive(), "a voter still waits"
    return given


def figures(sql, box):
    """(ticks, whole ballots, all rows) of an open box."""
    [[ticks]] = sql(f"SELECT count(*) FROM club_ballot_tick_{box}")
    [[whole, rows]] = sql(
        f"SELECT count(content), count(*) FROM club_ballot_open_{box}"
    )
    return ticks, whole, rows


def close(env, box):
    """Close in the two transactions of the scheduled job."""
    box = env["club.ballot.box"].browse(box)
    if box.state == "open":
        box._stop()
        env.cr.commit()
        env.invalidate_all()
    sealed = box._seal()
    env.cr.commit()
    return sealed
