from odoo import api, models
from odoo.addons.club_membership.tools import run_locking
from odoo.exceptions import UserError
from odoo.tools import SQL

# Who takes part remotely where others come on site: needs no place of the room.
REMOTE = (
    "(r.presence = 'remote' AND EXISTS (SELECT FROM event_event e "
    "WHERE e.id = r.event_id AND e.place = 'both'))"
)


class ClubEventSeat(models.Model):
    """As many rows as there are places: they follow the limits people set."""

    _inherit = "club.event.seat"

    @api.model
    def _follow(self, pools, strict=True):
        """Make or remove places, so that each pool has as many as it should.

        :param pools: {(event id, slot id or None, ticket id or None): limit}, 0 for
            no limit
        :param strict: refuse fewer places than are taken; else those that are too
            many stay without a row, and get one when it becomes free
        :return: ids of the meetings where somebody who waits may have a place now
        """
        if not pools:
            return []
        existing = self._existing(pools)
        # What another rule limited before has no places of its own any more.
        pools = {**dict.fromkeys(existing, 0), **pools}
        changed = []
        for pool, limit in pools.items():
            rows, _taken = existing.get(pool, (0, 0))
            if rows == limit:
                continue
            changed.append(pool)
            if limit > rows:
                self._add(pool, limit - rows)
                if not rows:
                    self._seat_present(pool, limit, strict)
            elif limit:
                self._remove(pool, rows - limit)
            else:
                self._remove_all(pool)
        if changed:
            self.invalidate_model()
        return sorted({pool[0] for pool in changed})

    @api.model
    def _existing(self, pools):
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT event_id, slot_id, ticket_id, count(*), count(registration_id)
                  FROM club_event_seat WHERE event_id IN %s GROUP BY 1, 2, 3
                """,
                tuple({pool[0] for pool in pools}),
            )
        )
        return {tuple(row[:3]): tuple(row[3:]) for row in rows}

    @api.model
    def _free_in(self, events):
        """{pool: how many of its places are free}, without what has no limit"""
        if not events.ids:
            return {}
        existing = self._existing([(event,) for event in events.ids])
        return {pool: rows - taken for pool, (rows, taken) in existing.items()}

    @api.model
    def _add(self, pool, count):
        event, slot, ticket = pool
        self.env.execute_query(
            SQL(
                """
                INSERT INTO club_event_seat (event_id, slot_id, ticket_id, number)
                SELECT %s, %s::int, %s::int, last.number + added
                  FROM (SELECT COALESCE(max(number), 0) AS number
                          FROM club_event_seat WHERE %s) last,
                       generate_series(1, %s) added
                RETURNING id
                """,
                event,
                slot,
                ticket,
                self._in_pool(pool),
                count,
            )
        )

    @api.model
    def _seat_present(self, pool, limit, strict):
        """Who was there before there was a limit takes its first places.

        :param limit: how many places there are to take
        """
        self.env.flush_all()
        event, slot, ticket = pool
        here = SQL(
            "r.event_id = %s AND r.active AND (r.state IN ('open', 'done') "
            "OR r.hold IN ('offer', 'payment')) AND NOT EXISTS ("
            "SELECT FROM club_event_seat s WHERE s.registration_id = r.id "
            "AND s.ticket_id IS NOT DISTINCT FROM %s)",
            event,
            ticket,
        )
        if not ticket:
            here = SQL("%s AND NOT %s", here, SQL(REMOTE))
        if slot:
            here = SQL("%s AND r.event_slot_id = %s", here, slot)
        if ticket:
            here = SQL("%s AND r.event_ticket_id = %s", here, ticket)
        ids = [
            row[0]
            for row in self.env.execute_query(
                SQL(
                    "SELECT r.id FROM event_registration r WHERE %s ORDER BY r.id", here
                )
            )
        ]
        if strict and len(ids) > limit:
            self._refuse(pool, limit, len(ids))
        if ids:
            self._claim(pool, ids[:limit])

    @api.model
    def _leave_room(self, event_ids):
        """Give back the places of the room that people have who take part remotely."""
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                "UPDATE club_event_seat s SET registration_id = NULL "
                "FROM event_registration r WHERE r.id = s.registration_id "
                "AND s.ticket_id IS NULL AND s.event_id IN %s AND %s RETURNING s.id",
                tuple(event_ids),
                SQL(REMOTE),
            )
        )
        self.invalidate_model(["registration_id"])

    @api.model
    def _remove(self, pool, count):
        """Take away free places; those somebody has stay theirs."""
        removed = run_locking(
            self.env,
            SQL(
                """
                DELETE FROM club_event_seat
                 WHERE id IN (SELECT id FROM club_event_seat
                               WHERE %s AND registration_id IS NULL
                               ORDER BY number DESC LIMIT %s
                                 FOR UPDATE SKIP LOCKED)
                RETURNING id
                """,
                self._in_pool(pool),
                count,
            ),
        )
        if len(removed) < count:
            rows = self._existing([pool])[pool]
            self._refuse(pool, rows[0] - count + len(removed), rows[1])

    @api.model
    def _remove_all(self, pool):
        self.env.execute_query(
            SQL(
                "DELETE FROM club_event_seat WHERE %s RETURNING id", self._in_pool(pool)
            )
        )

    @api.model
    def _refuse(self, pool, limit, taken):
        event, slot, ticket = pool
        record = (
            self.env["event.event.ticket"].browse(ticket)
            if ticket
            else self.env["event.slot"].browse(slot)
            if slot
            else self.env["event.event"].browse(event)
        )
        raise UserError(
            self.env._(
                "%(name)s has %(taken)s places taken and cannot have %(limit)s only: "
                "withdraw people first.",
                name=record.display_name,
                taken=taken,
                limit=limit,
            )
        )
