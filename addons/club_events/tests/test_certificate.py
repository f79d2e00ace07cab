from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TODAY, day, freeze_time
from .mail_common import EventMailCommon
from .training_common import TrainingCommon


class _UndoneError(Exception):
    """What was done is taken back."""


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestCertificates(TrainingCommon):
    """Who attended gets a certificate: once, numbered without a hole."""

    def _close(self, session):
        session.action_close_session()
        return session.certificate_ids

    def test_closing_gives_who_attended_a_certificate_once(self):
        session = self._held(self.basics)
        self._attended(session)
        self._join(session, self._standing("Bo Absent").partner_id)
        given = self._close(session)
        self.assertEqual(given.partner_id, self.member)
        self.assertEqual(given.date, day("2026-03-10"))
        self.assertEqual(given.date_end, day("2027-03-10"))
        self.assertEqual(self._close(session), given)

    def test_numbers_follow_one_another_in_each_association(self):
        first = self._certificate(self.basics)
        with self.assertRaises(_UndoneError), self.env.cr.savepoint():
            self._certificate(self.basics)
            raise _UndoneError
        second = self._certificate(self.basics)
        self.assertEqual((first.number, second.number), ("CT-00001", "CT-00002"))
        other = self._association("Other")
        course = self._course("Course", company_id=other.id)
        third = self._certificate(course, company_id=other.id)
        self.assertEqual(third.number, "CT-00001")

    def test_a_number_is_nobodys_choice_and_stays(self):
        certificate = self._certificate(self.basics, number="CT-77777")
        self.assertEqual(certificate.number, "CT-00001")
        user = self._staff("secretary")
        with self.assertRaises(UserError):
            certificate.with_user(user).number = "CT-77777"
        with self.assertRaises(UserError):
            certificate.unlink()

    def _staff(self, role):
        self._create_users()
        return self.users[role]

    def test_who_is_ticked_later_gets_theirs_and_who_was_not_there_loses_it(self):
        session = self._held(self.basics)
        row = self._attended(session)
        late = self._join(session, self._standing("Bo Late").partner_id)
        [number] = self._close(session).mapped("number")
        late.action_set_done()
        self.assertEqual(len(session.certificate_ids), 2)
        row.action_confirm()
        mine = session.certificate_ids.filtered(lambda c: c.partner_id == self.member)
        self.assertEqual(mine.state, "withdrawn")
        row.action_set_done()
        self.assertEqual((mine.state, mine.number), ("valid", number))

    def test_what_the_office_withdrew_does_not_come_back_by_a_tick(self):
        session = self._held(self.basics)
        row = self._attended(session)
        certificate = self._close(session)
        certificate._withdraw("Copied the test.")
        row.action_confirm()
        row.action_set_done()
        self.assertEqual(certificate.state, "withdrawn")

    def test_what_has_not_begun_or_is_no_session_is_not_closed(self):
        for event in (self._session(self.basics), self._meeting()):
            with self.assertRaises(UserError):
                event.action_close_session()

    def test_an_officer_closes_the_sessions_of_their_section(self):
        self._create_users()
        officer = self.users["officer"]
        session = self._held(self.basics, section_id=self.rennes.id)
        self._attended(session)
        session.with_user(officer).action_close_session()
        given = session.certificate_ids
        self.assertEqual(given.with_user(officer).number, "CT-00001")
        away = self._held(self.basics, section_id=self.provence.id)
        with self.assertRaises(AccessError):
            away.with_user(officer).action_close_session()

    def test_a_session_that_nobody_closes_is_closed_by_itself(self):
        session = self._held(self.basics, "2026-03-14")
        self._attended(session)
        job = self.env.ref("club_events.ir_cron_club_event_sessions")
        for moment, count in (("2026-03-15", 0), ("2026-03-17", 1), ("2026-03-18", 1)):
            self.env.flush_all()
            with freeze_time(f"{moment} 03:30:00"), self.enter_registry_test_mode():
                job.method_direct_trigger()
            session.invalidate_recordset()
            self.assertEqual(len(session.certificate_ids), count, moment)

    def test_the_state_follows_the_day(self):
        certificate = self._certificate(self.basics, "2025-03-15")
        found = self.env["club.training.certificate"]
        for today, state in (("2026-03-15", "valid"), ("2026-03-16", "expired")):
            with freeze_time(f"{today} 12:00:00"):
                certificate.invalidate_recordset(["state"])
                self.assertEqual(certificate.state, state)
                domain = [("state", "in", [state]), ("id", "=", certificate.id)]
                self.assertTrue(found.search(domain))
        certificate._withdraw("A mistake.")
        self.assertEqual(certificate.state, "withdrawn")


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestCertificateReminder(TrainingCommon, EventMailCommon):
    """Before a certificate ends, its holder is told once."""

    def _remind(self, moment):
        with freeze_time(f"{moment} 05:00:00"):
            self._run("ir_cron_club_certificates")
            self.env.invalidate_all()
            return self._mails()

    def _ending(self):
        return self._certificate(
            self.basics, "2025-06-01", event_id=self._held(self.basics).id
        )

    def test_the_holder_is_told_once_and_when_the_course_is_given_next(self):
        certificate = self._ending()
        self._session(self.basics)
        self.assertFalse(self._remind("2026-04-01"))
        mail = self._remind("2026-04-03")["Anna Member"]
        self.assertIn("06/01/2026", mail.subject)
        self.assertIn(certificate.number, mail.body_html)
        self.assertIn("Thursday 9 April 2026", mail.body_html)
        self.assertFalse(self._remind("2026-04-04"))

    def test_who_renewed_is_not_told(self):
        self._ending()
        self._certificate(self.basics, "2026-03-01")
        self.assertFalse(self._remind("2026-04-03"))

    def test_what_was_withdrawn_does_not_end(self):
        self._ending()._withdraw("A mistake.")
        self.assertFalse(self._remind("2026-04-03"))
