from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, SupportCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyRelease(SupportCommon):
    """“I cannot serve”."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna")
        cls.bea = cls._volunteer("Bea")
        cls.rota = cls._rota()
        cls.duty = cls._duty(cls.rota, cls.anna)

    def test_a_duty_becomes_a_gap_at_once_and_keeps_whose_it_was(self):
        self.duty._confirm(self.anna)
        self.duty._release(self.anna, " Broken leg ")
        self.assertFalse(self.duty.volunteer_id)
        self.assertEqual(self.duty.state, "published")
        change = self.duty.change_ids
        self.assertEqual((change.kind, change.from_id), ("release", self.anna))
        self.assertEqual(change.reason, "Broken leg")
        self.assertEqual(change.author_id, self.anna.partner_id)

    def test_nobody_gives_up_the_duty_of_somebody_else(self):
        with self.assertRaisesRegex(UserError, "not your duty"):
            self.duty._release(self.bea, "No")
        self.assertEqual(self.duty.volunteer_id, self.anna)

    def test_the_second_click_says_that_it_is_gone(self):
        self.duty._release(self.anna, "Ill")
        with self.assertRaisesRegex(UserError, "not your duty"):
            self.duty._release(self.anna, "Ill")
        self.assertEqual(len(self.duty.change_ids), 1)

    def test_somebody_ill_on_wednesday_gives_up_what_has_begun(self):
        with freeze_time("2026-04-08"):
            self.duty._release(self.anna, "Ill")
        self.assertFalse(self.duty.volunteer_id)

    def test_what_is_over_stays(self):
        with freeze_time("2026-04-13"), self.assertRaisesRegex(UserError, "over"):
            self.duty._release(self.anna, "Late")

    def test_what_was_asked_about_it_is_withdrawn(self):
        offer = self.env["club.duty.offer"]._ask_cover(self.duty, self.anna)
        self.duty._release(self.anna, "Ill")
        self.assertEqual(offer.state, "withdrawn")

    def test_an_absence_takes_no_duty_away_and_names_what_is_in_its_way(self):
        self._duty(self.rota, self.anna, slot=4)
        absence = self.env["club.volunteer.absence"].create(
            {
                "volunteer_id": self.anna.id,
                "date_from": "2026-04-12",
                "date_to": "2026-04-20",
            }
        )
        self.assertEqual(self.duty.volunteer_id, self.anna)
        self.assertEqual(self.anna._duties_in_the_way(absence), self.duty)
        self.assertFalse(self.bea._duties_in_the_way(absence))
        absence.kind = "disliked"
        self.assertFalse(self.anna._duties_in_the_way(absence))

    def test_drafts_and_what_is_over_are_in_the_way_of_nothing(self):
        absence = self.env["club.volunteer.absence"].create(
            {
                "volunteer_id": self.anna.id,
                "date_from": "2026-04-01",
                "date_to": "2026-06-30",
            }
        )
        self._duty(self.rota, self.anna, slot=4, state="draft")
        with freeze_time("2026-04-13"):
            self.assertFalse(self.anna._duties_in_the_way(absence))
