"""What one request changed, anywhere in the database; then it is taken back."""

import re
from collections import Counter
from contextlib import contextmanager

from odoo.tools import SQL

# Written by the way, whoever asks for whatever: tries are counted, refused or not.
BY_THE_WAY = ("bus_bus", "club_rate", "ir_logging", "res_device_log")
# Caches live on when what they remember is taken back.
CACHED = ("res_company", "res_company_users_rel", "res_groups_users_rel", "res_users")
HOUR = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?")
SECRET = re.compile(r"[\w-]{20,}|\d{9,}")


class EffectsCase:
    """For tests with a database, which is one transaction for test and server."""

    @contextmanager
    def _undone(self):
        """Take back all that happens inside; what is made inside is forgotten."""
        made = dict(self.made)
        savepoint = self.env.cr.savepoint()
        try:
            yield savepoint
        finally:
            savepoint.close(rollback=True)
            self.made = made

    def _fingerprint(self):
        """How many rows were ever added, changed and removed, by table: the same
        twice means that in between nothing was written, nowhere."""
        self._settle()
        # What pg_stat_xact_user_tables shows, without what else it computes.
        rows = self.env.execute_query(
            SQL(
                """
                SELECT relname, pg_stat_get_xact_tuples_inserted(oid),
                       pg_stat_get_xact_tuples_updated(oid),
                       pg_stat_get_xact_tuples_deleted(oid)
                  FROM pg_class
                 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                """
            )
        )
        return {table: counts for table, *counts in rows if table not in BY_THE_WAY}

    def _settle(self):
        """Write what records still have to write at the end of a transaction."""
        self.env.cr.precommit.run()
        self.env.flush_all()

    def _changes(self, action):
        """Do it, look what it changed, and take it back.

        :return: what it returned, {table: (rows that are new, rows that are gone)}
        """
        with self._undone() as savepoint:
            before = self._fingerprint()
            result = action()
            after = self._fingerprint()
            written = [table for table in after if after[table] != before.get(table)]
            now = {table: self._rows(table) for table in written}
            # The counters also count what was refused half-way.
            savepoint.rollback()
            then = {table: self._rows(table) for table in written}
        if set(written) & set(CACHED):
            self.registry.clear_all_caches()
        changes = {
            table: ((now[table] - then[table]), (then[table] - now[table]))
            for table in written
            if now[table] != then[table]
        }
        return result, changes

    def _rows(self, table):
        rows = self.env.execute_query(
            SQL("SELECT to_jsonb(t)::text FROM %s t", SQL.identifier(table))
        )
        return Counter(text for (text,) in rows)

    def _comparable(self, changes):
        """``changes`` without what is never twice the same: the hour, secrets."""
        return {
            table: tuple(
                sorted(SECRET.sub("secret", HOUR.sub("hour", row)) for row in rows)
                for rows in both
            )
            for table, both in changes.items()
        }

    @contextmanager
    def _same_numbers(self):
        """What is made inside gets the same ids each time: numbers that were given
        are not taken back with the rest."""
        self._settle()
        before = self._sequences()
        yield
        for name, last in self._sequences().items():
            if last != before[name]:
                self.env.cr.execute(
                    "SELECT setval(%s, %s, %s)",
                    (name, before[name] or 1, before[name] is not None),
                )

    def _sequences(self):
        rows = self.env.execute_query(
            SQL("SELECT quote_ident(sequencename), last_value FROM pg_sequences")
        )
        return dict(rows)
