from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .ticket_common import frozen
from .ticket_pages_common import TicketPagesCommon


@frozen
@tagged("post_install", "-at_install")
class TestVolunteerTrust(TicketPagesCommon):
    """Volunteering by oneself opens nobody's questions."""

    def setUp(self):
        super().setUp()
        self.ticket = self._asked()
        dan = self._member("Dan", self.brittany)
        self._period(dan, "2026-01-01", "2026-12-31")
        self.dan = dan.partner_id
        self._login(self.dan)
        self.space = self._space(self.dan)
        told = {
            **{"home": str(self.brittany.id), "max_load": "8", "rest": "2"},
            **{"sections": [str(self.normandy.id)], "skills": [], "days": []},
        }
        volunteers = self.env["club.volunteer"].with_user(self.dan.user_ids)
        self.volunteer = volunteers._save_profile(self.space, told).sudo()

    def _others(self):
        return self._of(self.dan)._desk_lists(self._space(self.dan))["others"]

    def _found(self):
        user = self.dan.user_ids
        return self._of(self.dan)._callers_for(self.volunteer, user, "member")

    def test_who_joined_alone_reads_no_question_and_finds_nobody(self):
        self.assertFalse(self._others())
        self.assertFalse(self._of(self.dan)._desk_in(self.space, self.ticket.id))
        with self.assertRaises(AccessError):
            self.ticket._take_over(self.dan, "")
        self.assertFalse(self._found()["people"])
        self.assertIn("coordinator", self._found()["sentence"])
        self.assertIsNone(self._of(self.dan)._caller(self.volunteer, self.mia.id))

    def test_a_published_duty_opens_its_section_and_a_draft_does_not(self):
        duty = self._duty(self.rota, self.volunteer, slot=1, state="draft")
        self.assertFalse(self._others())
        duty.state = "published"
        self.assertEqual(len(self._others()), 1)
        self.assertTrue(self._found()["people"])
        self.assertEqual(self.volunteer._desk_sections(), self.brittany)

    def test_a_coordinator_opens_their_own_sections_only(self):
        mine = self.volunteer.with_user(self.users["officer"])
        with self.assertRaises(AccessError):
            mine.desk_section_ids = [Command.link(self.normandy.id)]
        mine.desk_section_ids = [Command.link(self.brittany.id)]
        self.assertEqual(len(self._others()), 1)

    def test_whom_a_coordinator_writes_down_reads_where_they_coordinate(self):
        made = (
            self.env["club.volunteer"]
            .with_user(self.users["officer"])
            .create(
                {
                    "partner_id": self._person("Eve").id,
                    "company_id": self.company.id,
                    "home_section_id": self.brittany.id,
                    "section_ids": [Command.link(self.normandy.id)],
                }
            )
        )
        self.assertEqual(made.sudo()._desk_sections(), self.brittany)

    def test_a_page_saved_again_opens_nothing_more(self):
        self.volunteer.desk_section_ids = self.brittany
        self.volunteer.with_context(club_volunteer_by_themselves=True).write(
            {"section_ids": [Command.set((self.brittany | self.normandy).ids)]}
        )
        self.assertEqual(self.volunteer._desk_sections(), self.brittany)
