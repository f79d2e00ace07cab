from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, EventsCommon, freeze_time, new_test_user


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventRegister(EventsCommon):
    """The one door: who comes, in whose name, with which place."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alice = cls._standing("Alice")
        cls.user = new_test_user(
            cls.env,
            login="alice",
            groups="base.group_portal",
            partner_id=cls.alice.partner_id.id,
            company_id=cls.company.id,
        )

    def test_member_registers(self):
        event = self._meeting()
        alice = self.alice.partner_id
        booking = event.with_user(self.user)._register_people(
            [{"partner": alice}], alice
        )
        registration = booking.registration_ids
        self.assertEqual(registration.state, "open")
        self.assertEqual(registration.membership_id, self.alice)
        self.assertFalse(registration.hold)
        with self.assertRaisesRegex(UserError, "registered for Meeting already"):
            event.with_user(self.user)._register_people([{"partner": alice}], alice)

    def test_full_meeting_makes_people_wait_and_offers_what_becomes_free(self):
        event = self._meeting(seats_limited=True, seats_max=1)
        bob = self._standing("Bob").partner_id
        first = event._register_people([{"partner": self.alice.partner_id}], bob)
        second = event._register_people([{"partner": bob}], bob)
        self.assertEqual(second.registration_ids.hold, "waiting")
        first.registration_ids._withdraw(self.alice.partner_id)
        self.assertEqual(first.registration_ids.state, "cancel")
        self.assertEqual(second.registration_ids.hold, "offer")
        second.registration_ids._accept(bob)
        self.assertEqual(second.registration_ids.state, "open")
