from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, SupportCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutySwap(SupportCommon):
    """A duty for a duty: both change hands, or neither."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna")
        cls.bea = cls._volunteer("Bea")
        cls.rota = cls._rota()
        cls.mine = cls._duty(cls.rota, cls.anna)
        cls.hers = cls._duty(cls.rota, cls.bea, slot=4)
        cls.offers = cls.env["club.duty.offer"]

    def _ask(self):
        return self.offers._ask_swap(self.mine, self.anna, self.hers, "Please")

    def _holders(self):
        return self.mine.volunteer_id, self.hers.volunteer_id

    def test_both_duties_change_hands_and_are_confirmed(self):
        self._ask()._accept(self.bea)
        self.assertEqual(self._holders(), (self.bea, self.anna))
        self.assertEqual((self.mine | self.hers).mapped("state"), ["confirmed"] * 2)

    def test_the_history_names_who_had_each_of_them(self):
        self._ask()._accept(self.bea)
        change = self.mine.change_ids
        self.assertEqual((change.from_id, change.to_id), (self.anna, self.bea))
        change = self.hers.change_ids
        self.assertEqual((change.from_id, change.to_id), (self.bea, self.anna))
        self.assertEqual(change.kind, "swap")

    def test_two_duties_of_the_same_days_are_exchanged_as_well(self):
        self.bea.section_ids |= self.normandy
        self.anna.section_ids |= self.normandy
        near = self._duty(self._rota(self.normandy), self.bea)
        self.hers.state = "cancelled"
        self.offers._ask_swap(self.mine, self.anna, near)._accept(self.bea)
        self.assertEqual(self.mine.volunteer_id, self.bea)
        self.assertEqual(near.volunteer_id, self.anna)

    def test_only_whose_duty_it_is_answers(self):
        carl = self._volunteer("Carl")
        offer = self._ask()
        self.assertEqual(offer.asked_ids, self.bea)
        with self.assertRaisesRegex(UserError, "not put to you"):
            offer._accept(carl)

    def test_no_means_no(self):
        offer = self._ask()
        offer._decline(self.bea)
        self.assertEqual(offer.state, "declined")
        self.assertEqual(self._holders(), (self.anna, self.bea))

    def test_what_cannot_be_exchanged_is_not_asked_for(self):
        self.anna.max_load = 0
        with self.assertRaisesRegex(UserError, "Anna already serves"):
            self._ask()
        self.anna.max_load = 8
        gap = self._duty(self.rota, self.env["club.volunteer"], slot=6)
        with self.assertRaisesRegex(UserError, "cannot be exchanged"):
            self.offers._ask_swap(self.mine, self.anna, gap)
        with self.assertRaisesRegex(UserError, "cannot be exchanged"):
            self.offers._ask_swap(self.mine, self.anna, self.mine)

    def test_obstacles_of_both_sides_are_looked_at_again(self):
        offer = self._ask()
        self.anna.max_load = 0
        with self.assertRaisesRegex(UserError, "Anna already serves"):
            offer._accept(self.bea)
        self.anna.max_load = 8
        self.bea.date_end = "2026-04-10"
        with self.assertRaises(UserError):
            offer._accept(self.bea)
        self.assertEqual(self._holders()[0], self.anna)

    def test_an_exchange_ends_when_either_duty_goes_elsewhere(self):
        carl = self._volunteer("Carl")
        offer = self._ask()
        author = self.env.user.partner_id
        self.hers._hand_over(carl, "override", author, "Decided")
        self.assertEqual(offer.state, "withdrawn")

    def test_an_exchange_ends_when_either_duty_begins(self):
        early = self._duty(self.rota, self.anna, slot=7)
        offer = self.offers._ask_swap(early, self.anna, self.hers)
        with freeze_time("2026-05-04"):
            with self.assertRaisesRegex(UserError, "has begun"):
                offer._accept(self.bea)
            self.offers._expire(self.company)
        self.assertEqual(offer.state, "expired")
