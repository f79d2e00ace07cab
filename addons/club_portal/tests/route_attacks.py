"""What a hostile visitor adds to a request, leaves out of it or writes into it."""

import inspect
import re

from odoo.http import Request
from odoo.tools import mute_logger

from .route_case import QUIET, RouteTableCase, pattern

# Answers of the owner after which there is something to protect.
GRANTED = ("done", "kept", "used", "page")
# Ids that nobody has: the largest that a column holds, and more than it holds.
NO_IDS = ("2147483647", "99999999999999999999")


class RouteAttacksCase(RouteTableCase):
    """Each form of the table without its token, with other ids, with more fields."""

    def _forms(self):
        return [row for row in self.rows if row["method"] == "POST"]

    def _check_forms_need_their_token(self):
        """CSRF: a form sent from another site does nothing."""
        for row in self._forms():
            if row["owner"] not in GRANTED:
                continue
            with self.subTest(path=row["path"]), self._given(row):
                for forged in ({}, {"csrf_token": self._token_of("member")}):
                    self.assertEqual(self._refused(row, extra=forged), 400)

    def _check_remote_calls_are_no_forms(self):
        """What a page of another site can send without asking, a form, is none."""
        for row in self.rows:
            if row["method"] != "JSON":
                continue
            with self.subTest(path=row["path"]), self._given(row):
                self.assertEqual(self._refused({**row, "method": "POST"}), 415)

    def _token_of(self, visitor):
        self._sign_in(visitor)
        return Request.csrf_token(self)

    def _refused(self, row, extra=None):
        """The status that answers Anna's browser without the token of her form."""
        self._sign_in("owner")
        before = self._fingerprint()
        with mute_logger(*QUIET):
            answer = self._send(row, "owner", csrf=False, extra=extra)
        self.assertEqual(self._fingerprint(), before)
        return answer.status_code

    def _check_no_route_gives_up_its_token(self):
        open_doors = [
            key
            for key, endpoint in self._rules_of_addon().items()
            if key[1] == "POST" and not endpoint.routing.get("csrf", True)
        ]
        self.assertFalse(open_doors)

    def _check_forms_say_whose_space_they_are_of(self):
        """Who acts for somebody sends nothing that does not name whose it is."""
        for row in self._forms():
            if row["secretary"] != "done" or not row["path"].startswith("/my/"):
                continue
            with self.subTest(path=row["path"]), self._given(row):
                self._sign_in("secretary")
                answer, changes = self._changes(
                    lambda row=row: self._read_answer(
                        self._send(row, "secretary", extra={"space": None})
                    )
                )
                self.assertEqual((answer, changes), ("refused", {}))

    def _check_ids_of_nothing(self, harmless=()):
        """Ids that do not exist are not found, wherever they stand.

        :param harmless: names in the table that are no ids
        """
        for row in self.rows:
            names = set(re.findall(r"\{(\w+)\}", row["path"] + (row["body"] or "")))
            with self._given(row):
                for name in sorted(names - set(harmless)):
                    if not str(
                        getattr(self.made[name], "id", self.made[name])
                    ).isdigit():
                        continue
                    for number in NO_IDS:
                        self._check_id_of_nothing(row, name, number)

    def _check_id_of_nothing(self, row, name, number):
        with self.subTest(path=row["path"], name=name, id=number), self._undone():
            self.made[name] = number
            self.assertIn(self._try(row, "owner"), ("none", "over", "refused", "away"))

    def _check_extra_fields(self, allowed):
        """Fields that a form does not have change nothing of what it does.

        :param allowed: {path with ``<>`` for ids: names that it reads besides its
            parameters}
        """
        endpoints = self._rules_of_addon()
        for row in self.rows:
            if row["method"] == "GET" or row["owner"] not in GRANTED:
                continue
            key = pattern(row["path"]), row["method"]
            own = {*inspect.signature(endpoints[key].func).parameters}
            own |= set(allowed.get(key[0], ()))
            with self.subTest(path=row["path"]), self._given(row):
                extra = {
                    name: value
                    for name, value in self._hostile_fields().items()
                    if name not in own
                }
                plain, tried = self._done_with(row, {}), self._done_with(row, extra)
                # Core's payment form refuses what it does not know.
                self.assertIn(tried, [plain, ("refused", {})])

    def _done_with(self, row, extra):
        self._sign_in("owner")
        with self._same_numbers():
            answer, changes = self._changes(
                lambda: self._read_answer(self._send(row, "owner", extra=extra))
            )
        return answer, self._comparable(changes)

    def _hostile_fields(self):
        """What columns are called, with values that would be worth having."""
        stranger, theirs = self.visitors["member"], self.bea
        ids = {
            stranger.id: ("user_id", "uid", "create_uid", "user_ids"),
            stranger.partner_id.id: (
                *("id", "ids", "partner_id", "person_id", "payer_id", "author_id"),
                *("guardian_id", "organisation_id", "invited_by_id", "res_id"),
            ),
            theirs.id: ("membership_id", "membership", "acting_for", "club_for"),
            self.env.ref("base.main_company").id: ("company_id", "company_ids"),
            self.provence.id: ("section_id", "section"),
            self.type_honorary.id: ("type_id", "type"),
            self.env.ref("base.group_system").id: ("group_ids", "groups_id"),
        }
        words = {
            "active": ("state",),
            "manager": ("role", "role_id"),
            "chair": ("kind",),
            "public": ("level", "level_nothing", "shown"),
            "0.01": ("amount", "price", "residual", "fee", "called_amount"),
            "2020-01-01": ("date", "day", "date_from", "approved_on", "confirmed_on"),
            "2099-01-01": ("date_to", "expires_at", "seen", "until"),
            "1": ("sudo", "su", "force", "confirmed", "count", "seats", "sent_count"),
            "x@evil.example": ("email", "login", "email_to", "address"),
            "evil": ("password", "token", "reason", "body", "subject", "name"),
            "//evil.example": ("redirect", "url", "landing_route"),
        }
        return {
            name: str(value)
            for value, names in {**ids, **words}.items()
            for name in names
        }
