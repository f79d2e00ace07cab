"""Registering on the public page, and what Odoo's own takes for the same."""

from __future__ import annotations

import re
import statistics
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from harness import COUNT, analyze, copied_database, open_env
from portal_parts.visits import Visitor, server_on

from runner import odoo_command, processes
from runner.databases import copy_name
from runner.handover import Handover

WARM_UP = 5
TIMES = 40
TOKEN = re.compile(r'csrf_token: "([^"]+)"')


class Stay(urllib.request.HTTPRedirectHandler):
    """The answer itself counts, not the page that it leads to."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Follow nothing."""


class Door:
    """The public page of one meeting on one server, and somebody who registers."""

    def __init__(self, visitor: Visitor, event_id: int, fields: dict[str, str]) -> None:
        self.visitor, self.event_id, self.fields = visitor, event_id, fields
        self.seconds: list[float] = []
        page = visitor.read(f"/event/{event_id}/register")
        match = TOKEN.search(page)
        assert match, "no token on the page of the meeting"
        self.token = match[1]
        cookies = [
            handler
            for handler in visitor.opener.handlers
            if isinstance(handler, urllib.request.HTTPCookieProcessor)
        ]
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), *cookies, Stay()
        )

    def register(self, number: int) -> str:
        """One more person registers; return where the answer leads them."""
        data = {
            name: f"visitor{number}@example.org" if name.find("-email-") > 0 else value
            for name, value in self.fields.items()
        }
        body = urllib.parse.urlencode({**data, "csrf_token": self.token}).encode()
        url = f"{self.visitor.url}/event/{self.event_id}/registration/confirm"
        start = time.perf_counter()
        try:
            self.opener.open(url, body, timeout=120)
        except urllib.error.HTTPError as answer:
            if answer.code not in (302, 303):
                raise
            self.seconds.append(time.perf_counter() - start)
            return str(answer.headers["Location"])
        raise AssertionError("the form was shown again")


def make_meeting(env: Any) -> tuple[int, dict[str, str]]:
    """A published meeting for everybody; its id and the fields of its form.

    Mails are left to the job on both sides: core's page would write them in the click,
    and ours, which never does, look faster than it is.
    """
    env["ir.config_parameter"].set_param("event.event_mail_async", "1")
    event = env["event.event"].create(
        {
            "name": "Open day",
            "date_begin": "2099-04-09 12:00:00",
            "date_end": "2099-04-09 15:00:00",
            "date_tz": "Europe/Paris",
            "seats_limited": True,
            "seats_max": 1000,
            "website_published": True,
        }
    )
    if "announced_on" in event._fields:
        event.announced_on = "2026-01-01 08:00:00"
    values = {"name": "Visitor", "email": "", "phone": "0102030405"}
    fields = {
        f"1-{question.question_type}-{question.id}": values[question.question_type]
        for question in event.question_ids
        if question.question_type in values
    }
    ticket = event.event_ticket_ids[:1].id
    analyze(env)
    return event.id, {**fields, "1-event_ticket_id": str(ticket or 0)}


@contextmanager
def plain_database() -> Iterator[str]:
    """An Odoo with its own public page of events, and nothing of ours."""
    handover = Handover.from_environment()
    databases = handover.databases
    name = copy_name("bench_plain", next(COUNT))
    databases.create(name)
    try:
        processes.run(
            "Installing website_event_track",
            [
                sys.executable,
                "-m",
                "odoo",
                *handover.options(name),
                "--init=website_event_track",
                "--stop-after-init",
                "--no-http",
            ],
            log=handover.artefacts.parent / "logs" / f"{name}.log",
            env=odoo_command.environment() | handover.secrets,
        )
        yield name
    finally:
        databases.drop(name)


@contextmanager
def door(database: str) -> Iterator[Door]:
    """A server on this database, and the public page of a meeting there."""
    with open_env(database) as env:
        event_id, fields = make_meeting(env)
    with server_on(database) as server:
        yield Door(Visitor(server), event_id, fields)


def run() -> tuple[float, float]:
    """Median seconds of registering here, and with Odoo's own website_event.

    In turn, so that what else the machine does slows both alike.
    """
    with (
        plain_database() as plain_data,
        copied_database() as our_data,
        door(plain_data) as plain,
        door(our_data) as ours,
    ):
        for number in range(WARM_UP + TIMES):
            for each in (plain, ours):
                each.register(number)
        for each, database in ((plain, plain_data), (ours, our_data)):
            with open_env(database) as env:
                count = env["event.registration"].search_count(
                    [("event_id", "=", each.event_id), ("state", "=", "open")]
                )
            assert count == WARM_UP + TIMES, f"{count} were registered"
        return (
            statistics.median(ours.seconds[WARM_UP:]),
            statistics.median(plain.seconds[WARM_UP:]),
        )
