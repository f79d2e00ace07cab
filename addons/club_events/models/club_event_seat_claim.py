from odoo import api, models
from odoo.addons.club_membership.tools import run_locking
from odoo.tools import SQL
from psycopg2.errors import SerializationFailure


class ClubEventSeat(models.Model):
    """Taking and giving back places: two people at once never take the same one.

    A pool is (event id, slot id or None, ticket id or None): places of the meeting, or
    of one ticket.
    """

    _inherit = "club.event.seat"

    @api.model
    def _claim(self, pool, registration_ids):
        """Take a free place of this pool for each of these, as far as there are any.

        :return: ids of the registrations that have one now, a beginning of the list
        """
        self.flush_model()
        try:
            with self.env.cr.savepoint(flush=False):
                taken = self._claim_at_once(pool, registration_ids)
        except SerializationFailure:
            # Somebody took one of them since our transaction began: try each.
            taken = self._claim_one_by_one(pool, registration_ids)
        self.invalidate_model(["registration_id"])
        return taken

    @api.model
    def _claim_at_once(self, pool, registration_ids):
        rows = run_locking(
            self.env,
            SQL(
                """
                UPDATE club_event_seat seat SET registration_id = wanted.id
                  FROM (SELECT id, row_number() OVER (ORDER BY number) AS rank
                          FROM (SELECT id, number FROM club_event_seat
                                 WHERE %s AND registration_id IS NULL
                                 ORDER BY number LIMIT %s
                                   FOR UPDATE SKIP LOCKED) free) free
                  JOIN unnest(%s) WITH ORDINALITY wanted(id, rank) USING (rank)
                 WHERE seat.id = free.id
                RETURNING wanted.id
                """,
                self._in_pool(pool),
                len(registration_ids),
                registration_ids,
            ),
        )
        got = {row[0] for row in rows}
        return [each for each in registration_ids if each in got]

    @api.model
    def _claim_one_by_one(self, pool, registration_ids):
        """Try the places that looked free when our transaction began, one after the
        other: those taken since are passed over, whoever has them now."""
        free = run_locking(
            self.env,
            SQL(
                "SELECT id FROM club_event_seat WHERE %s AND registration_id IS NULL "
                "ORDER BY random()",
                self._in_pool(pool),
            ),
        )
        taken, waiting = [], list(registration_ids)
        for (seat_id,) in free:
            if not waiting:
                break
            try:
                with self.env.cr.savepoint(flush=False):
                    got = run_locking(
                        self.env,
                        SQL(
                            """
                            UPDATE club_event_seat SET registration_id = %s
                             WHERE id = (SELECT id FROM club_event_seat
                                          WHERE id = %s AND registration_id IS NULL
                                            FOR UPDATE SKIP LOCKED)
                            RETURNING id
                            """,
                            waiting[0],
                            seat_id,
                        ),
                    )
            except SerializationFailure:
                continue
            if got:
                taken.append(waiting.pop(0))
        return taken

    @api.model
    def _in_pool(self, pool):
        event, slot, ticket = pool
        return SQL(
            "event_id = %s AND slot_id IS NOT DISTINCT FROM %s "
            "AND ticket_id IS NOT DISTINCT FROM %s",
            event,
            slot or None,
            ticket or None,
        )

    @api.model
    def _held_by(self, registrations):
        """{registration id: set of the pools of its places}"""
        held = {}
        if registrations:
            self.flush_model()
            for registration, *pool in self.env.execute_query(
                SQL(
                    "SELECT registration_id, event_id, slot_id, ticket_id "
                    "FROM club_event_seat WHERE registration_id IN %s",
                    tuple(registrations.ids),
                )
            ):
                held.setdefault(registration, set()).add(tuple(pool))
        return held

    @api.model
    def _release(self, registration_ids, pool=None):
        """Give back the places of these registrations (of one pool only).

        :return: ids of the meetings that have free places now
        """
        if not registration_ids:
            return []
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                "UPDATE club_event_seat SET registration_id = NULL "
                "WHERE registration_id IN %s AND %s RETURNING event_id",
                tuple(registration_ids),
                self._in_pool(pool) if pool else SQL("TRUE"),
            )
        )
        self.invalidate_model(["registration_id"])
        return sorted({row[0] for row in rows})
