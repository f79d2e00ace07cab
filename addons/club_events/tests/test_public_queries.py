from contextlib import ExitStack
from unittest.mock import patch

from odoo.addons.event.models.event_registration import EventRegistration as Core
from odoo.http import request
from odoo.tests import tagged

from .public_common import PublicCommon

PEOPLE = [{"name": f"Person {n}", "email": f"person{n}@example.org"} for n in range(3)]


@tagged("post_install", "-at_install")
class TestPublicQueries(PublicCommon):
    """Registering on the public page costs about what core's own form costs."""

    def _queries(self, event):
        self._forget_nothing()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        kinds = {q.question_type: q.id for q in event.question_ids}
        form = {}
        for number, person in enumerate(PEOPLE, 1):
            form[f"{number}-event_ticket_id"] = 0
            for kind, text in person.items():
                form[f"{number}-{kind}-{kinds[kind]}"] = text
        path = f"/event/{event.id}/registration/confirm"
        answer = self._post(path, form, follow=False)
        self.assertIn("/registration/success", answer.headers["Location"])
        self.env.flush_all()
        count = self.cr.sql_log_count - before
        self.assertEqual(len(event.registration_ids), len(PEOPLE))
        return count

    def test_registering_costs_half_more_queries_than_core_at_most(self):
        warm, ours, cold, cores = (self._open_meeting(f"Day {n}") for n in range(4))
        self._browser()
        self._queries(warm)
        mine = self._queries(ours)
        with self._plain_core():
            self._queries(cold)
            plain = self._queries(cores)
        self.assertFalse(cores.registration_ids.booking_id)
        self.assertLessEqual(mine, 1.5 * plain, f"{mine} queries, core {plain}")

    def _plain_core(self):
        """Core's way to register what a form says, with core's ``create``."""

        def create(registrations, vals_list):
            return Core.create(registrations, vals_list)

        def register(event, orders, discount=None):
            event._verify_seats_availability([(False, False, len(orders))])
            visitors = request.env["website.visitor"]
            visitor = visitors._get_visitor_from_request(force_create=True)
            event.env["event.registration"].sudo().create(
                [
                    {**order, "event_id": event.id, "visitor_id": visitor.id}
                    for order in orders
                ]
            )
            return event.env["club.event.booking"]

        stack = ExitStack()
        for model, name, plain in (
            ("event.registration", "create", create),
            ("event.event", "_register_publicly", register),
        ):
            stack.enter_context(patch.object(self.registry[model], name, plain))
        return stack

    def test_the_page_costs_the_same_with_few_or_many_people(self):
        few, many = self._open_meeting("Few"), self._open_meeting("Many")
        self.env["event.registration"].create(
            [{"event_id": many.id, "name": f"Person {n}"} for n in range(30)]
        )
        self._browser()
        self._page_queries(few)
        self.assertEqual(self._page_queries(many), self._page_queries(few))

    def _page_queries(self, event):
        self._forget_nothing()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.assertEqual(self.url_open(f"/event/{event.id}/register").status_code, 200)
        return self.cr.sql_log_count - before
