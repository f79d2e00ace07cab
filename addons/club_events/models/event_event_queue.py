from datetime import timedelta

from odoo import api, fields, models
from odoo.addons.club_membership.tools import locked_ids
from odoo.tools import SQL
from psycopg2.errors import SerializationFailure

from .circle import Circle

CHUNK = 50
SHORTEST = timedelta(hours=1)


class EventEvent(models.Model):
    """The waiting list: who waits first is offered the place that became free."""

    _inherit = "event.event"

    def _serve(self):
        """Offer the free places of these meetings to who waits for them, in order.

        Who may not come at the moment (their dues are due again) is passed over, and
        goes on waiting.
        """
        # sudo: who leaves makes room for people they may not see.
        for event in self.sudo():
            passed_over = []
            try:
                with self.env.cr.savepoint():
                    event._seat_present()
                while event._offer_next(passed_over):
                    pass
            except SerializationFailure:
                # Somebody else changes this list: the job looks again.
                self._serve_soon()

    def _seat_present(self):
        """Who has been here since before there was a limit takes a free place first."""
        # sudo: nobody has a right on places.
        seats = self.env["club.event.seat"].sudo()
        for pool, free in seats._free_in(self).items():
            if free:
                seats._seat_present(pool, free, strict=False)

    def _offer_next(self, passed_over):
        """Offer to the first of the list, a chunk of them at most.

        :param passed_over: ids of who was not served, added to
        :return: whether there may be more
        """
        with self.env.cr.savepoint():
            waiting = self._first_waiting(passed_over)
            if not waiting:
                return False
            circle = Circle(self, waiting.attendee_id)
            welcome = waiting.filtered(lambda r: not r._refusal_in(circle))
            offered = welcome._take_places()
            passed_over += (waiting - offered).ids
            offered._offer()
        return True

    def _first_waiting(self, passed_over):
        """Who waits for a place that is free, locked; others serve the ones after."""
        self.env.flush_all()
        ids = locked_ids(
            self.env,
            SQL(
                """
                SELECT r.id %s AND r.event_id = %s AND r.id <> ALL(%s)
                 ORDER BY r.queued_at, r.id LIMIT %s FOR UPDATE OF r SKIP LOCKED
                """,
                self._servable(),
                self.id,
                passed_over,
                CHUNK,
            ),
        )
        found = self.env["event.registration"].browse(ids)
        found.invalidate_recordset()
        return found

    @api.model
    def _servable(self):
        """FROM and WHERE of the registrations that wait although a place is free."""
        free = "s.event_id = e.id AND s.slot_id IS NOT DISTINCT FROM r.event_slot_id"
        return SQL(
            f"""
            FROM event_registration r
            JOIN event_event e ON e.id = r.event_id
            LEFT JOIN event_event_ticket t ON t.id = r.event_ticket_id
            LEFT JOIN event_slot l ON l.id = r.event_slot_id
           WHERE r.hold = 'waiting' AND r.active AND e.active
             AND e.cancelled_on IS NULL AND e.kanban_state IS DISTINCT FROM 'cancel'
             AND COALESCE(l.start_datetime, e.date_begin) > %s
             AND (NOT e.seats_limited OR COALESCE(e.seats_max, 0) = 0
                  OR (e.place = 'both' AND r.presence = 'remote') OR EXISTS (
                  SELECT FROM club_event_seat s
                   WHERE {free} AND s.ticket_id IS NULL
                     AND s.registration_id IS NULL))
             AND (COALESCE(t.seats_max, 0) = 0 OR EXISTS (
                  SELECT FROM club_event_seat s
                   WHERE {free} AND s.ticket_id = t.id
                     AND s.registration_id IS NULL))
            """,
            fields.Datetime.now(),
        )

    @api.model
    def _serve_soon(self):
        """Let the job look for places that other transactions freed."""
        # sudo: waking the job up is a consequence, whoever registers or leaves.
        self.env.ref("club_events.ir_cron_club_event_places").sudo()._trigger()

    def _offer_end(self, slot=None):
        """Until when a place offered now is kept (UTC).

        The hours of the meeting, or a quarter of the time left if that is less: near
        the meeting the next ones need theirs too. An hour at least, and never beyond
        the beginning.

        :param slot: the ``event.slot`` it is for
        """
        self.ensure_one()
        now, begin = fields.Datetime.now(), self._begins(slot)
        left = begin - now
        time = min(timedelta(hours=self.offer_hours), max(left / 4, SHORTEST))
        return min(now + time, begin).replace(microsecond=0)
