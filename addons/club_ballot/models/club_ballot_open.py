import hashlib
import hmac
import json

import psycopg2
from odoo import models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from ..secrecy.phrases import draw

DRAWS = 100
# Any number: the family of advisory locks that voters of one line meet in.
LOCK = 0x0BA1107


class ClubBallotBox(models.Model):
    """The two tables of an open box, that Odoo's models do not know.

    ``club_ballot_open_<id>`` holds ballots, ``club_ballot_tick_<id>`` the lines of the
    roll that have voted. No statement that carries a ballot can meet another
    transaction: it cannot fail, so that PostgreSQL never logs it for an error.
    """

    _inherit = "club.ballot.box"

    def _raw_table(self, kind):
        self.ensure_one()
        return SQL.identifier(f"club_ballot_{kind}_{self.id}")

    def _create_tables(self):
        self.env.cr.execute(
            SQL(
                """
                CREATE TABLE %s (
                    phrase text PRIMARY KEY,
                    weight integer NOT NULL,
                    category text NOT NULL,
                    content jsonb,
                    handle bytea UNIQUE
                );
                CREATE TABLE %s (roll_id integer PRIMARY KEY, voice text UNIQUE)
                """,
                self._raw_table("open"),
                self._raw_table("tick"),
            )
        )

    def _drop_tables(self):
        self.env.cr.execute(
            SQL(
                "DROP TABLE IF EXISTS %s, %s",
                self._raw_table("open"),
                self._raw_table("tick"),
            )
        )

    def _unsealed(self):
        """Those of these boxes that hold an open table of ticks.

        One whose tables were lost must not keep the others from being shown.
        """
        # sudo: who has voted is no secret for who may read the roll.
        boxes = self._origin.sudo().filtered(lambda b: b.state in ("open", "closing"))
        names = {f"club_ballot_tick_{box.id}": box.id for box in boxes}
        if not names:
            return boxes
        query = SQL(
            "SELECT relname FROM pg_class WHERE relname IN %s AND relkind = 'r'"
            " AND relnamespace = current_schema::regnamespace",
            tuple(names),
        )
        return boxes.browse(names[name] for (name,) in self.env.execute_query(query))

    def _ticked(self):
        """Ids of the lines that have voted in those of these boxes not closed yet."""
        boxes = self._unsealed()
        if not boxes:
            return set()
        query = SQL(" UNION ALL ").join(
            SQL("SELECT roll_id FROM %s", box._raw_table("tick")) for box in boxes
        )
        return {roll_id for (roll_id,) in self.env.execute_query(query)}

    def _count_voted(self):
        """{box id: lines of the roll that have voted}."""
        # sudo: numbers of voters are no secret for who may read the box.
        voted = self.env["club.ballot.roll"].sudo()
        counts = {
            box.id: count
            for box, count in voted._read_group(
                [("box_id", "in", self.ids), ("voted", "=", True)],
                ["box_id"],
                ["__count"],
            )
        }
        for box in self._unsealed():
            query = SQL("SELECT count(*) FROM %s", box._raw_table("tick"))
            [[counts[box.id]]] = self.env.execute_query(query)
        return counts

    def _tick(self, line):
        """Mark a line of the roll as having voted.

        :return: whether this is its first ballot
        :raises UserError: another ballot of the line is being recorded, or it has
            voted and the box keeps the first one
        """
        cr = self.env.cr
        cr.execute(SQL("SELECT pg_try_advisory_xact_lock(%s, %s)", LOCK, line.id))
        if not cr.fetchone()[0]:
            raise UserError(
                self.env._(
                    "Another ballot of %(member)s is being recorded at this very "
                    "moment: wait for its answer.",
                    member=line.name,
                )
            )
        # A tick committed since this transaction began makes PostgreSQL refuse with a
        # serialisation failure: Odoo starts again, and no ballot was in that statement.
        query = SQL(
            "INSERT INTO %s (roll_id, voice) VALUES (%s, %s)"
            " ON CONFLICT DO NOTHING RETURNING roll_id",
            self._raw_table("tick"),
            line.id,
            line._voice(),
        )
        cr.execute(query, log_exceptions=False)
        first = bool(cr.fetchone())
        line.invalidate_recordset(["has_voted"])
        self.invalidate_recordset(["voted_count"])
        if not first and not self.is_replaceable:
            raise UserError(
                self.env._(
                    "%(member)s has already voted: here the first ballot counts.",
                    member=line.name,
                )
            )
        return first

    def _take_back(self, line):
        """Remove the ballot that the next one of this line replaces."""
        cr = self.env.cr
        query = SQL(
            "DELETE FROM %s WHERE handle = %s",
            self._raw_table("open"),
            self._handle(line),
        )
        cr.execute(query, log_exceptions=False)
        if cr.rowcount != 1:
            raise UserError(
                self.env._(
                    "The ballot to replace was not found: nothing was changed. Please "
                    "tell the association."
                )
            )

    def _handle(self, line):
        """What finds the ballot of a line again, for replaceable ballots only."""
        if not self.is_replaceable:
            return None
        key = self.open_key.encode()
        return hmac.digest(key, str(line.id).encode(), hashlib.sha256)

    def _put_in(self, line, content):
        """Put a ballot into the box, after everything that could fail.

        :param content: the ballot in its canonical form
        :return: its receipt, two words
        """
        for _try in range(DRAWS):
            phrase = draw(self.lang)
            # The phrase first, alone: only this statement can meet another voter's.
            if self._quietly(
                SQL(
                    """
                    INSERT INTO %s (phrase, weight, category, handle)
                    VALUES (%s, %s, %s, %s)
                    ON CONFLICT (phrase) DO NOTHING RETURNING 1
                    """,
                    self._raw_table("open"),
                    phrase,
                    line.weight,
                    line.category or "",
                    self._handle(line),
                )
            ):
                self._quietly(
                    SQL(
                        "UPDATE %s SET content = %s::jsonb WHERE phrase = %s",
                        self._raw_table("open"),
                        json.dumps(content, sort_keys=True),
                        phrase,
                    )
                )
                return phrase
        raise UserError(self.env._("No free receipt was found: please vote again."))

    def _quietly(self, query):
        """Run what carries a ballot or its receipt.

        Odoo's cursor would tell its log (level DEBUG, or an error with all values)
        and its profiler, which keeps statements in the database.
        """
        cursor = self.env.cr._obj
        try:
            cursor.execute(query.code, query.params)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except psycopg2.Error:
            # Its message may quote the row.
            raise UserError(
                self.env._("Your ballot was not recorded: please vote again.")
            ) from None
        return cursor.fetchall() if cursor.description else []
