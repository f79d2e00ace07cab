from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, SupportCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyOffer(SupportCommon):
    """“Please cover me”, and what the asked answer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna")
        cls.bea = cls._volunteer("Bea")
        cls.carl = cls._volunteer("Carl")
        cls.rota = cls._rota()
        cls.duty = cls._duty(cls.rota, cls.anna)
        cls.offers = cls.env["club.duty.offer"]

    def _ask(self, asked=None):
        return self.offers._ask_cover(self.duty, self.anna, asked, "Dentist")

    def test_without_a_choice_everybody_who_could_is_asked(self):
        offer = self._ask()
        self.assertEqual(offer.asked_ids, self.bea | self.carl)
        self.assertEqual(offer.message, "Dentist")

    def test_the_asker_keeps_the_duty_until_somebody_accepts(self):
        offer = self._ask(self.bea)
        self.assertEqual(self.duty.volunteer_id, self.anna)
        offer._accept(self.bea)
        self.assertEqual(self.duty.volunteer_id, self.bea)
        self.assertEqual(self.duty.state, "confirmed")
        self.assertEqual((offer.state, offer.accepted_by_id), ("accepted", self.bea))
        self.assertEqual(self.duty.change_ids.kind, "cover")
        self.assertEqual(self.duty.change_ids.author_id, self.bea.partner_id)

    def test_the_second_who_accepts_is_told_who_was_quicker(self):
        offer = self._ask()
        offer._accept(self.bea)
        with self.assertRaisesRegex(UserError, "Bea was quicker"):
            offer._accept(self.carl)
        self.assertEqual(self.duty.volunteer_id, self.bea)

    def test_accepting_twice_changes_nothing(self):
        offer = self._ask()
        offer._accept(self.bea)
        offer._accept(self.bea)
        self.assertEqual(len(self.duty.change_ids), 1)

    def test_who_was_not_asked_cannot_accept(self):
        offer = self._ask(self.bea)
        with self.assertRaisesRegex(UserError, "not put to you"):
            offer._accept(self.carl)
        with self.assertRaisesRegex(UserError, "not put to you"):
            offer._accept(self.anna)
        with self.assertRaisesRegex(UserError, "not put to you"):
            offer._decline(self.carl)

    def test_only_the_own_duty_is_offered(self):
        with self.assertRaisesRegex(UserError, "not your duty"):
            self.offers._ask_cover(self.duty, self.bea)

    def test_one_question_at_a_time(self):
        first = self._ask(self.bea)
        with self.assertRaisesRegex(UserError, "asked about"):
            self._ask(self.carl)
        first._withdraw(self.anna)
        self.assertEqual(self._ask(self.carl).state, "open")

    def test_who_cannot_is_not_asked(self):
        self.bea.max_load = 0
        with self.assertRaisesRegex(UserError, "Bea already serves 0 times"):
            self._ask(self.bea)
        (self.bea | self.carl).write({"max_load": 0})
        with self.assertRaisesRegex(UserError, "Nobody could take"):
            self._ask()

    def test_who_would_never_know_is_not_asked(self):
        self.bea.partner_id.email = False
        self.assertEqual(self._ask().asked_ids, self.carl)
        self.duty.offer_ids._withdraw(self.anna)
        with self.assertRaisesRegex(UserError, "Bea has no e-mail address"):
            self._ask(self.bea)

    def test_once_all_declined_the_question_ends_and_the_duty_stays(self):
        offer = self._ask()
        offer._decline(self.bea)
        offer._decline(self.bea)
        self.assertEqual(offer.state, "open")
        offer._decline(self.carl)
        self.assertEqual(offer.state, "declined")
        self.assertEqual(self.duty.volunteer_id, self.anna)
        with self.assertRaisesRegex(UserError, "Everybody declined"):
            offer._accept(self.bea)

    def test_who_declined_may_change_their_mind_while_it_is_open(self):
        offer = self._ask()
        offer._decline(self.bea)
        offer._accept(self.bea)
        self.assertEqual(self.duty.volunteer_id, self.bea)

    def test_only_the_asker_takes_the_question_back(self):
        offer = self._ask()
        with self.assertRaisesRegex(UserError, "Only who asked"):
            offer._withdraw(self.bea)
        offer._withdraw(self.anna)
        offer._withdraw(self.anna)
        with self.assertRaisesRegex(UserError, "taken back"):
            offer._accept(self.bea)

    def test_obstacles_are_looked_at_again_when_somebody_accepts(self):
        offer = self._ask()
        self.bea.monday_off = self.bea.tuesday_off = self.bea.friday_off = True
        self.bea.sunday_off = True
        with self.assertRaisesRegex(UserError, "Bea cannot serve on these days"):
            offer._accept(self.bea)
        self.assertEqual((offer.state, self.duty.volunteer_id), ("open", self.anna))

    def test_a_duty_that_went_elsewhere_ends_the_question(self):
        offer = self._ask(self.bea)
        author = self.env.user.partner_id
        self.duty._hand_over(self.carl, "override", author, "By telephone")
        self.assertEqual(offer.state, "withdrawn")

    def test_what_has_begun_is_neither_asked_for_nor_accepted(self):
        offer = self._ask()
        with freeze_time("2026-04-06"):
            with self.assertRaisesRegex(UserError, "has begun"):
                offer._accept(self.bea)
            offer._withdraw(self.anna)
            with self.assertRaisesRegex(UserError, "has begun"):
                self._ask()

    def test_silence_ends_with_the_first_day_and_the_duty_stays(self):
        offer = self._ask()
        with freeze_time("2026-04-05"):
            self.assertFalse(self.offers._expire(self.company))
        with freeze_time("2026-04-06"):
            self.assertEqual(self.offers._expire(self.company), offer)
        self.assertEqual(offer.state, "expired")
        self.assertEqual(self.duty.volunteer_id, self.anna)
        with self.assertRaisesRegex(UserError, "too late"):
            offer._decline(self.bea)

    def test_who_leaves_is_asked_no_more_and_asks_no_more(self):
        offer = self._ask()
        self.offers._put_by_or_to(self.bea)._drop(self.bea)
        self.assertEqual(offer.state, "open")
        self.offers._put_by_or_to(self.anna)._drop(self.anna)
        self.assertEqual(offer.state, "withdrawn")
