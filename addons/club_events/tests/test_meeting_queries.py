from odoo.tests import tagged

from .common import TODAY, freeze_time
from .pages_common import EventsPages


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestMeetingQueries(EventsPages):
    """Pages ask the database as often for many meetings and people as for few."""

    def _count(self, ask):
        """How many queries this takes for Anna, from an empty cache."""
        self._forget_nothing()
        self.env.flush_all()
        self.env.invalidate_all()
        space = self._space()
        before = self.env.cr.sql_log_count
        ask(space)
        return self.env.cr.sql_log_count - before

    def _meetings(self, count):
        for number in range(count):
            event = self._meeting(
                f"Meeting {number}",
                seats_limited=True,
                seats_max=2,
                commission_id=self.commission.id,
                date_begin=f"2026-{number % 9 + 4:02}-09 12:00:00",
                date_end=f"2026-{number % 9 + 4:02}-09 15:00:00",
            )
            if number % 3 == 0:
                event._register_people([{"partner": self.anna}], self.anna)

    def _crowd(self, event, count):
        """So many people who come already, written as the database has them."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            INSERT INTO event_registration
                (event_id, name, email, state, active, presence, company_id,
                 create_date, write_date)
            SELECT %s, 'Person ' || n, 'p' || n || '@example.org', 'open', true,
                   'site', %s, now(), now()
              FROM generate_series(1, %s) n
            """,
            (event.id, self.company.id, count),
        )
        self.env.invalidate_all()

    def test_the_list_costs_the_same_for_3_and_30_meetings(self):
        def ask(space):
            return space.env["event.event"]._list_values(space)

        self._meetings(3)
        ask(self._space())
        few = self._count(ask)
        self._meetings(27)
        many = self._count(ask)
        self.assertEqual(len(ask(self._space())["open"]), 20)
        self.assertEqual(many, few)

    def test_a_meeting_costs_the_same_with_50_and_5000_registrants(self):
        event = self._meeting(seats_limited=True, seats_max=6000)
        event._register_people([{"partner": self.anna}], self.anna)

        def ask(space):
            found = space.env["event.event"]._of_space(space)
            found.filtered(lambda e: e.id == event.id)._page_values(space)
            space.env["event.event"]._list_values(space)

        self._crowd(event, 50)
        ask(self._space())
        few = self._count(ask)
        self._crowd(event, 4950)
        self.assertEqual(self._count(ask), few)

    def test_the_form_costs_the_same_with_50_and_5000_registrants(self):
        event = self._meeting(seats_limited=True, seats_max=6000)

        def ask(space):
            [way] = event.with_env(space.env)._ways(space)
            event.with_env(space.env)._form_values(space, way, {})

        self._crowd(event, 50)
        ask(self._space())
        few = self._count(ask)
        self._crowd(event, 4950)
        self.assertEqual(self._count(ask), few)
