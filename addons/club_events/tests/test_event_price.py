from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .price_common import PriceCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventPrice(PriceCommon):
    """Whose price one pays follows from today's memberships."""

    def _taken(self, event, partner=None, membership=None, guest=None):
        partner = partner or self.env["res.partner"]
        return event._tickets_for(partner, membership, guest).mapped("club_category")

    def test_each_pays_the_price_of_their_standing(self):
        event = self._priced(
            ("non_member", 90), ("member", 30), ("guest", 10), ("all", 120)
        )
        guest = self.env["club.event.guest"].create(
            {"event_id": event.id, "name": "Gus", "email": "gus@example.org"}
        )
        self.assertEqual(self._taken(event, self.anna.partner_id), ["member", "all"])
        self.assertEqual(self._taken(event, self.gus), ["non_member", "all"])
        self.assertEqual(
            self._taken(event, guest=guest), ["guest", "non_member", "all"]
        )
        self.assertEqual(self._taken(event, self.bob, self.acme), ["member", "all"])

    def test_a_sponsor_has_both_prices_and_the_cheapest_comes_first(self):
        event = self._priced(("member", 30), ("sponsor", 5))
        sponsor = self._standing("Patron", kind=self._company_type(is_sponsor=True))
        self.assertEqual(self._taken(event, self.bob, sponsor), ["sponsor", "member"])
        self.assertEqual(self._taken(event, self.bob, self.acme), ["member"])

    def test_a_lapsed_member_is_no_member(self):
        event = self._priced(("member", 30), ("non_member", 90))
        self._lapse(self.anna)
        self.assertEqual(self._taken(event, self.anna.partner_id), ["non_member"])

    def test_membership_of_another_association_gives_no_price_here(self):
        other = self._association("Other club")
        kind = self.env["club.membership.type"].create(
            {"name": "There", "company_id": other.id}
        )
        there = self._member("Ola", kind=kind)
        self._period(there, "2026-01-01", "2026-12-31")
        there._refresh()
        event = self._priced(("member", 30), ("non_member", 90))
        self.assertTrue(there.is_member)
        self.assertEqual(self._taken(event, there.partner_id, there), ["non_member"])

    def test_a_ticket_that_is_sold_no_more_is_not_offered(self):
        event = self._priced(("all", 30), ("all", 60))
        event.event_ticket_ids.sorted("price")[
            0
        ].end_sale_datetime = "2026-03-01 00:00:00"
        self.assertEqual(event._tickets_for(self.gus).mapped("price"), [60.0])

    def test_what_is_shown_has_the_taxes_in_it(self):
        event = self._priced(("all", 25), product=self.product)
        [line] = event._price_lines()
        self.assertIn("30.00", line["price"])
        self.assertEqual(event.event_ticket_ids._full_fee(), 30)

    def test_a_price_of_nothing_is_included_in_the_dues(self):
        event = self._priced(("member", 0), ("guest", 0))
        self.assertEqual(
            [line["price"] for line in event._price_lines()],
            ["Included in the dues", "Free"],
        )

    def test_a_payer_abroad_pays_the_price_without_taxes(self):
        event = self._priced(("all", 25), product=self.product)
        exempt = self.env["account.fiscal.position"].create(
            {"name": "Abroad", "company_id": self.company.id}
        )
        self._tax("No tax", 0).write(
            {
                "fiscal_position_ids": [(4, exempt.id)],
                "original_tax_ids": [(4, self.tax.id)],
            }
        )
        self.gus.with_company(self.company).property_account_position_id = exempt
        booking = self._book(event, [self.gus])
        self.assertEqual(booking.amount_total, 25)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestFreePlaces(PriceCommon):
    """So many people of an organisation come for free, the others pay."""

    def test_the_first_places_are_free_the_next_are_paid(self):
        event = self._priced(("member", 40, 1), ("non_member", 80))
        booking = self._book(event, [self.bob, self.cleo], self.acme)
        self.assertEqual(booking.registration_ids.sorted("id").mapped("fee"), [0, 40])
        self.assertEqual(booking.amount_total, 40)
        self.assertEqual(self._totals(booking.invoice_ids), [40])

    def test_a_second_booking_finds_no_free_place_left(self):
        event = self._priced(("member", 40, 1))
        self._book(event, [self.bob], self.acme)
        self.assertEqual(self._book(event, [self.cleo], self.acme).amount_total, 40)

    def test_another_organisation_has_its_own(self):
        event = self._priced(("member", 40, 1))
        other = self._standing("Beta", kind=self.acme.type_id)
        self._book(event, [self.bob], self.acme)
        self.assertEqual(self._book(event, [self.cleo], other).amount_total, 0)

    def test_a_person_who_comes_for_themselves_has_none(self):
        event = self._priced(("member", 40, 1))
        booking = self._book(event, [self.anna.partner_id], self.anna)
        self.assertEqual(booking.amount_total, 40)

    def test_a_free_place_given_up_is_there_for_the_next(self):
        event = self._priced(("member", 40, 1))
        first = self._book(event, [self.bob], self.acme)
        first.registration_ids._withdraw(self.bob)
        self.assertEqual(self._book(event, [self.cleo], self.acme).amount_total, 0)

    def test_who_waits_takes_no_free_place(self):
        event = self._priced(("member", 40, 1))
        waiting = self._book(event, [self.bob], self.acme, ask=False)
        waiting.registration_ids.hold = "waiting"
        waiting._ask_payment()
        self.assertEqual(waiting.registration_ids.fee, 40)
        self.assertFalse(waiting.invoice_ids)
        self.assertEqual(waiting.amount_due, 0)
        self.assertEqual(self._book(event, [self.cleo], self.acme).amount_total, 0)

    def test_two_organisations_that_are_one_keep_their_people(self):
        event = self._priced(("all", 40, 1), fee_terms="invoice")
        double = self._organisation("Acme again")
        first = self._book(event, [self.bob], self.acme).registration_ids
        second = self._book(event, [self.cleo], payer=double, ask=False)
        second.registration_ids.organisation_id = double
        second._ask_payment()
        self.assertEqual(second.amount_total, 0)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (self.acme.partner_id | double).ids, self.acme.partner_id
        )
        places = first | second.registration_ids
        self.assertEqual(places.free_for_id, self.acme.partner_id)
        self.assertEqual(len(set(places.mapped("free_seat"))), 2)

    def test_the_database_gives_a_free_place_once(self):
        event = self._priced(("member", 40, 1))
        first = self._book(event, [self.bob], self.acme).registration_ids
        second = self._book(event, [self.cleo], self.acme).registration_ids
        second.free_for_id = first.free_for_id
        # What another transaction took is not among the numbers one sees.
        self.assertFalse(second._claim_number("free_seat", 1, set()))
        self.assertTrue(second._claim_number("free_seat", 2, set()))
        self.assertEqual(second.free_seat, 2)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDiscount(PriceCommon):
    """A code takes off a percentage or an amount, as often as it may."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls._priced(("all", 33.33))

    def _with(self, code, *people, event=None):
        return self._book(
            event or self.event, list(people or [self.gus]), discount_id=code.id
        )

    def test_a_percentage_in_whole_cents(self):
        self.assertEqual(self._with(self._code(percent=15)).amount_total, 28.33)

    def test_an_amount_never_below_nothing(self):
        self.assertEqual(self._with(self._code(amount=3.33)).amount_total, 30)
        free = self._with(self._code("ALL", amount=50), self.bob)
        self.assertEqual((free.amount_total, free.payment_state), (0, "free"))
        self.assertEqual(free.registration_ids.state, "open")

    def test_an_amount_is_off_what_is_paid_with_taxes(self):
        event = self._priced(("all", 25), product=self.product, fee_terms="invoice")
        booking = self._with(self._code(amount=7.77), event=event)
        self.assertEqual(booking.amount_total, 22.23)
        self.assertEqual(self._totals(booking.invoice_ids), [22.23])

    def test_no_more_places_than_it_may(self):
        code = self._code(percent=10, max_uses=2)
        self._with(code, self.bob, self.cleo)
        with self.assertRaises(UserError):
            self._with(code, self.gus)
        self.assertEqual(code.use_count, 2)

    def test_three_people_do_not_share_two_uses(self):
        code = self._code(percent=10, max_uses=2)
        with self.assertRaises(UserError):
            self._with(code, self.bob, self.cleo, self.gus)

    def test_the_use_of_who_withdraws_is_free_again(self):
        code = self._code(percent=10, max_uses=1)
        self._with(code, self.bob).registration_ids._withdraw(self.bob)
        self.assertEqual(self._with(code, self.cleo).amount_total, 30)

    def test_the_database_gives_the_last_use_once(self):
        code = self._code(percent=10, max_uses=1)
        self._with(code, self.bob)
        late = self._with(self._code("OTHER", percent=10), self.cleo)
        place = late.registration_ids
        place.write({"discount_id": code.id})
        self.assertFalse(place._claim_number("discount_number", 1, set()))

    def test_a_free_place_uses_no_code(self):
        event = self._priced(("member", 40, 1))
        code = self._code(percent=10, max_uses=1)
        self._book(event, [self.bob], self.acme, discount_id=code.id)
        self.assertEqual(code.use_count, 0)

    def test_a_code_is_found_however_it_is_typed(self):
        code = self._code(percent=10)
        found = self.env["club.event.discount"]._find(" spring ", self.event)
        self.assertEqual(found, code)
        self.assertFalse(self.env["club.event.discount"]._find("", self.event))

    def test_a_joker_finds_no_code(self):
        self._code(percent=10)
        for typed in ("%", "SPRIN_", "S%G"):
            with self.assertRaises(UserError):
                self.env["club.event.discount"]._find(typed, self.event)

    def test_codes_are_for_their_meetings_and_days_and_association(self):
        other = self._priced(("all", 10))
        for number, vals in enumerate(
            (
                {"event_ids": [(4, other.id)]},
                {"date_start": "2026-04-01"},
                {"date_end": "2026-03-14"},
                {"company_id": self._association("Other club").id},
            )
        ):
            self._code(f"C{number}", percent=10, **vals)
            with self.subTest(vals), self.assertRaises(UserError):
                self.env["club.event.discount"]._find(f"C{number}", self.event)
