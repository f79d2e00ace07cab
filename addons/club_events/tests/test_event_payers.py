from odoo import Command
from odoo.tests import tagged

from .common import new_test_user
from .price_common import PriceCommon


@tagged("post_install", "-at_install")
class TestEventPayers(PriceCommon):
    """Who registers others does not pay for them, unless they are their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.host = new_test_user(
            cls.env,
            login="payers_anna",
            groups="base.group_portal",
            partner_id=cls.anna.partner_id.id,
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def _run_by_anna(self):
        trainers = [Command.set(self.anna.partner_id.ids)]
        return self._priced(("all", 40), trainer_ids=trainers)

    def test_each_member_whom_the_host_registers_pays_for_themselves(self):
        event, anna = self._run_by_anna(), self.anna.partner_id
        bea = self._standing("Bea").partner_id
        carl = self._standing("Carl", payer_id=self.gus.id).partner_id
        bookings = event.with_user(self.host)._register_people(
            [{"partner": each} for each in (anna, bea, carl)], anna
        )
        payers = {b.registration_ids.attendee_id: b.payer_id for b in bookings.sudo()}
        self.assertEqual(payers, {anna: anna, bea: bea, carl: self.gus})

    def test_an_organisation_pays_for_whom_a_host_registers_in_its_name(self):
        event, anna = self._run_by_anna(), self.anna.partner_id
        for person in (self.bob, self.cleo):
            self.env["club.delegation"].create(
                {
                    "membership_id": self.acme.id,
                    "partner_id": person.id,
                    "role": "seat",
                    "date_from": "2026-01-01",
                }
            )
        booking = event.with_user(self.host)._register_people(
            [{"partner": self.bob}, {"partner": self.cleo}], anna
        )
        self.assertEqual(booking.sudo().payer_id, self.acme.partner_id)
        self.assertEqual(len(booking.sudo().registration_ids), 2)

    def test_who_comes_in_at_the_door_pays_and_not_the_host(self):
        event, anna = self._run_by_anna(), self.anna.partner_id
        space = self.env["club.space"].with_user(self.host)._open()
        door = event.with_user(self.host)
        door._walk_in(space, self._standing("Bea").partner_id)
        typed = {"name": "Nora New", "email": "nora@example.org", "phone": ""}
        door._walk_in(space, None, typed)
        payers = event.booking_ids.payer_id
        self.assertEqual(sorted(payers.mapped("name")), ["Bea", "Nora New"])
        self.assertFalse(event.booking_ids.filtered(lambda b: b.booker_id == anna))
