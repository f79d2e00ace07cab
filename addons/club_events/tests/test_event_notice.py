from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2.errors import CheckViolation

from .common import TODAY, freeze_time
from .mail_common import EventMailCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventNotice(EventMailCommon):
    """Who is written to about meetings: once, and only of what is true."""

    def _tell(self, level="announced", people=None, event=None, key=""):
        event = event or self.event
        people = self.anna if people is None else people
        return self.notices._note(level, [(event, person) for person in people], key)

    def test_a_person_is_told_of_one_thing_once(self):
        self.assertEqual(self._tell(people=self.anna | self.bea), 2)
        self.assertEqual(set(self._mails()), {"Anna", "Bea"})
        self.assertEqual(self._tell(people=self.anna | self.bea), 0)
        self.assertFalse(self._mails())

    def test_the_mail_names_the_meeting_its_day_and_place(self):
        self._tell()
        mail = self._mails()["Anna"]
        self.assertEqual(mail.subject, "Meeting: Spring meeting")
        self.assertIn("Thursday 9 April 2026, 2:00", mail.body_html)
        self.assertIn("Spring meeting", mail.body_html)

    def test_several_meetings_are_one_mail_in_order_of_time(self):
        earlier = self._meeting(
            "First", date_begin="2026-03-20 12:00", date_end="2026-03-20 13:00"
        )
        self._tell()
        self._tell(event=earlier)
        body = self._mails()["Anna"].body_html
        self.assertIn("2 meetings are planned", body)
        self.assertLess(body.index("First"), body.index("Spring meeting"))

    def test_each_reads_their_own_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.anna.lang = "fr_FR"
        self._tell(people=self.anna | self.bea)
        mails = self._mails()
        self.assertIn("jeudi 9 avril 2026", mails["Anna"].body_html)
        self.assertIn("Thursday 9 April 2026", mails["Bea"].body_html)

    def test_the_time_is_that_of_the_place_across_the_change_of_clocks(self):
        winter = self._meeting(
            "Winter", date_begin="2026-11-05 13:00", date_end="2026-11-05 16:00"
        )
        self._tell(event=winter)
        self._tell()
        body = self._mails()["Anna"].body_html.replace("\u202f", " ")
        self.assertEqual(body.count("2:00 PM – 5:00 PM"), 2)

    def test_an_address_that_is_no_contact_is_written_to(self):
        rows = [(self.event, "Guest@Example.org"), (self.event, "no address")]
        self.assertEqual(self.notices._note("cancelled", rows), 1)
        self.event.cancelled_on = fields.Datetime.now()
        self.assertEqual(set(self._mails()), {"guest@example.org"})

    def test_who_cannot_be_reached_is_not_written_to(self):
        gone, dead = self._person("Gone"), self._person("Dead")
        nowhere = self._person("Nowhere", email=False)
        self._tell(people=gone | dead | nowhere | self.bea)
        gone.active = False
        dead.club_deceased_on = "2026-03-14"
        self.assertEqual(set(self._mails()), {"Bea"})
        waiting = self.notices.search([("state", "=", "to_send")])
        self.assertFalse(waiting)

    def test_who_refuses_mails_hears_of_changes_but_gets_no_announcement(self):
        self.env["mail.blacklist"]._add(self.anna.email)
        self._tell()
        self.assertFalse(self._mails())
        self.event.revision = 1
        self._tell("moved", key=1)
        self.assertEqual(set(self._mails()), {"Anna"})

    def test_what_is_not_true_any_more_is_not_said(self):
        self._tell()
        self.event.cancelled_on = fields.Datetime.now()
        self.assertFalse(self._mails())
        self._tell("cancelled")
        self.event.cancelled_on = False
        self.assertFalse(self._mails())

    def test_of_two_moves_only_the_last_is_told(self):
        self.event.write({"revision": 1, "moved_from": self.event.date_begin})
        self._tell("moved", key=1)
        self.event.write(
            {
                "move_reason": "The room is taken.",
                "date_begin": "2026-04-10 12:00",
                "date_end": "2026-04-10 15:00",
            }
        )
        self._tell("moved", key=self.event.revision)
        body = self._mails()["Anna"].body_html
        self.assertEqual(body.count("Friday 10 April 2026"), 1)
        self.assertIn("Before: Thursday 9 April 2026", body)
        self.assertIn("The room is taken.", body)

    def test_what_is_over_is_not_announced(self):
        self._tell()
        with freeze_time("2026-04-10"):
            self.assertFalse(self._mails())

    def test_a_meeting_without_company_speaks_for_the_current_one(self):
        event = self._meeting(audience="open", company_id=False, programme_id=False)
        self.notices.with_company(self.company)._note("announced", [(event, self.bea)])
        self.assertIn(self.company.name, self._mails()["Bea"].body_html)

    def test_a_row_is_for_a_contact_or_for_an_address(self):
        values = {
            "event_id": self.event.id,
            "company_id": self.company.id,
            "level": "moved",
            "date": TODAY,
        }
        with (
            self.assertRaises(CheckViolation),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.notices.create(values)

    def test_a_killed_run_leaves_each_untold_or_told_once(self):
        self._tell(people=self.anna | self.bea)
        with self.env.cr.savepoint() as undo:
            self.notices._send_chunk()
            undo.rollback()
            self.env.invalidate_all()
        self.assertEqual(set(self._mails()), {"Anna", "Bea"})
        self.assertFalse(self._mails())
