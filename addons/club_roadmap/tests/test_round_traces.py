import logging
import re
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

from odoo.addons.club_ballot.tests.test_ballot_traces import _Listener
from odoo.addons.club_membership.tests.common import TODAY
from odoo.http import Request, root
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import SQL

from .round_common import RoundCommon
from .test_round_portal import WORDS

COUNTED = ("club_trace", "mail_message", "mail_mail", "mail_tracking_value")


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRoundTraces(RoundCommon, HttpCase):
    """A ballot given on the pages leaves nothing outside its box."""

    def setUp(self):
        super().setUp()
        self.voted_on = self._open()
        self.given = {self.alerts: 39, self.budgets: 34, self.charts: 27}
        person = self.acme_team["voter"]
        self._space(person).user.password = person.email
        self.env.flush_all()
        self.authenticate(person.email, person.email)

    def _hear(self):
        """Listen to everything at level DEBUG, and keep it off the screen."""
        listener, top = _Listener(), logging.getLogger()
        heard = {"", "werkzeug", "odoo.sql_db", *logging.root.manager.loggerDict}
        for logger in map(logging.getLogger, heard):
            self.addCleanup(logger.setLevel, logger.level)
            logger.setLevel(logging.DEBUG)
        handlers = patch.object(top, "handlers", [listener])
        handlers.start()
        self.addCleanup(handlers.stop)
        return listener

    def _send(self, step):
        points = {f"give_{request.number}": n for request, n in self.given.items()}
        answer = self.url_open(
            f"/my/votes/{self.voted_on.id}",
            data={
                "csrf_token": Request.csrf_token(self),
                "space": "me",
                "step": step,
                "line": self._line(self.voted_on, 1).id,
                **points,
            },
        )
        self.assertEqual(answer.status_code, 200)
        return answer.text

    def _counts(self):
        self.env.flush_all()
        return {
            table: self.env.execute_query(
                SQL("SELECT count(*) FROM %s", SQL.identifier(table))
            )
            for table in COUNTED
        }

    def _cast(self):
        self.url_open(f"/my/votes/{self.voted_on.id}")
        self.assertIn("you give", self._send("review"))
        [receipt] = WORDS.findall(self._send("cast"))
        return receipt

    def test_log_hears_neither_receipt_nor_points_of_the_pages(self):
        listener = self._hear()
        receipt = self._cast()
        said = "\n".join(listener.said)
        # It did listen: to the server, and to the database.
        self.assertIn(f"POST /my/votes/{self.voted_on.id} ", said)
        self.assertIn(f"club_ballot_tick_{self.voted_on.box_id.id}", said)
        for secret in (receipt, "marks", "give_"):
            self.assertNotIn(secret, said)
        for request, points in self.given.items():
            found = re.search(rf"{request.number}\W{{1,6}}{points}\b", said)
            self.assertFalse(found, request.name)

    def test_pages_write_no_trace_message_or_mail(self):
        before = self._counts()
        self._cast()
        self.assertEqual(self._counts(), before)

    def _sessions(self):
        """What each session holds; the tests beside us end theirs meanwhile."""
        for file in Path(root.session_store.path).rglob("*"):
            with suppress(FileNotFoundError, IsADirectoryError):
                yield file.read_text(errors="replace")

    def test_no_session_keeps_the_receipt_or_the_points(self):
        receipt = self._cast()
        self.url_open("/my/votes")
        kept = "\n".join(self._sessions())
        self.assertIn(self.acme_team["voter"].email, kept)
        for secret in (receipt, "marks", "give_"):
            self.assertNotIn(secret, kept)
