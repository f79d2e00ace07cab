from odoo.tests import Form, tagged
from odoo.tools import SQL

from ..hooks import give_places
from .common import TODAY, freeze_time
from .register_common import RegisterCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventPlaces(RegisterCommon):
    """As many rows as places, each taken by one registration at most."""

    def _rows(self, event, **pool):
        domain = [("event_id", "=", event.id)]
        domain += [(field, "=", value) for field, value in pool.items()]
        return self.env["club.event.seat"].search(domain)

    def test_rows_follow_the_limit(self):
        event = self._meeting(seats_limited=True, seats_max=3)
        self.assertEqual(len(self._rows(event)), 3)
        event.seats_max = 5
        self.assertEqual(len(self._rows(event)), 5)
        event.seats_max = 2
        self.assertEqual(len(self._rows(event)), 2)
        event.seats_limited = False
        self.assertFalse(self._rows(event))

    def test_fewer_places_than_are_taken_are_refused(self):
        event = self._meeting(seats_limited=True, seats_max=3)
        self._door(event, self.carol, self.carol, self.dan)
        with self._refuses("Meeting has 2 places taken"):
            event.seats_max = 1
        with self._refuses("has 2 places taken"):
            unlimited = self._meeting("Unlimited")
            self._door(unlimited, self.carol, self.carol, self.dan)
            unlimited.write({"seats_limited": True, "seats_max": 1})

    def test_limit_set_afterwards_seats_who_is_there(self):
        event = self._meeting()
        dan = self._door(event, self.dan)
        event.write({"seats_limited": True, "seats_max": 1})
        self.assertEqual(self._rows(event).registration_id, dan)
        self.assertEqual(self._door(event, self.eve).hold, "waiting")

    def test_place_is_freed_by_withdrawing_archiving_and_deleting(self):
        event = self._meeting(seats_limited=True, seats_max=1)
        for free in ("_leave", "action_archive", "unlink"):
            with self.subTest(free=free):
                dan = self._door(event, self.dan)
                self.assertEqual(self._rows(event).registration_id, dan)
                dan.action_cancel() if free == "_leave" else getattr(dan, free)()
                self.assertFalse(self._rows(event).registration_id)

    def test_tickets_have_places_of_their_own(self):
        event = self._meeting(seats_limited=True, seats_max=3)
        vip = self._ticket(event, "VIP", seats_max=1)
        plain = self._ticket(event, "Plain", "all")
        self.assertEqual(len(self._rows(event, ticket_id=vip.id)), 1)
        self.assertEqual(self._door(event, self.dan, ticket=vip).state, "open")
        eve = self._door(event, self.eve, ticket=vip)
        self.assertEqual(eve.hold, "waiting")
        # Who waits for a ticket keeps no place of the meeting from the others.
        self.assertEqual(len(self._rows(event).filtered("registration_id")), 2)
        self.assertEqual(self._door(event, self.carol, ticket=plain).state, "open")
        dan = event.registration_ids.filtered(lambda r: r.attendee_id == self.dan)
        dan.event_ticket_id = plain
        self.assertEqual(eve.hold, "offer")

    def test_slots_have_the_places_of_the_meeting_each(self):
        event = self._meeting(seats_limited=True, seats_max=1, is_multi_slots=True)
        first, second = self.env["event.slot"].create(
            [
                {
                    "event_id": event.id,
                    "date": "2026-04-09",
                    "start_hour": hour,
                    "end_hour": hour + 1,
                }
                for hour in (14, 15)
            ]
        )
        self.assertEqual(len(self._rows(event)), 2)
        self.assertEqual(self._door(event, self.dan, slot=first).state, "open")
        self.assertEqual(self._door(event, self.eve, slot=first).hold, "waiting")
        self.assertEqual(self._door(event, self.eve, slot=second).state, "open")
        with self._refuses("choose one of them"):
            self._door(event, self.carol)

    def test_core_counts_what_is_kept_as_taken(self):
        event = self._meeting(seats_limited=True, seats_max=2)
        ticket = self._ticket(event, seats_max=2)
        dan = self._door(event, self.dan, ticket=ticket)
        dan._checked().write(
            {"state": "draft", "hold": "payment", "hold_until": "2026-03-15 01:00:00"}
        )
        for record in (event, ticket):
            self.assertEqual((record.seats_available, record.seats_taken), (1, 1))
        self.assertEqual(event._get_seats_availability([(False, ticket)]), [1])
        self._door(event, self.eve, ticket=ticket)
        self.assertTrue(event.event_registrations_sold_out)

    def test_office_enters_somebody_into_a_full_meeting_and_they_wait(self):
        event = self._meeting(seats_limited=True, seats_max=1)
        self._door(event, self.dan)
        desk = self._as("secretary", self.env["event.registration"])
        form = Form(
            desk.with_context(default_event_id=event.id),
            "event.view_event_registration_form",
        )
        form.attendee_id = self.eve
        self.assertEqual(form.membership_id, self.acme)
        eve = form.save()
        self.assertEqual((eve.hold, eve.waiting_rank), ("waiting", 1))
        self.assertEqual(event.waiting_count, 1)
        with self._refuses("no place is left for Eve"):
            eve.action_confirm()
        with self._refuses("no place is left for Carol"):
            desk.create(
                {"event_id": event.id, "attendee_id": self.carol.id, "state": "open"}
            )

    def test_meetings_of_before_get_their_places_when_the_addon_is_installed(self):
        event = self._meeting(audience="open", seats_limited=True, seats_max=1)
        people = self._door(event, self.zoe) | self._door(event, self.dan)
        self.env.flush_all()
        self.env.cr.execute(
            SQL("UPDATE event_registration SET state = 'open', hold = NULL "
                "WHERE id IN %s", tuple(people.ids))
        )  # fmt: skip
        self.env.cr.execute(
            SQL("DELETE FROM club_event_seat WHERE event_id = %s", event.id)
        )
        self.env.invalidate_all()
        give_places(self.env)
        self.assertEqual(self._rows(event).registration_id, people[0])
        people[1].action_set_done()  # nobody is turned away for want of a row
        people[0].action_cancel()
        self.assertEqual(self._rows(event).registration_id, people[1])
