from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY, freeze_time, new_test_user
from .price_common import PriceCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestWhoPays(PriceCommon):
    """Nobody pays for others whom they did not send."""

    def test_an_organisation_pays_for_no_strangers_of_its_people(self):
        self._delegate(self.bob, self.acme)
        event = self._priced(("all", 40))
        user = self._user(self.bob)
        event = event.with_user(user)
        people = [{"partner": self.bob}, {"name": "Nora", "email": "n@example.org"}]
        bookings = event._register_people(people, self.bob).sudo()
        payers = {b.registration_ids.name: b.payer_id for b in bookings}
        self.assertEqual(payers, {"Bob": self.acme.partner_id, "Nora": self.bob})

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
