from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, freeze_time
from .public_common import PublicCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestSideDoors(PublicCommon):
    """Core's models beside a meeting tell nobody more than the meeting does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.ours = cls._meeting("Ours", section_id=cls.brittany.id)
        cls.theirs = cls._meeting("Theirs", section_id=cls.provence.id)
        cls.other = cls._association("Other club")
        cls.abroad = cls._meeting(
            "Abroad", company_id=cls.other.id, programme_id=False, audience="open"
        )
        cls.reminder = cls.env.ref("event.event_reminder")
        cls.meal = cls.env["event.question"].create(
            {"title": "Meal", "question_type": "text_box"}
        )

    def _answer(self, event):
        registration = self.env["event.registration"]._checked()
        row = registration.create(
            {
                "event_id": event.id,
                "name": "Jane",
                "registration_answer_ids": [
                    Command.create(
                        {"question_id": self.meal.id, "value_text_box": "No nuts"}
                    )
                ],
            }
        )
        return row.registration_answer_ids.with_env(self.env)

    def _mail(self, event):
        return event.env["event.mail"].create(
            {
                "event_id": event.id,
                "interval_type": "before_event",
                "template_ref": f"mail.template,{self.reminder.id}",
            }
        )

    def test_visitors_of_an_open_day_print_no_list_of_who_comes(self):
        event = self._open_meeting()
        self.env["event.registration"]._checked().create(
            {"event_id": event.id, "name": "Jane Doe", "state": "open"}
        )
        path = f"/report/html/club_events.report_attendance/{event.id}"
        for role in ("portal", "employee"):
            self._browser(self.users[role].login)
            with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
                self.assertNotIn("Jane Doe", self.url_open(path).text, role)
        self._browser(self.users["secretary"].login)
        self.assertIn("Jane Doe", self.url_open(path).text)

    def test_officers_print_no_list_of_a_meeting_of_all(self):
        event = self._meeting("Plenary")
        self.env["event.registration"]._checked().create(
            {"event_id": event.id, "name": "Jane Doe", "state": "open"}
        )
        sheets = self._as("officer", event)._sheets()
        self.assertFalse([line for page in sheets for line in page["lines"] if line])

    def test_answers_and_mails_are_those_of_ones_own_sections(self):
        for make in (self._answer, self._mail):
            own, foreign = make(self.ours), make(self.theirs)
            self.assertTrue(self._as("officer", own).has_access("write"))
            with mute_logger("odoo.addons.base.models.ir_rule"):
                for operation in ("read", "write"):
                    self.assertFalse(self._as("officer", foreign).has_access(operation))
            self.assertTrue(self._as("reader", foreign).has_access("read"))
            self.assertTrue(self._as("secretary", foreign).has_access("write"))

    def test_officers_have_no_mail_sent_for_another_section(self):
        with (
            mute_logger("odoo.addons.base.models.ir_rule"),
            self.assertRaises(AccessError),
        ):
            self._mail(self._as("officer", self.theirs))
        self.assertTrue(self._mail(self._as("officer", self.ours)))

    def test_answers_and_mails_of_another_association_stay_there(self):
        for make in (self._answer, self._mail):
            foreign = make(self.abroad)
            for role in ("reader", "secretary", "admin"):
                with mute_logger("odoo.addons.base.models.ir_rule"):
                    self.assertFalse(
                        self._as(role, foreign).has_access("read"), (make, role)
                    )

    def test_nobody_hands_out_files_that_they_may_not_read(self):
        minutes = self.env["club.minutes"].create({"event_id": self.theirs.id})
        secret = self.env["ir.attachment"].create(
            {"name": "secret.txt", "raw": b"s", "res_model": "club.minutes"}
        )
        secret.res_id = minutes.id
        mine = self.env["club.minutes"].create({"event_id": self.ours.id})
        topic = self.env["event.track"].create(
            {"name": "Topic", "event_id": self.ours.id}
        )
        loose = self.env["ir.attachment"].with_user(self.users["officer"])
        for record in (mine, topic):
            record = self._as("officer", record)
            with (
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.assertRaises(AccessError),
            ):
                record.write({"document_ids": [Command.link(secret.id)]})
            self.assertFalse(record.sudo().document_ids)
            own = loose.create({"name": "own.txt", "raw": b"o"})
            record.write({"document_ids": [Command.link(own.id)]})
            self.assertEqual(record.sudo().document_ids.ids, own.ids)

    def test_codes_are_not_guessed_one_after_the_other(self):
        event = self._open_meeting()
        self._ticket(event, "Day", "all", 40)
        self._browser()
        said = []
        with patch("odoo.addons.club_events.controllers.base.CODES", (2, 15)):
            for number in range(3):
                page = self._send_order(
                    event,
                    [{"name": "Jane", "email": "jane@example.org"}],
                    event.event_ticket_ids,
                    discount=f"GUESS{number}",
                ).text
                said.append("There is no discount code" in page)
        self.assertEqual(said, [True, True, False])
        self.assertIn("Many answers came from here", page)
        self.assertFalse(event.registration_ids)

    def test_the_link_to_connect_is_for_who_has_a_place(self):
        event = self._open_meeting(place="remote", address_id=False)
        event.write({"event_url": "https://call.example.org/x", "note": "Ask Jane"})
        self._browser()
        for path in (f"/event/{event.id}/register", f"/event/{event.id}/ics"):
            self.assertNotIn("call.example.org", self.url_open(path).text, path)
        portal = self._as("portal", event)
        self.assertNotIn("call.example.org", portal.event_share_url)
        for field in ("event_url", "note"):
            with self.assertRaises(AccessError):
                portal.read([field])
            with self.assertRaises(AccessError):
                portal.search([(field, "=like", "%s%")])
        page = self._send_order(event, [{"name": "Jane", "email": "j@example.org"}])
        self.assertIn("You are registered", page.text)
        self.assertIn("call.example.org", event.event_share_url)

    def test_officers_learn_no_address_by_registering_somebody(self):
        day = self._meeting("Day", "open", section_id=self.brittany.id)
        far = self._member("Far", self.provence, email="far@example.org").partner_id
        near = self._member("Near", self.brittany, email="n@example.org").partner_id
        self.assertFalse(self._as("officer", far).has_access("read"))
        desk = self._as("officer")["event.registration"]
        with (
            mute_logger("odoo.addons.base.models.ir_rule"),
            self.assertRaises(AccessError),
        ):
            desk.create({"event_id": day.id, "attendee_id": far.id})
        row = desk.create({"event_id": day.id, "attendee_id": near.id})
        self.assertEqual(row.email, "n@example.org")

    def test_officers_put_nothing_on_the_agenda_of_all(self):
        plenary = self._meeting("Plenary")
        commission = self.env["club.commission"].create(
            {
                "name": "Brittany",
                "company_id": self.company.id,
                "section_id": self.brittany.id,
                "state": "open",
            }
        )
        proposal = self.env["club.topic.proposal"].create(
            {
                "name": "Mine",
                "company_id": self.company.id,
                "partner_id": self._person("Jane").id,
                "commission_id": commission.id,
            }
        )
        mine = self._as("officer", proposal)
        mine.event_id = plenary.id
        with (
            mute_logger("odoo.addons.base.models.ir_rule"),
            self.assertRaises(AccessError),
        ):
            mine.action_accept()
        mine.event_id = self.ours.id
        mine.action_accept()
        self.assertFalse(plenary.track_ids)
        self.assertEqual(self.ours.track_ids.mapped("name"), ["Mine"])
