from odoo.tests import tagged
from odoo.tools import SQL

from .common import TODAY, freeze_time
from .register_common import RegisterCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventRegisterQueries(RegisterCommon):
    """Registering costs the same however many people are there already."""

    def _crowd(self, event, count):
        """So many people who are there already."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO event_registration
                       (event_id, company_id, name, state, active, presence)
                SELECT %s, %s, 'Somebody ' || n, 'open', TRUE, 'site'
                  FROM generate_series(1, %s) n
                """,
                event.id,
                self.company.id,
                count,
            )
        )
        event.write({"seats_limited": True, "seats_max": count + 50})
        self.env.flush_all()
        self.env.invalidate_all()

    def _cost(self, event, people):
        self._forget_nothing()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        event._register_people([{"partner": each} for each in people], people[0])
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_as_many_queries_with_50_as_with_5000_registrants(self):
        people = self._members(3)
        small, large = self._meeting("Small"), self._meeting("Large")
        self._crowd(small, 50)
        self._crowd(large, 5000)
        self._cost(self._meeting("Warm"), people[2])
        self.assertEqual(self._cost(small, people[0]), self._cost(large, people[1]))

    def test_twenty_people_cost_hardly_more_queries_than_one(self):
        people = self._members(21)
        event = self._meeting()
        self._crowd(event, 5)
        self._cost(self._meeting("Warm"), people[0])
        one = self._cost(event, people[0])
        twenty = self._cost(event, people[1:])
        self.assertLess(one, 90)
        self.assertLess(twenty, one + 20)
