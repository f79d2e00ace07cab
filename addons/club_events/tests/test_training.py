from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import TODAY, day, freeze_time
from .training_common import TrainingCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestTraining(TrainingCommon):
    """What comes before a course is enforced, whatever way one registers."""

    def test_who_misses_a_course_is_refused_with_its_next_session(self):
        session = self._session(self.advanced)
        with self.assertRaisesRegex(UserError, "Anna Member has not completed"):
            self._join(session)
        self._session(
            self.basics,
            date_begin="2026-03-20 08:00:00",
            date_end="2026-03-20 11:00:00",
        )
        with self.assertRaisesRegex(UserError, "Friday 20 March 2026, 9:00"):
            self._join(session)
        self.assertIn("Friday 20 March 2026", session._refusal(self.member))

    def test_a_session_attended_counts(self):
        self._attended(self._held(self.basics))
        self.assertTrue(self._join(self._session(self.advanced)))

    def test_registered_but_absent_does_not_count(self):
        self._join(self._held(self.basics))
        with self.assertRaises(UserError):
            self._join(self._session(self.advanced))

    def test_a_certificate_counts_on_the_day_of_the_session(self):
        certificate = self._certificate(self.basics, "2025-04-09")
        self.assertEqual(certificate.date_end, day("2026-04-09"))
        session = self._session(self.advanced)
        self.assertFalse(session._refusal(self.member))
        certificate.date_end = "2026-04-08"
        with self.assertRaises(UserError):
            self._join(session)

    def test_what_was_withdrawn_counts_neither_as_attended(self):
        session = self._held(self.basics)
        self._attended(session)
        session.action_close_session()
        self.assertFalse(self._session(self.advanced)._refusal(self.member))
        session.certificate_ids._withdraw("Copied the test.")
        self.assertTrue(self._session(self.advanced)._refusal(self.member))

    def test_attendance_of_long_ago_ends_as_its_certificate_would(self):
        self._attended(self._held(self.basics, "2025-03-10"))
        self.assertTrue(self._session(self.advanced)._refusal(self.member))
        self.basics.validity_months = 0
        self.assertFalse(self._session(self.advanced)._refusal(self.member))

    def test_another_person_is_checked_when_a_place_changes_hands(self):
        self._certificate(self.basics)
        row = self._join(self._session(self.advanced))
        other = self._standing("Bo Other")
        with self.assertRaisesRegex(UserError, "Bo Other has not completed"):
            row.write({"attendee_id": other.partner_id.id, "membership_id": other.id})

    def test_who_withdrew_is_checked_when_they_come_back(self):
        certificate = self._certificate(self.basics)
        row = self._join(self._session(self.advanced))
        row.action_cancel()
        certificate._withdraw("A mistake.")
        with self.assertRaises(UserError):
            row.action_confirm()

    def test_somebody_without_a_contact_is_refused(self):
        session = self._session(self.advanced, audience="open")
        with self.assertRaisesRegex(UserError, "choosing their contact"):
            self._join(session, attendee_id=False, name="Nobody Known")

    def test_trainers_need_no_course_of_their_own(self):
        session = self._session(self.advanced, trainer_ids=self.member.ids)
        self.assertTrue(self._join(session))

    def test_a_course_does_not_come_before_itself(self):
        with self.assertRaises(ValidationError):
            self.basics.prerequisite_ids = self.advanced
