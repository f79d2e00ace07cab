import json

from odoo import models
from odoo.addons.club_membership.tools import locked_ids
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL
from psycopg2 import IntegrityError

from .club_bank_run import WRITTEN_TABLES

# Recognising reads once what is owed to the association: the more lines at a time, the
# better. Settling grows with the ledger lines it touches.
RECOGNISE_CHUNK = 5000
SETTLE_CHUNK = 300


class ClubBankRun(models.Model):
    """One chunk: lines are recognised first, all of them, then settled."""

    _inherit = "club.bank.run"

    def _run_chunk(self):
        # sudo: the run does what whoever started it may do.
        run = self.sudo()
        if lines := run._next_lines("recognise", RECOGNISE_CHUNK):
            exact = run._recognise_lines(lines)
            return 2 * len(lines) - len(exact)
        if lines := run._next_lines("settle", SETTLE_CHUNK):
            run._settle_lines(lines)
            return len(lines)
        return 0

    def _next_lines(self, step, size):
        """The next lines of this step, locked."""
        self.env.flush_all()
        query = SQL(
            """
            SELECT id FROM club_bank_line
             WHERE run_id = %s AND run_step = %s
             ORDER BY run_key, id LIMIT %s FOR UPDATE
            """,
            self.id,
            step,
            size,
        )
        return self.env["club.bank.line"].browse(locked_ids(self.env, query))

    def _recognise_lines(self, lines):
        """Propose; lines with one exact proposal stay, to be settled.

        :return: these lines
        """
        lines._recognise()
        keys = {}
        for proposal in lines._exact():
            moves = proposal.move_line_ids.move_id
            keys[proposal.line_id.id] = max(moves.ids, default=0)
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE club_bank_line l
                   SET run_step = CASE WHEN k.key IS NOT NULL THEN 'settle' END,
                       run_key = k.key
                  FROM (SELECT id, (%(keys)s::jsonb ->> id::text)::int AS key
                          FROM UNNEST(%(ids)s) AS id) k
                 WHERE l.id = k.id
                """,
                ids=lines.ids,
                keys=_json(keys),
            )
        )
        lines.invalidate_recordset(["run_step", "run_key"], flush=False)
        self._refresh_statistics()
        return lines.browse(keys)

    def _settle_lines(self, lines):
        """Settle what is still as it was proposed; look again at the rest, once."""
        lines.message = False
        fresh = lines._exact()._fresh()
        self._settle_or_tell(fresh)
        if stale := lines - fresh.line_id:
            stale._recognise()
            self._settle_or_tell(stale._exact()._fresh())
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE club_bank_line SET run_step = NULL WHERE id = ANY(%s)",
                lines.ids,
            )
        )
        lines.invalidate_recordset(["run_step"], flush=False)

    def _settle_or_tell(self, proposals):
        """Settle proposals together; if that is refused one by one, and say on the
        line what was in the way."""
        if not proposals:
            return
        try:
            with self.env.cr.savepoint():
                proposals._settle()
        except (UserError, ValidationError, IntegrityError) as error:
            if len(proposals.line_id) == 1:
                proposals.line_id.message = self._refusal(error)
                return
            for part in proposals.grouped("line_id").values():
                self._settle_or_tell(part)

    def _refresh_statistics(self):
        """Tell the planner of the rows that came: the settling that follows reads them
        by hundreds of lines."""
        if self.run_total > 2 * SETTLE_CHUNK:
            self.env.cr.execute(SQL("ANALYZE %s", SQL(WRITTEN_TABLES)))


def _json(keys):
    return json.dumps({str(number): key for number, key in keys.items()})
