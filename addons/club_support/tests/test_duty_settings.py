from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY, SupportCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutySettings(SupportCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def _settings(self):
        admin = self._as("admin")
        return Form(admin["club.settings"].with_company(self.company))

    def test_the_administrator_chooses_days_and_hours(self):
        with self._settings() as form:
            self.assertEqual(form.club_duty_first_days, 7)
            form.club_duty_first_days = 10
            form.club_duty_hours = 1.5
        form.record.action_save()
        self.assertEqual(self.company.club_duty_first_days, 10)
        self.assertEqual(self.company.club_duty_hours, 1.5)
        self.assertEqual(self.company.club_duty_last_days, 1)

    def test_days_below_zero_and_hours_above_a_day_are_refused(self):
        for name, value in (("club_duty_last_days", -1), ("club_duty_hours", 25)):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.company[name] = value
                self.env.flush_all()

    def test_coordinators_see_who_asks_whom(self):
        anna, bea = self._volunteer("Anna"), self._volunteer("Bea")
        duty = self._duty(self._rota(), anna)
        offer = self.env["club.duty.offer"]._ask_cover(duty, anna, bea)
        for role in ("officer", "secretary", "reader"):
            form = Form(self._as(role, offer))
            self.assertEqual(form.asker_id, anna)
            self.assertEqual(form.state, "open")
