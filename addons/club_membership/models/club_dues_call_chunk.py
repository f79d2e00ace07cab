from odoo import fields, models
from odoo.tools import SQL

from ..tools import locked_ids

# Measured on payment, which grows with the entry it reconciles against. Odoo writes
# a hundred rows a query: three of them, with room for the income lines.
CHUNK_SIZE = 290
WRITTEN_TABLES = (
    "account_move, account_move_line, club_due, club_membership_period, club_movement, "
    "club_notice"
)


class ClubDuesCall(models.Model):
    """Calling: one chunk makes periods, dues, their booking, register and notices.

    Everything of a chunk is in one transaction and every insert gives way to what
    is already there, so that a killed or repeated call does only what is missing.
    """

    _inherit = "club.dues.call"

    def _run_count_remaining(self):
        return self.env["club.dues.call.line"].search_count(
            [("call_id", "=", self.id), ("state", "=", "ready")]
        )

    def _run_chunk(self):
        self._refresh_statistics()
        lines = self._next_lines()
        if not lines:
            return 0
        self._run_items(lines, self._call_lines)
        return len(lines)

    def _refresh_statistics(self):
        """Tell the planner about the rows written, each time they doubled.

        The first call of an association fills empty tables: until PostgreSQL looks
        by itself, a minute later, it reads them whole for every chunk. Not worth
        its time for the last chunk.
        """
        chunks = self.run_done // CHUNK_SIZE
        remaining = self.run_total - self.run_done
        if chunks and chunks & (chunks - 1) == 0 and remaining > CHUNK_SIZE:
            self.env.cr.execute(SQL("ANALYZE %s", SQL(WRITTEN_TABLES)))

    def _next_lines(self):
        """The next lines of one section and one way of booking, locked.

        An invoice is for all that its payer owes: lines to invoice come payer by
        payer, whatever the sections, and no payer is cut in two.
        """
        self.env.flush_all()
        query = SQL(
            """
            WITH first AS (
                SELECT booking_mode, section_id FROM club_dues_call_line
                 WHERE call_id = %(call)s AND state = 'ready'
                 ORDER BY booking_mode, section_id, type_id, id LIMIT 1
            ), chosen AS (
                SELECT l.id, l.payer_id, l.booking_mode
                  FROM club_dues_call_line l, first
                 WHERE l.call_id = %(call)s AND l.state = 'ready'
                   AND l.booking_mode = first.booking_mode
                   AND (l.booking_mode = 'invoice'
                        OR l.section_id = first.section_id)
                 ORDER BY CASE WHEN l.booking_mode = 'invoice'
                               THEN l.payer_id END, l.type_id, l.id
                 LIMIT %(size)s
            )
            SELECT l.id FROM club_dues_call_line l
             WHERE l.call_id = %(call)s AND l.state = 'ready'
               AND (l.id IN (SELECT id FROM chosen)
                    OR l.booking_mode = 'invoice' AND l.payer_id IN (
                        SELECT payer_id FROM chosen
                         WHERE booking_mode = 'invoice'))
             ORDER BY l.type_id, l.id
               FOR UPDATE OF l
            """,
            call=self.id,
            size=CHUNK_SIZE,
        )
        return self.env["club.dues.call.line"].browse(locked_ids(self.env, query))

    def _call_lines(self, lines):
        self._make_periods(lines)
        lines = lines.filtered(lambda line: line.state == "ready")
        if not lines:
            return
        dues = self._make_dues(lines)
        dues.filtered("called_amount")._book(self)
        self._confirm_free(lines)
        self._record_movements(lines)
        self._mark_done(lines)
        # Rows came by SQL: what was read of their owners is out of date.
        lines.membership_id.invalidate_recordset(
            ["period_ids", "due_ids", "movement_ids", "amount_due"], flush=False
        )
        self.invalidate_recordset(["due_ids"], flush=False)
        lines.membership_id._refresh()
        self.env["club.notice"]._announce(self, dues.ids)

    def _make_periods(self, lines):
        """Open the periods that do not exist yet; who has one meanwhile is passed."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                WITH made AS (
                    INSERT INTO club_membership_period (
                        id, term_id, membership_id, company_id, partner_id, type_id,
                        section_id, date_from, date_to, newcomer, due_on, grace_until,
                        superseded, cancelled,
                        create_uid, write_uid, create_date, write_date)
                    SELECT n.id, n.id, l.membership_id, l.company_id, l.partner_id,
                           l.type_id, l.section_id, l.term_from, l.term_to, l.newcomer,
                           %(due_on)s, CASE WHEN NOT COALESCE(l.newcomer, FALSE)
                               THEN %(due_on)s::date + t.grace_days END,
                           FALSE, FALSE, %(uid)s, %(uid)s, %(now)s, %(now)s
                      FROM club_dues_call_line l
                      JOIN club_membership_type t ON t.id = l.type_id
                     CROSS JOIN LATERAL (
                         SELECT nextval('club_membership_period_id_seq') AS id,
                                l.id AS line
                     ) n
                     WHERE l.id = ANY(%(ids)s) AND l.period_id IS NULL
                    ON CONFLICT DO NOTHING
                    RETURNING id, membership_id
                )
                UPDATE club_dues_call_line l
                   SET period_id = made.id
                  FROM made
                 WHERE l.id = ANY(%(ids)s) AND l.membership_id = made.membership_id
                """,
                ids=lines.ids,
                due_on=self.due_date,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.env.cr.execute(
            SQL(
                "UPDATE club_dues_call_line SET state = 'already' "
                "WHERE id = ANY(%s) AND period_id IS NULL",
                lines.ids,
            )
        )
        self.env.cr.execute(
            SQL(
                """
                UPDATE club_membership_period p
                   SET due_on = %(due_on)s,
                       grace_until = CASE WHEN p.newcomer THEN NULL
                                          ELSE %(due_on)s::date + t.grace_days END
                  FROM club_dues_call_line l
                  JOIN club_membership_type t ON t.id = l.type_id
                 WHERE l.id = ANY(%(ids)s) AND p.id = l.period_id
                   AND p.due_on IS DISTINCT FROM %(due_on)s
                """,
                ids=lines.ids,
                due_on=self.due_date,
            )
        )
        lines.invalidate_recordset()
        self.env["club.membership.period"].invalidate_model()

    def _mark_done(self, lines):
        self.env.cr.execute(
            SQL(
                "UPDATE club_dues_call_line SET state = 'done' WHERE id = ANY(%s)",
                lines.ids,
            )
        )
        lines.invalidate_recordset(["state"])

    def _confirm_free(self, lines):
        """Nothing to pay is settled: the period counts from the start."""
        free = lines.filtered(
            lambda line: not any(float(c[2]) for c in line.charges if c[0] == "base")
        )
        free.period_id.filtered(lambda p: not p.confirmed_on).write(
            {"confirmed_on": self.date}
        )

    def _record_movements(self, lines):
        """One row of the register per member called."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                WITH called AS (
                    SELECT l.*,
                           EXISTS (SELECT FROM club_membership_period p
                                    WHERE p.membership_id = l.membership_id
                                      AND p.id <> l.period_id
                                      AND p.confirmed_on IS NOT NULL)
                           OR EXISTS (SELECT FROM club_movement left_before
                                       WHERE left_before.membership_id
                                             = l.membership_id
                                         AND left_before.kind IN (
                                             'resigned', 'struck_off', 'excluded'))
                           AS was_member
                      FROM club_dues_call_line l
                     WHERE l.id = ANY(%(ids)s)
                )
                INSERT INTO club_movement (
                    membership_id, kind, date, company_id, period_id, section_id,
                    type_id, reason, create_uid, write_uid, create_date, write_date)
                SELECT l.membership_id,
                       CASE WHEN NOT l.newcomer THEN 'renewed'
                            WHEN l.was_member THEN 'rejoined' ELSE 'joined' END,
                       %(date)s, l.company_id, l.period_id, l.section_id, l.type_id,
                       %(reason)s, %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM called l
                 WHERE NOT EXISTS (SELECT FROM club_movement m
                                    WHERE m.period_id = l.period_id
                                      AND m.kind IN ('joined', 'renewed', 'rejoined'))
                   -- Who was imported before their first dues has joined already.
                   AND (NOT l.newcomer OR l.was_member
                        OR NOT EXISTS (SELECT FROM club_movement m
                                        WHERE m.membership_id = l.membership_id
                                          AND m.kind = 'joined'))
                """,
                ids=lines.ids,
                date=self.date,
                # A single call is named after the person, whose name the register,
                # that nobody rewrites, must not repeat.
                reason=None if self.kind == "single" else self.name,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.env["club.movement"].invalidate_model()
