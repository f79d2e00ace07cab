from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY, freeze_time, new_test_user
from .price_common import PriceCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestWhoPays(PriceCommon):
    """Nobody pays for others whom they did not send."""

    def test_who_stands_at_the_door_does_not_pay_for_who_comes_in(self):
        event = self._priced(("all", 40), fee_terms="invoice")
        event.door_partner_ids = self.gus
        user = self._user(self.gus)
        space = self.env["club.space"].with_user(user)._open()
        event = event.with_user(user).sudo()
        with freeze_time("2026-04-09 12:10:00"):
            event._walk_in(space, self.anna.partner_id)
            event._walk_in(space, None, {"name": "Nora", "email": "n@example.org"})
        payers = event.booking_ids.payer_id
        self.assertNotIn(self.gus, payers)
        self.assertIn(self.anna.partner_id, payers)
        self.assertEqual(len(payers), 2)

    def test_an_organisation_pays_for_no_strangers_of_its_people(self):
        self._delegate(self.bob, self.acme)
        event = self._priced(("all", 40))
        user = self._user(self.bob)
        event = event.with_user(user)
        people = [{"partner": self.bob}, {"name": "Nora", "email": "n@example.org"}]
        booking = event._register_people(people, self.bob).sudo()
        self.assertFalse(booking.membership_id)
        self.assertEqual(booking.payer_id, self.bob)
        self.assertFalse(booking.invoice_ids)

    def test_an_organisation_pays_for_its_own_people(self):
        self._delegate(self.bob, self.acme)
        event = self._priced(("all", 40)).with_user(self._user(self.bob))
        booking = event._register_people([{"partner": self.bob}], self.bob).sudo()
        self.assertEqual(booking.payer_id, self.acme.partner_id)

    def _user(self, partner):
        return new_test_user(
            self.env,
            f"login_{partner.id}",
            "base.group_portal",
            partner_id=partner.id,
            name=partner.name,
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )

    def _delegate(self, person, membership):
        self.env["club.delegation"].create(
            {
                "membership_id": membership.id,
                "partner_id": person.id,
                "role": "seat",
                "date_from": "2026-01-01",
            }
        )
