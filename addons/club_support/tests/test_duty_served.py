from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import freeze_time
from .mail_common import DutyMailCommon

AFTER = "2026-04-14"


@freeze_time(AFTER)
@tagged("post_install", "-at_install")
class TestDutyServed(DutyMailCommon):
    """Who really served: the history and the log of hours follow."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        with freeze_time(AFTER):
            cls.env["club.duty"]._end_past(cls.company)
        cls.none = cls.env["club.volunteer"]

    def _hours(self):
        return self.env["club.hours"].search([("origin", "like", "club.duty,")])

    def test_hours_pass_to_who_served(self):
        self.assertEqual(self._hours().partner_id, self.anna.partner_id)
        self.duty._set_served(self.bea, self.author, "Anna was ill")
        self.assertEqual((self.duty.volunteer_id, self.duty.state), (self.bea, "done"))
        self.assertEqual(self._hours().partner_id, self.bea.partner_id)
        self.assertEqual(self.duty.change_ids.from_id, self.anna)
        self.assertFalse(self._mails())

    def test_what_nobody_served_is_a_gap_without_hours(self):
        self.duty._set_served(self.none, self.author, "Nobody came")
        self.assertFalse(self.duty.volunteer_id)
        self.assertFalse(self._hours())
        self.assertFalse(self.env["club.duty"]._end_past(self.company))
        self.duty._set_served(self.bea, self.author, "Bea did, after all")
        self.assertEqual(self._hours().partner_id, self.bea.partner_id)

    def test_what_was_confirmed_stays_and_is_said(self):
        line = self._hours()
        line._confirm()
        self.assertEqual(
            self.duty._set_served(self.bea, self.author, "Anna was ill"), line
        )
        self.assertEqual(len(self._hours()), 2)

    def test_a_duty_to_come_is_given_away_instead(self):
        coming = self._duty(self.rota, self.anna, slot=5)
        with self.assertRaisesRegex(UserError, "not over yet"):
            coming._set_served(self.bea, self.author, "Ill")

    def test_nobody_served_in_two_places_and_a_reason_is_kept(self):
        self._duty(self.rota, self.bea, role="backup", state="done")
        with self.assertRaisesRegex(UserError, "Bea served at that time already"):
            self.duty._set_served(self.bea, self.author, "Ill")
        with self.assertRaisesRegex(UserError, "Say why"):
            self.duty._set_served(self.none, self.author, " ")

    def _open(self, role):
        duty = self._as(role, self.duty)
        wizard = duty.env["club.duty.served"].with_context(active_id=duty.id)
        form = Form(wizard)
        form.volunteer_id = self.bea
        form.reason = "Anna was ill"
        return form.save()

    def test_who_coordinates_the_section_says_it(self):
        self._open("officer").action_save()
        self.assertEqual(self.duty.volunteer_id, self.bea)
        self.assertEqual(
            self.duty.change_ids.author_id, self.users["officer"].partner_id
        )

    def test_a_coordinator_hears_that_answered_hours_stay(self):
        self._hours()._confirm()
        said = self._open("secretary").action_save()
        self.assertIn("Anna has answered", said["params"]["message"])

    def test_an_officer_of_another_section_is_refused(self):
        self.users["officer"].partner_id.club_office_ids.section_id = self.provence
        with self.assertRaises(AccessError):
            self._open("officer").action_save()
        self.assertEqual(self.duty.volunteer_id, self.anna)
