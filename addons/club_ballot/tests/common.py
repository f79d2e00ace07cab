from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from odoo import Command
from odoo.addons.club_membership.tests.common import TODAY, day, freeze_time  # noqa: F401
from odoo.addons.club_membership.tests.team_common import TeamCommon
from odoo.tools import SQL

OPENS = datetime(2026, 3, 15, 8)
NOW = datetime(2026, 3, 15, 10)
CLOSES = datetime(2026, 3, 20, 18)
CODES = ("bikes", "cars", "trains")


class BallotCommon(TeamCommon):
    """Six member organisations with a delegate each, and a clock of our own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.members, cls.people = [], []
        for number in range(1, 7):
            membership = cls._team_member(f"Firm {number}", cls.rennes)
            person = cls._person(f"Delegate {number}")
            cls._join(membership, person, "voter")
            cls.members.append(membership)
            cls.people.append(person)

    def setUp(self):
        super().setUp()
        self.now = NOW
        clock = patch.object(
            type(self.env["club.ballot.box"]), "_clock", lambda box: self.now
        )
        clock.start()
        self.addCleanup(clock.stop)

    @classmethod
    def _draft(cls, **vals):
        options = [
            Command.create({"code": code, "name": code.title()}) for code in CODES
        ]
        return cls.env["club.ballot.box"].create(
            {
                "name": "Round one",
                "company_id": cls.company.id,
                "opens_at": OPENS,
                "closes_at": CLOSES,
                "option_ids": options,
                **vals,
            }
        )

    def _box(self, **vals):
        """An open box."""
        box = self._draft(**vals)
        box.action_open()
        return box

    def _line(self, box, number):
        membership = self.members[number - 1]
        return box.roll_ids.filtered(lambda line: line.membership_id == membership)

    def _vote(self, box, number, content):
        """The delegate of firm ``number`` votes; returns the receipt."""
        line = self._line(box, number)
        return box._cast(line, self.people[number - 1], content)

    def _open_rows(self, box):
        return self.env.execute_query(
            SQL(
                "SELECT content, weight, category, phrase FROM %s",
                SQL.identifier(f"club_ballot_open_{box.id}"),
            )
        )

    def _ticks(self, box):
        table = SQL.identifier(f"club_ballot_tick_{box.id}")
        return {
            line
            for (line,) in self.env.execute_query(SQL("SELECT roll_id FROM %s", table))
        }

    def _close(self, box):
        """Close as the scheduled job does, whose two transactions are one here."""
        box.sudo()._stop()
        self.env.cr.postcommit.clear()
        box.sudo()._seal()
        box.sudo()._count()

    @contextmanager
    def _nothing_recorded(self, box, said):
        """What is refused with a sentence leaves neither a tick nor a ballot."""
        before = self._open_rows(box), self._ticks(box)
        with self._refused(said):
            yield
        self.assertEqual((self._open_rows(box), self._ticks(box)), before)
