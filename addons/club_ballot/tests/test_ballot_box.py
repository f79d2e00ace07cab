from odoo.tests import tagged
from odoo.tools import file_open, mute_logger
from psycopg2 import IntegrityError

from ..hooks import uninstall_hook
from .common import CLOSES, OPENS, TODAY, BallotCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotBox(BallotCommon):
    """What the database guarantees of a vote, and what an uninstall leaves."""

    def test_impossible_rules_are_refused_by_the_database(self):
        for vals in (
            {"opens_at": CLOSES, "closes_at": OPENS},
            {"points": 0},
            {"quorum": 101},
            {"breakdown_min": 1},
            {"winner_count": 0},
            {"option_cap": -1},
        ):
            with (
                self.subTest(vals=vals),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                self._draft(**vals)

    def test_codes_are_plain_and_each_stands_once(self):
        box = self._draft()
        for code in ("bikes", "a;b", "é", "", "x" * 33):
            with (
                self.subTest(code=code),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                self.env["club.ballot.option"].create(
                    {"box_id": box.id, "code": code or None, "name": "X"}
                )

    def test_member_stands_on_a_roll_once(self):
        line = self._box().roll_ids[0]
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            line.copy()

    def test_merged_contact_votes_for_the_line_of_the_former_one(self):
        twin = self._person("Twin of Delegate 1")
        box = self._box()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([self.people[0].id, twin.id], twin, extra_checks=False)
        self.assertTrue(box._cast(self._line(box, 1), twin, ["cars"]))

    def test_practice_copy_holds_nobodys_vote(self):
        box = self._box()
        self._vote(box, 1, ["cars"])
        self.env.cr.execute(file_open("club_ballot/data/neutralize.sql").read())
        self.assertEqual((self._open_rows(box), self._ticks(box)), ([], set()))
        self.assertTrue(self._vote(box, 1, ["cars"]))

    def test_open_tables_outlive_a_crash(self):
        box = self._box(is_replaceable=True)
        self.env.cr.execute(
            "SELECT relname, relpersistence FROM pg_class WHERE relname ~ %s",
            [rf"^club_ballot_(open|tick)_{box.id}(_\D+)?$"],
        )
        kinds = dict(self.env.cr.fetchall())
        self.assertIn(f"club_ballot_open_{box.id}", kinds)
        self.assertIn(f"club_ballot_tick_{box.id}", kinds)
        # PostgreSQL empties tables that are not logged ('u') after a crash.
        self.assertEqual(set(kinds.values()), {"p"})

    def test_ballot_is_on_the_disk_before_its_voter_is_thanked(self):
        box = self._box(is_replaceable=True)
        # The database of tests is in less of a hurry: ask what a club's one does.
        self.env.cr.execute("SET LOCAL synchronous_commit = on")
        self._vote(box, 1, ["cars"])
        self._vote(box, 1, ["bikes"])
        self._close(box)
        self.env.cr.execute("SHOW synchronous_commit")
        self.assertEqual(self.env.cr.fetchone(), ("on",))

    def test_uninstall_leaves_no_table_of_an_open_box(self):
        box = self._box()
        uninstall_hook(self.env)
        self.env.cr.execute("SELECT to_regclass(%s)", [f"club_ballot_tick_{box.id}"])
        self.assertIsNone(self.env.cr.fetchone()[0])
