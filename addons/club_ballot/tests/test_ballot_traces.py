import logging
import threading
from itertools import count
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from .common import TODAY, BallotCommon, freeze_time

# Words that stand nowhere else in a database.
SECRETS = ("zzsecretone", "zzsecrettwo")
DRAW = "odoo.addons.club_ballot.models.club_ballot_open.draw"


class _Listener(logging.Handler):
    """Keeps what Odoo's log is told, at every level."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.said = []

    def emit(self, record):
        self.said.append(record.getMessage())
        if record.exc_info:
            self.said.append(logging.Formatter().formatException(record.exc_info))


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotTraces(BallotCommon):
    """Every join known to us between a ballot and its voter, tried after closing."""

    def setUp(self):
        super().setUp()
        # Two words of the list may stand beside each other in any text: "table border".
        numbers = count(1)
        draw = patch(DRAW, lambda _lang: f"zzreceipt n{next(numbers)}")
        draw.start()
        self.addCleanup(draw.stop)

    @classmethod
    def _draft(cls, **vals):
        options = [(0, 0, {"code": code, "name": code}) for code in SECRETS]
        return super()._draft(option_ids=options, **vals)

    def _rows(self, query, **names):
        tables = {name: SQL.identifier(table) for name, table in names.items()}
        self.env.flush_all()
        self.env.cr.execute(SQL(query, **tables))
        return self.env.cr.fetchall()

    def _voted(self, order=(3, 1, 5, 2, 4), **vals):
        """A closed box in which firms voted in this order; {firm: receipt}."""
        box = self._box(**vals)
        receipts = {
            number: self._vote(box, number, [SECRETS[number % 2]]) for number in order
        }
        self._close(box)
        self.env.flush_all()
        return box, receipts

    def _changes(self):
        """{table: rows written by this transaction}."""
        return dict(
            self._rows(
                """
                SELECT relname, n_tup_ins + n_tup_upd + n_tup_del
                  FROM pg_stat_xact_user_tables
                """
            )
        )

    def test_voting_writes_to_the_two_tables_of_the_open_box_only(self):
        box = self._box(is_replaceable=True)
        self._vote(box, 2, [SECRETS[0]])
        before = self._changes()
        self._vote(box, 1, [SECRETS[0]])
        self._vote(box, 1, [SECRETS[1]])
        after = self._changes()
        changed = {table for table in after if after[table] != before.get(table, 0)}
        self.assertEqual(
            changed, {f"club_ballot_open_{box.id}", f"club_ballot_tick_{box.id}"}
        )

    def test_what_is_written_together_tells_while_open_and_no_more_after(self):
        # Each ballot of a test is a subtransaction, with an xmin of its own.
        box = self._box()
        for number in range(1, 6):
            self._vote(box, number, [SECRETS[0]])
        names = {"open": f"club_ballot_open_{box.id}"}
        names["tick"] = f"club_ballot_tick_{box.id}"
        query = "SELECT count(*) FROM %(open)s o JOIN %(tick)s t ON o.xmin = t.xmin"
        self.assertEqual(self._rows(query, **names), [(5,)])
        self._close(box)
        for table in ("club_ballot_cast", "club_ballot_roll"):
            query = f"SELECT count(DISTINCT xmin::text), count(DISTINCT xmax::text) FROM {table} WHERE box_id = {box.id}"  # noqa: E501
            self.assertEqual(self._rows(query), [(1, 1)], table)

    def test_order_of_voting_is_left_nowhere(self):
        """The roll may lie in any order, as there is room, but not in that one."""
        for order in ((3, 1, 5, 2, 4), (2, 5, 1, 4, 3)):
            box, _receipts = self._voted(order)
            voted = [self._line(box, number).id for number in order]
            found = self._rows(
                f"SELECT id FROM club_ballot_roll WHERE id IN {tuple(voted)}"
                " ORDER BY ctid"
            )
            self.assertNotIn([line for (line,) in found], (voted, voted[::-1]))

    def test_ballots_have_no_column_that_names_people_or_times(self):
        columns = self._rows(
            """
            SELECT table_name, column_name, data_type FROM information_schema.columns
             WHERE table_name IN
                   ('club_ballot_cast', 'club_ballot_roll', 'club_ballot_voter')
            """
        )
        self.assertFalse(
            [column for column in columns if "time" in column[2] or "date" in column[2]]
        )
        self.assertFalse([column for column in columns if column[1].endswith("_uid")])
        self.assertEqual(
            {name for table, name, _kind in columns if table == "club_ballot_cast"},
            {"id", "box_id", "company_id", "phrase", "weight", "category", "content"},
        )

    def test_open_tables_and_their_indexes_are_gone(self):
        box, _receipts = self._voted()
        found = self._rows(
            rf"SELECT relname FROM pg_class WHERE relname ~ '(open|tick)_{box.id}\D*$'"
        )
        self.assertFalse([name for (name,) in found if "ballot" in name])

    def test_receipts_and_choices_stand_in_no_other_table(self):
        box, receipts = self._voted(is_replaceable=True)
        box.action_publish()
        wanted = "|".join([*SECRETS, *receipts.values()])
        found = set()
        for (table,) in self._rows(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema"
        ):
            self.env.cr.execute(
                SQL(
                    "SELECT EXISTS (SELECT FROM %s t WHERE t::text ~ %s)",
                    SQL.identifier(table),
                    wanted,
                )
            )
            if self.env.cr.fetchone()[0]:
                found.add(table)
        self.assertEqual(
            found,
            # The options themselves, the result of all, and the ballots.
            {"club_ballot_option", "club_ballot_box", "club_ballot_cast"},
        )
        result = str(self._rows("SELECT b::text FROM club_ballot_box b"))
        for receipt in receipts.values():
            self.assertNotIn(receipt, result)

    def test_messages_of_the_box_name_no_voter(self):
        box, _receipts = self._voted()
        said = " ".join(str(message.body) for message in box.message_ids)
        for person, member in zip(self.people, self.members, strict=True):
            self.assertNotIn(person.name, said)
            self.assertNotIn(member.partner_id.name, said)
        tracked = box.message_ids.tracking_value_ids.field_id.mapped("name")
        self.assertLessEqual(set(tracked), {"state"})

    def _hear(self):
        """Listen to the whole log, SQL included."""
        listener = _Listener()
        root, sql = logging.getLogger(), logging.getLogger("odoo.sql_db")
        root.addHandler(listener)
        level = sql.level
        sql.setLevel(logging.DEBUG)
        self.addCleanup(root.removeHandler, listener)
        self.addCleanup(sql.setLevel, level)
        return listener

    def test_log_hears_no_ballot_even_with_all_sql_in_it(self):
        box = self._box(is_replaceable=True)
        listener = self._hear()
        receipts = [self._vote(box, 1, [SECRETS[number]]) for number in (0, 1)]
        self._close(box)
        said = "\n".join(listener.said)
        self.assertIn(f"club_ballot_tick_{box.id}", said)
        for secret in (*receipts, '"marks"'):
            self.assertNotIn(secret, said)

    def test_ballot_that_cannot_be_written_is_in_no_error(self):
        box = self._box()
        self.env.cr.execute(f"ALTER TABLE club_ballot_open_{box.id} DROP content")
        listener = self._hear()
        with self._refused("was not recorded: please vote again") as _refusal:
            self._vote(box, 1, [SECRETS[0]])
        said = "\n".join(listener.said)
        self.assertNotIn('"marks"', said)
        self.assertFalse(self._ticks(box))

    def test_profiler_is_told_no_ballot(self):
        box, thread, heard = self._box(), threading.current_thread(), []

        def hook(cr, query, params, start, delay):
            heard.append(f"{query} {params}")

        with patch.object(thread, "query_hooks", [hook], create=True):
            receipt = self._vote(box, 1, [SECRETS[0]])
        self.assertTrue(heard)
        self.assertNotIn(receipt, "\n".join(heard))
        self.assertNotIn('"marks"', "\n".join(heard))
