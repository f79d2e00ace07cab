from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2.errors import UniqueViolation

from .common import TODAY, freeze_time
from .register_common import RegisterCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventRegister(RegisterCommon):
    """The one door: several people, one booking; all of them or nobody."""

    def test_company_registers_three_people_at_once(self):
        event = self._meeting(seats_limited=True, seats_max=2)
        registrations = self._door(
            event, self.carol, self.carol, self.dan, self.eve, membership=self.acme
        )
        self.assertEqual(registrations.mapped("state"), ["open", "open", "draft"])
        self.assertEqual(registrations[2].hold, "waiting")
        self.assertEqual(registrations[2]._queue_position(), 1)
        booking = registrations.booking_id
        self.assertEqual(len(booking), 1)
        self.assertEqual(booking.booker_id, self.carol)
        self.assertEqual(booking.payer_id, self.acme.partner_id)
        self.assertRegex(booking.reference, r"^M-[A-Z2-9]{8}$")

    def test_one_refusal_registers_nobody_and_names_each_reason(self):
        event = self._meeting()
        self._door(event, self.dan)
        with self._refuses("(?s)Alice.*Zoe"):
            self._door(event, self.carol, self.eve, self.alice.partner_id, self.zoe)
        with self._refuses("Dan is registered for Meeting already"):
            self._door(event, self.carol, self.eve, self.dan)
        self.assertEqual(event.registration_ids.attendee_id, self.dan)

    def test_same_person_twice_is_refused_with_a_sentence(self):
        event = self._meeting(audience="open", seats_limited=True, seats_max=1)
        with self._refuses("Zoe is named twice"):
            self._door(event, self.zoe, self.zoe, self.zoe)
        self._door(event, self.dan)
        self._door(event, self.zoe)
        with self._refuses("Zoe is on the waiting list"):
            self._door(event, self.zoe)

    def test_database_knows_a_person_once_whoever_clicks_twice(self):
        event = self._meeting(audience="open")
        self._door(event, self.zoe)
        typed = {"name": "Typed", "email": "typed@example.org"}
        self._door(event, self.zoe, typed)
        rows = self.env["event.registration"]._checked()
        for vals in (
            {"attendee_id": self.zoe.id, "name": "Zoe"},
            {
                "name": "TYPED",
                "email": "Typed@example.org",
                "booking_id": event.booking_ids[:1].id,
            },
        ):
            with (
                self.subTest(vals=vals),
                mute_logger("odoo.sql_db"),
                self.assertRaises(UniqueViolation),
                self.env.cr.savepoint(),
            ):
                rows.create({"event_id": event.id, **vals})

    def test_full_meeting_refuses_who_does_not_want_to_wait(self):
        event = self._meeting(seats_limited=True, seats_max=1)
        self._door(event, self.dan)
        with self._refuses("Meeting is full"):
            self._door(event, self.eve, wait=False)

    def test_nobody_and_nameless_people_are_not_registered(self):
        event = self._meeting(audience="open")
        with self._refuses("Say who comes"):
            event._register_people([], self.zoe)
        with self._refuses("Say the name"):
            self._door(event, self.zoe, {"email": "nobody@example.org"})

    def test_ticket_of_another_meeting_and_too_many_at_once_are_refused(self):
        event, other = self._meeting(audience="open"), self._meeting("Other")
        with self._refuses("not for Meeting"):
            self._door(event, self.zoe, ticket=self._ticket(other))
        single = self._ticket(event, "Single", "all", limit_max_per_order=1)
        with self._refuses("for 1 people at a time"):
            self._door(event, self.zoe, self.zoe, {"name": "Two"}, ticket=single)

    def test_presence_follows_where_the_meeting_is(self):
        remote = self._meeting(audience="open", place="remote")
        self.assertEqual(self._door(remote, self.zoe).presence, "remote")
        both = self._meeting(audience="open", place="both")
        self.assertEqual(
            self._door(both, self.zoe, presence="remote").presence, "remote"
        )

    def test_organisation_keeps_to_its_places(self):
        event = self._meeting(seats_per_organisation=2)
        self._door(event, self.carol, self.carol, self.dan, membership=self.acme)
        with self._refuses("Acme has 2 places"):
            self._door(event, self.eve)
        self.assertEqual(self._door(event, self.alice.partner_id).state, "open")
        dan = event.registration_ids.filtered(lambda r: r.attendee_id == self.dan)
        dan._withdraw(self.carol)
        eve = self._door(event, self.eve)
        self.assertEqual(eve.organisation_seat, 2)
        with self._refuses("Acme has 2 places"):
            dan.action_confirm()

    def test_invited_colleague_comes_beyond_the_places_of_the_organisation(self):
        event = self._meeting(seats_per_organisation=1)
        self._door(event, self.carol)
        guest = self.env["club.event.guest"].create(
            {
                "event_id": event.id,
                "partner_id": self.eve.id,
                "name": "Eve",
                "email": "eve@example.org",
            }
        )
        self.assertEqual(self._door(event, self.eve, guest=guest).state, "open")

    def test_limit_per_organisation_set_afterwards_numbers_who_is_there(self):
        event = self._meeting()
        self._door(event, self.carol, self.carol, self.dan)
        event.seats_per_organisation = 2
        self.assertEqual(
            sorted(event.registration_ids.mapped("organisation_seat")), [1, 2]
        )
        with self._refuses("Acme has 2 places"):
            self._door(event, self.eve)
        event.seats_per_organisation = 0
        self.assertEqual(self._door(event, self.eve).state, "open")

    def test_who_may_withdraw_a_registration(self):
        event = self._meeting()
        registration = self._door(event, self.dan)
        for stranger in (self.eve, self.zoe, self.alice.partner_id):
            with self._refuses("not yours to change"):
                registration.with_user(self._login(stranger))._withdraw(stranger)
        registration.with_user(self._login(self.carol))._withdraw(self.carol, "Ill.")
        self.assertEqual(registration.state, "cancel")
        self.assertIn("Ill.", registration.message_ids.mapped("body")[0])
        came = self._door(event, self.dan)
        came.action_set_done()
        with self._refuses("what happened stays"):
            came._withdraw(self.dan)

    def test_hands_off_what_follows_from_events(self):
        event = self._meeting()
        registration = self._door(event, self.dan)
        office = self._as("secretary", registration)
        with self._refuses("follow from what happens"):
            office.write({"hold": "payment", "state": "draft"})
