"""Walks every route × every visitor against a table written by hand.

Another addon subclasses ``RouteTableCase`` with its own table; records named in the
table are made by recipes registered with ``@record``.
"""

import csv
import inspect
import json
import re
import threading
from contextlib import contextmanager, nullcontext
from itertools import count
from pathlib import Path
from urllib.parse import parse_qsl

from odoo.http import Request, root
from odoo.tools import mute_logger

from .route_effects import EffectsCase
from .route_visitors import ACTING, VISITORS, VisitorsCase

RECORDS = {}
serial = count(1)
ANSWERS = {
    "login": "sent to the sign-in page",
    "page": "a page, and nothing is written",
    "kept": "a page, and something is written",
    "done": "done, and said so; a trace of it if it was for somebody else",
    "used": "sent to another page, and something is written",
    "away": "sent to another page, and nothing is written",
    "refused": "a sentence that refuses, and nothing is written",
    "none": "not found",
    "over": "no longer valid",
}
# What writes: the other answers leave the database as it was.
WRITING = {"page": "kept", "away": "used", "done": "done"}
STATUSES = {200: "page", 404: "none", 410: "over"}
QUIET = ("odoo.http", "odoo.addons.base.models.ir_model", "odoo.sql_db")


def record(name):
    """Register the decorated function (``case -> value``) for ``{name}`` in tables."""

    def register(make):
        RECORDS[name] = make
        return make

    return register


def pattern(path):
    """``path`` of a rule or of the table with its variable parts left out."""
    return re.sub(r"<[^>]*>|\{[^}]*\}", "<>", path.split("?")[0])


class RouteTableCase(EffectsCase, VisitorsCase):
    """The table has a line per route and circumstance: ``path`` and ``body`` with
    ``{names}`` of records, ``given`` the records that only this line is tried with,
    and what each visitor gets."""

    addon = None
    table = None
    records = RECORDS

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if cls.table is None:
            return
        with Path(cls.table).open(encoding="utf-8", newline="") as file:
            cls.rows = list(csv.DictReader(file))
        cls._create_visitors()

    def setUp(self):
        super().setUp()
        # What a test makes is gone with it.
        self.made = {}

    # The table

    def _rules_of_addon(self):
        """{(path, method): endpoint} of every route that the addon itself declares."""
        found = {}
        # Odoo's own test runner says on which database it works; pytest does not.
        threading.current_thread().dbname = self.env.cr.dbname
        for rule in self.env["ir.http"].routing_map().iter_rules():
            function = inspect.unwrap(rule.endpoint.func)
            if function.__module__.startswith(f"odoo.addons.{self.addon}."):
                routing = rule.endpoint.routing
                by_default = ["GET"] if routing["type"] == "http" else ["JSON"]
                for method in routing["methods"] or by_default:
                    found[pattern(rule.rule), method] = rule.endpoint
        return found

    def _check_every_route_has_a_row(self):
        listed = {(pattern(row["path"]), row["method"]) for row in self.rows}
        missing = sorted(set(self._rules_of_addon()) - listed)
        self.assertFalse(
            missing,
            "Without a row in "
            f"{self.addon}/tests/{Path(self.table).name} (path with {{names}} of "
            f"records, method, body, then the answer for each visitor: "
            f"{', '.join(ANSWERS)}):\n" + "\n".join(map(str, missing)),
        )

    def _check_answers(self):
        for row in self.rows:
            with self.subTest(path=row["path"], method=row["method"]):
                with self._given(row):
                    wrong = [
                        f"{visitor}: {found}, the table says {row[visitor]}"
                        for visitor in VISITORS
                        if (found := self._try(row, visitor)) != row[visitor]
                    ]
                self.assertFalse(wrong, "\n".join(wrong))

    @contextmanager
    def _given(self, row):
        """Make the records of a line; those of its own circumstances do not outlive
        it."""
        with self._undone() if row["given"] else nullcontext():
            for text in (f"{{{row['given']}}}", row["path"], row["body"]):
                self._fill(text)
            yield

    # One try

    def _try(self, row, visitor):
        """The answer that this visitor gets, one of ``ANSWERS``."""
        self._sign_in(visitor)
        with mute_logger(*QUIET):
            found, changes = self._changes(
                lambda: self._read_answer(self._send(row, visitor))
            )
        if not changes:
            return found
        if found not in WRITING:
            return f"{found}, but {', '.join(changes)} changed"
        # Links in mails are for who holds them, in whatever space they are.
        for_another = visitor in ACTING and row["path"].startswith("/my/")
        if found == "done" and for_another and "club_trace" not in changes:
            return "done, but without a trace"
        return WRITING[found]

    def _read_answer(self, answer):
        if "json" in answer.headers.get("Content-Type", ""):
            return self._read_json(answer.json())
        if answer.status_code in (301, 302, 303):
            if "/web/login" in answer.headers["Location"]:
                return "login"
            flash = root.session_store.get(self.session.sid).get("club_flash")
            if not flash:
                return "away"
            return "refused" if flash["tone"] == "danger" else "done"
        return STATUSES.get(answer.status_code, str(answer.status_code))

    def _read_json(self, answer):
        """What a remote call answered; a page that happens to be JSON is a page."""
        if "error" not in answer:
            return "done" if "jsonrpc" in answer else "page"
        name = answer["error"]["data"]["name"]
        if name.endswith("SessionExpiredException"):
            return "login"
        return "none" if name.endswith("NotFound") else "refused"

    def _send(self, row, visitor, csrf=True, extra=None):
        """Knock at the route of this line.

        :param extra: fields that the form does not have
        """
        path = self._fill(row["path"])
        if row["method"] == "GET":
            return self.url_open(path, allow_redirects=False)
        if row["method"] == "JSON":
            params = json.loads(self._fill(row["body"]) or "{}")
            return self.url_open(path, json={"params": params | (extra or {})})
        data = dict(parse_qsl(self._fill(row["body"]), keep_blank_values=True))
        data["space"] = self._space_key(visitor)
        if csrf:
            data["csrf_token"] = Request.csrf_token(self)
        data |= extra or {}
        return self.url_open(path, data=data, method="POST", allow_redirects=False)

    def _fill(self, text):
        """``text`` with ``{names}`` replaced by what the recipes make, once each."""

        def value(match):
            name = match[1]
            if name not in self.made:
                made = self.records[name](self)
                self.made[name] = made
                self.env.flush_all()
            made = self.made[name]
            return str(getattr(made, "id", made))

        return re.sub(r"\{(\w+)\}", value, text or "")
