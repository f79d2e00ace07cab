"""A thousand voters, eight at a time, on the pages of a real server."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from dues_parts.association import Association
from dues_parts.measure import analyze
from harness import open_env
from portal_parts.visits import Visitor, server_on, token

BALLOTS = 1_000
CLIENTS = 8
WORKERS = 2
TITLES = ("Bikes", "Cars", "Trains", "Ferries", "Roads")
SHARES = ("40", "35", "25")
# One voter in so many presses the button twice, at the same instant.
TWICE = 10
RECEIPT = re.compile(r"o_club_receipt[^>]*>([^<]+)<")
LINE = re.compile(r'name="line" value="(\d+)"')
GIVE = re.compile(r'name="(give_[\w-]+)"')


@dataclass(frozen=True)
class Cast:
    """What became of the ballots."""

    lost: int
    double: int
    per_second: float


@dataclass(frozen=True)
class Voter:
    """Somebody who is signed in, and looks at the vote."""

    number: int
    session: str


def cast(database: str) -> Cast:
    """Vote on the pages, close the box, and compare receipts with what is in it.

    Each voter opens the form, sends it, reads the ballot once more and casts it.
    """
    with open_env(database) as env:
        voting = _found(env)
        voters = _sign_in(env, voting)
    with server_on(database, WORKERS) as server:

        def vote(voter: Voter) -> list[str]:
            return _vote(Visitor(server), f"/my/votes/{voting}", voter)

        with ThreadPoolExecutor(CLIENTS) as clients:
            # Each worker loads the models before the clock runs.
            warm = [Visitor(server) for _client in range(CLIENTS)]
            list(clients.map(lambda visitor: visitor.read("/web/login"), warm))
            start = time.perf_counter()
            given = list(clients.map(vote, voters))
            seconds = time.perf_counter() - start
    receipts = [receipt for some in given for receipt in some]
    with open_env(database) as env:
        return _compare(env, voting, receipts, seconds)


def _found(env: Any) -> int:
    association = Association.found(env)
    association.sections.write({"portal_open_on": "2020-01-01"})
    members = association.add_members(association.collective, BALLOTS)
    env["res.users"].with_context(no_reset_password=True).create(
        [
            {
                "login": f"voter{member.id}",
                "partner_id": member.partner_id.id,
                "lang": "en_US",
                "group_ids": [(6, 0, env.ref("base.group_portal").ids)],
                "company_id": member.company_id.id,
                "company_ids": [(6, 0, member.company_id.ids)],
            }
            for member in members
        ]
    )
    now = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
    requests = [
        env["club.request"]._author_write(
            {"name": title, "wish": "More", "motivation": "Less work"},
            members[number].partner_id,
            members[number],
            True,
        )
        for number, title in enumerate(TITLES)
    ]
    voting = env["club.round"].create(
        {
            "name": "At once",
            "company_id": association.company.id,
            "roll_kind": "person",
            "opens_at": now - timedelta(hours=1),
            "closes_at": now + timedelta(days=1),
            "winner_count": 2,
            "line_ids": [(0, 0, {"request_id": request.id}) for request in requests],
        }
    )
    voting.action_open()
    analyze(env)
    return int(voting.id)


def _sign_in(env: Any, voting: int) -> list[Voter]:
    """Begin a session for everybody on the roll, as a sign-in does."""
    import odoo.http

    store = odoo.http.root.session_store
    lines = env["club.round"].browse(voting).roll_ids
    voters = []
    for number, user in enumerate(lines.voter_ids.partner_id.user_ids):
        session = store.new()
        session.update(odoo.http.get_default_session(), db=env.cr.dbname)
        session.uid, session.login = user.id, user.login
        session.session_token = user._compute_session_token(session.sid)
        session.context = dict(user.with_user(user).context_get())
        store.save(session)
        voters.append(Voter(number, session.sid))
    assert len(voters) == BALLOTS, len(voters)
    return voters


def _vote(visitor: Visitor, page: str, voter: Voter) -> list[str]:
    """Give points to three requests; return the receipts shown."""
    visitor.opener.addheaders = [("Cookie", f"session_id={voter.session}")]
    form = visitor.read(page)
    first = voter.number % len(TITLES)
    codes = sorted(GIVE.findall(form))
    chosen = [codes[(first + step) % len(codes)] for step in range(len(SHARES))]
    ballot = {
        **dict(zip(chosen, SHARES, strict=True)),
        "line": LINE.findall(form)[0],
        "csrf_token": token(form),
    }
    visitor.read(page, {**ballot, "step": "review"})
    clicks = 1 if voter.number % TWICE else 2
    with ThreadPoolExecutor(clicks) as fingers:
        sent = [
            fingers.submit(visitor.read, page, {**ballot, "step": "cast"})
            for _click in range(clicks)
        ]
        answers = [each.result() for each in sent]
    return [receipt for answer in answers for receipt in RECEIPT.findall(answer)]


def _compare(env: Any, voting: int, receipts: list[str], seconds: float) -> Cast:
    box = env["club.round"].browse(voting).box_id
    box._stop()
    env.cr.commit()
    env.invalidate_all()
    assert box._seal(), "the box was not closed"
    env.cr.execute("SELECT phrase FROM club_ballot_cast WHERE box_id = %s", (box.id,))
    kept = {phrase for (phrase,) in env.cr.fetchall()}
    env.cr.execute("SELECT count(*) FROM club_ballot_cast WHERE box_id = %s", (box.id,))
    [[count]] = env.cr.fetchall()
    return Cast(
        lost=len(set(receipts) - kept) + max(0, BALLOTS - len(receipts)),
        double=count - box.voted_count,
        per_second=len(receipts) / seconds,
    )
