"""Walks every route × every visitor against a table written by hand.

Another addon subclasses ``RouteTableCase`` with its own table; records named in the
table are made by recipes registered with ``@record``.
"""

import csv
import inspect
import json
import re
import threading
from itertools import count
from pathlib import Path
from urllib.parse import parse_qsl

from odoo import Command
from odoo.addons.club_membership.tests.common import ClubCommon
from odoo.http import Request, root
from odoo.tests import HttpCase, new_test_user
from odoo.tools import SQL, mute_logger

RECORDS = {}
serial = count(1)
# Refused visitors first: what they try must leave everything as it was.
VISITORS = ("anonymous", "member", "delegate", "former", "lapsed", "owner")
ANSWERS = {
    "login": "sent to the sign-in page",
    "page": "a page",
    "done": "done, and said so",
    "refused": "a sentence that refuses, and nothing changed",
    "none": "not found",
    "away": "sent to another page, and nothing changed",
}


def record(name):
    """Register the decorated function (``case -> value``) for ``{name}`` in tables."""

    def register(make):
        RECORDS[name] = make
        return make

    return register


class RouteTableCase(ClubCommon, HttpCase):
    """The visitors: ``owner`` is the member Anna, who also manages the company Acme;
    ``member`` another member, ``delegate`` the manager of another company,
    ``former`` a former manager of Acme, ``lapsed`` a former member."""

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

    @classmethod
    def _create_visitors(cls):
        cls.visitors = {}
        for name in VISITORS[1:]:
            cls.visitors[name] = new_test_user(
                cls.env,
                login=f"visitor_{name}",
                name={"owner": "Anna"}.get(name, name.capitalize()),
                groups="base.group_portal",
                email=f"{name}@example.org",
                company_id=cls.company.id,
                company_ids=[Command.set(cls.company.ids)],
            )
        cls.anna = cls._visiting_member("owner")
        cls._visiting_member("member")
        lapsed = cls._visiting_member("lapsed", "2024-12-31")
        assert lapsed.state == "lapsed", lapsed.state
        cls.acme = cls._active(cls._member("Acme", cls.brittany, cls.type_organisation))
        other = cls._active(cls._member("Other", cls.brittany, cls.type_organisation))
        cls._manager(cls.acme, "owner")
        cls._manager(cls.acme, "former", date_to="2025-01-31")
        cls._manager(other, "delegate")
        cls.env.flush_all()

    @classmethod
    def _visiting_member(cls, name, until="2099-12-31"):
        membership = cls._member(
            name, cls.brittany, partner=cls.visitors[name].partner_id
        )
        return cls._active(membership, until)

    @classmethod
    def _active(cls, membership, until="2099-12-31"):
        cls._period(membership, "2024-01-01", until)
        membership.sudo().approved_on = "2024-01-01"
        return membership

    @classmethod
    def _manager(cls, membership, name, **vals):
        return cls.env["club.delegation"].create(
            {
                "membership_id": membership.id,
                "partner_id": cls.visitors[name].partner_id.id,
                "role": "manager",
                "date_from": "2024-01-01",
                **vals,
            }
        )

    # The table

    def _routes_of_addon(self):
        """(path, method) of every route that the addon itself declares."""
        found = set()
        # Odoo's own test runner says on which database it works; pytest does not.
        threading.current_thread().dbname = self.env.cr.dbname
        for rule in self.env["ir.http"].routing_map().iter_rules():
            function = inspect.unwrap(rule.endpoint.func)
            if function.__module__.startswith(f"odoo.addons.{self.addon}."):
                routing = rule.endpoint.routing
                by_default = ["GET"] if routing["type"] == "http" else ["JSON"]
                for method in routing["methods"] or by_default:
                    found.add((re.sub(r"<[^>]*>", "<>", rule.rule), method))
        return found

    def _check_every_route_has_a_row(self):
        listed = {
            (re.sub(r"\{[^}]*\}", "<>", row["path"].split("?")[0]), row["method"])
            for row in self.rows
        }
        missing = sorted(self._routes_of_addon() - listed)
        self.assertFalse(
            missing,
            "Without a row in "
            f"{self.addon}/tests/{Path(self.table).name} (path with {{names}} of "
            f"records, method, body, then the answer for each visitor: "
            f"{', '.join(ANSWERS)}):\n" + "\n".join(map(str, missing)),
        )

    def _check_answers(self):
        for row in self.rows:
            wrong = [
                f"{visitor}: {found}, the table says {row[visitor]}"
                for visitor in VISITORS
                if (found := self._try(row, visitor)) != row[visitor]
            ]
            with self.subTest(path=row["path"], method=row["method"]):
                self.assertFalse(wrong, "\n".join(wrong))

    def _check_forms_need_their_token(self):
        """A form sent from elsewhere (CSRF) is refused, and so are tampered fields."""
        for row in self.rows:
            if row["method"] != "POST" or row["owner"] not in ("done", "page"):
                continue
            with self.subTest(path=row["path"]):
                self._fill(row["path"])
                self._fill(row["body"])
                before = self._fingerprint()
                self._sign_in("owner")
                with mute_logger("odoo.http"):
                    answer = self._send(row, csrf=False)
                self.assertEqual(answer.status_code, 400)
                self.assertEqual(self._fingerprint(), before)

    # One try

    def _try(self, row, visitor):
        """The answer that this visitor gets, one of ``ANSWERS``."""
        self._fill(row["path"])
        self._fill(row["body"])
        before = self._fingerprint()
        self._sign_in(visitor)
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_model"):
            answer = self._send(row)
        found = self._read_answer(answer)
        if found in ("refused", "login", "none", "away"):
            changed = self._fingerprint() != before
            return f"{found}, but something changed" if changed else found
        return found

    def _read_answer(self, answer):
        if answer.status_code == 404:
            return "none"
        if "json" in answer.headers.get("Content-Type", ""):
            return self._read_json(answer.json())
        if answer.status_code == 200:
            return "page"
        if answer.status_code in (301, 302, 303):
            if "/web/login" in answer.headers["Location"]:
                return "login"
            flash = root.session_store.get(self.session.sid).get("club_flash")
            if not flash:
                return "away"
            return "refused" if flash["tone"] == "danger" else "done"
        return str(answer.status_code)

    def _read_json(self, answer):
        """What a remote call answered; a page that happens to be JSON is a page."""
        if "error" not in answer:
            return "done" if "jsonrpc" in answer else "page"
        name = answer["error"]["data"]["name"]
        if name.endswith("SessionExpiredException"):
            return "login"
        return "none" if name.endswith("NotFound") else "refused"

    def _sign_in(self, visitor):
        self.env.flush_all()
        self.authenticate(None, None)
        if visitor != "anonymous":
            login = f"visitor_{visitor}"
            self.authenticate(login, login)

    def _send(self, row, csrf=True):
        path = self._fill(row["path"])
        if row["method"] == "GET":
            return self.url_open(path, allow_redirects=False)
        if row["method"] == "JSON":
            params = json.loads(self._fill(row["body"]) or "{}")
            return self.url_open(path, json={"jsonrpc": "2.0", "params": params})
        data = dict(parse_qsl(self._fill(row["body"]), keep_blank_values=True))
        # Fields that no form has: whoever adds them gets nothing by it.
        data |= {
            "partner_id": "1",
            "company_id": "1",
            "state": "active",
            "role_id": "1",
        }
        if csrf:
            data["csrf_token"] = Request.csrf_token(self)
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

    def _fingerprint(self):
        """One number for the content of all tables of the association."""
        # What records made by recipes still have to write at the end of a transaction.
        self.env.cr.precommit.run()
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND "
                "(tablename LIKE 'club\\_%%' OR tablename IN ('res_users', "
                "'payment_transaction', 'account_move')) ORDER BY 1"
            )
        )
        return [
            self.env.execute_query(
                SQL(
                    "SELECT count(*), sum(hashtext(t::text)::bigint) FROM %s t",
                    SQL.identifier(table),
                )
            )[0]
            for (table,) in rows
        ]
