from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, SupportCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyHandover(SupportCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna")
        cls.bea = cls._volunteer("Bea")
        cls.rota = cls._rota()
        cls.duty = cls._duty(cls.rota, cls.anna)
        cls.author = cls.env.user.partner_id

    def _absent(self, volunteer, first, last, kind="away"):
        self.env["club.volunteer.absence"].create(
            {
                "volunteer_id": volunteer.id,
                "kind": kind,
                "date_from": first,
                "date_to": last,
            }
        )

    def test_a_change_of_hands_keeps_who_decided_and_why(self):
        self.duty._hand_over(self.bea, "override", self.author, "Anna is ill")
        self.assertEqual(self.duty.volunteer_id, self.bea)
        change = self.duty.change_ids
        self.assertEqual((change.from_id, change.to_id), (self.anna, self.bea))
        self.assertEqual(change.reason, "Anna is ill")

    def test_a_taker_who_accepted_has_nothing_to_confirm(self):
        self.duty._hand_over(self.bea, "cover", self.bea.partner_id, accepted=True)
        self.assertEqual(self.duty.state, "confirmed")
        self.duty._hand_over(self.anna, "override", self.author, "Back again")
        self.assertEqual(self.duty.state, "published")

    def test_a_duty_that_is_over_stays_with_who_served(self):
        self.duty.state = "done"
        with self.assertRaises(UserError):
            self.duty._hand_over(self.bea, "override", self.author, "Too late")

    def test_nothing_stands_in_the_way_of_who_is_free(self):
        self.assertFalse(self.duty._obstacles(self.bea))

    def test_one_day_away_is_in_the_way(self):
        self._absent(self.bea, "2026-04-12", "2026-04-20")
        self.assertEqual(len(self.duty._obstacles(self.bea)), 1)

    def test_a_dislike_is_not_in_the_way(self):
        self._absent(self.bea, "2026-04-06", "2026-04-12", "disliked")
        self.assertFalse(self.duty._obstacles(self.bea))
        self.assertTrue(self.bea._dislikes(self.duty.date_start, self.duty.date_end))

    def test_rest_and_maximum_are_in_the_way(self):
        self._duty(self.rota, self.bea, slot=2)
        self.assertEqual(len(self.duty._obstacles(self.bea)), 1)
        self.bea.rest = 1
        self.assertFalse(self.duty._obstacles(self.bea))
        self.bea.max_load = 1
        self.assertEqual(len(self.duty._obstacles(self.bea)), 1)

    def test_a_swap_frees_the_other_duty_first(self):
        other = self._duty(self.rota, self.bea, slot=1)
        self.assertTrue(self.duty._obstacles(self.bea))
        self.assertFalse(self.duty._obstacles(self.bea, instead_of=other))

    def test_another_section_is_in_the_way_of_who_stays_at_home(self):
        carl = self._volunteer("Carl", self.normandy)
        self.assertEqual(len(self.duty._obstacles(carl)), 1)
        carl.helps_neighbours = True
        self.assertFalse(self.duty._obstacles(carl))

    def test_half_of_the_days_off_makes_a_week_impossible(self):
        self.bea.write({"monday_off": True, "tuesday_off": True, "friday_off": True})
        self.assertFalse(self.duty._obstacles(self.bea))
        self.bea.sunday_off = True
        self.assertTrue(self.duty._obstacles(self.bea))
