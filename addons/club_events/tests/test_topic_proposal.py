from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .minutes_common import MinutesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestTopicProposal(MinutesCommon):
    """Members propose; who runs the meeting answers, and they are told."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls._meeting("Next", "members", commission_id=cls.commission.id)
        cls.proposals = cls.env["club.topic.proposal"]

    def _propose(self, who="Nora", event=None, **typed):
        values = {"name": "Our move", "kind": "testimony", "text": "How we did it"}
        return self.proposals._propose(
            self._space(who), {**values, **typed}, self.members[who], event
        )

    def _told(self):
        notices = self.env["club.event.notice"].search([("level", "=", "proposal")])
        return [(n.partner_id.name, n._content_proposal()["subject"]) for n in notices]

    def test_one_for_a_meeting_waits_in_the_first_stage_off_the_agenda(self):
        proposal = self._propose(event=self.event)
        self.assertEqual(proposal.state, "waiting")
        self.assertEqual(
            proposal.track_id.stage_id,
            self.env.ref("website_event_track.event_track_stage0"),
        )
        self.assertFalse(self.event._agenda(self._space("Max")))

    def test_accepting_puts_it_on_the_agenda_and_tells_the_proposer(self):
        proposal = self._propose(event=self.event)
        proposal._accept(self.event)
        self.assertEqual(proposal.state, "accepted")
        [item] = self.event._agenda(self._space("Nora"))
        self.assertEqual((item["name"], item["owner"]), ("Our move", "Nora"))
        self.assertTrue(item["is_mine"])
        self.assertEqual(self._told(), [("Nora", "On the agenda: Our move")])
        with self.assertRaisesRegex(UserError, "answered already"):
            proposal._decline("No")

    def test_declining_takes_a_sentence_that_the_proposer_reads(self):
        proposal = self._propose(event=self.event)
        with self.assertRaisesRegex(UserError, "Say why"):
            proposal._decline(" ")
        proposal._decline("The day is full.")
        self.assertEqual(proposal.state, "declined")
        self.assertEqual(self._told(), [("Nora", "Your proposal: Our move")])
        own = self.proposals._form_values(self._space("Nora"))["own"]
        self.assertEqual(own[0]["reply"], "The day is full.")

    def test_what_the_office_does_in_the_list_of_items_is_an_answer_too(self):
        proposal = self._propose(event=self.event)
        stage = self.env.ref("website_event_track.event_track_stage1")
        track = proposal.track_id.with_context(tracking_disable=True)
        track.write({"stage_id": stage.id})
        self.assertEqual(proposal.state, "accepted")
        track.write({"stage_id": stage.id})
        self.assertEqual(len(self._told()), 1)

    def test_one_for_the_year_goes_to_a_meeting_that_the_chair_chooses(self):
        proposal = self._propose("Max", commission=str(self.commission.id))
        self.assertEqual(proposal.commission_id, self.commission)
        self.assertFalse(proposal.track_id)
        self.assertIn(proposal, self.proposals._to_answer(self.event))
        proposal._accept(self.event)
        self.assertEqual(proposal.track_id.event_id, self.event)

    def test_one_for_the_year_that_is_declined_is_told_by_mail(self):
        known = self.env["mail.mail"].search([])
        proposal = self._propose()
        proposal._decline("Next year.")
        mail = self.env["mail.mail"].search([]) - known
        self.assertEqual(mail.subject, "Your proposal: Our move")
        self.assertIn("Next year.", mail.body_html)

    def test_nobody_proposes_for_a_commission_in_which_they_do_not_sit(self):
        proposal = self._propose("Nora", commission=str(self.commission.id))
        self.assertFalse(proposal.commission_id)

    def test_a_meeting_that_is_over_takes_no_proposal(self):
        with self.assertRaisesRegex(UserError, "is over"):
            self._propose(event=self.meeting)
        proposal = self._propose()
        with self.assertRaisesRegex(UserError, "is over"):
            proposal._accept(self.meeting)

    def test_a_proposal_has_a_title_and_a_known_kind(self):
        for wrong in ({"name": " "}, {"kind": "break"}):
            with self.assertRaises(UserError):
                self._propose(**wrong)

    def test_a_script_does_not_fill_the_list(self):
        for number in range(10):
            self._propose(text=str(number))
        with self.assertRaisesRegex(UserError, "withdraw one first"):
            self._propose()

    def test_withdrawing_takes_it_off_before_the_answer_only(self):
        proposal = self._propose(event=self.event)
        proposal._withdraw()
        self.assertEqual(proposal.state, "withdrawn")
        self.assertNotIn(proposal, self.proposals._to_answer(self.event))
        with self.assertRaisesRegex(UserError, "answered already"):
            proposal._accept(self.event)

    def test_proposals_of_another_association_are_not_taken(self):
        other = self._association("Other club")
        event = self.env["event.event"].create(
            {
                "name": "Theirs",
                "company_id": other.id,
                "audience": "members",
                "date_begin": "2026-04-09 12:00:00",
                "date_end": "2026-04-09 15:00:00",
                "date_tz": "Europe/Paris",
            }
        )
        with self.assertRaisesRegex(UserError, "another association"):
            self._propose()._accept(event)

    def test_officers_answer_in_their_own_sections_only(self):
        own = self._meeting("Own", section_id=self.brittany.id)
        mine = self._propose(event=own)
        foreign = self._propose(event=self.event)
        seen = self._as("officer")["club.topic.proposal"].search([])
        self.assertIn(mine, seen)
        self.assertNotIn(foreign, seen)
        mine.with_user(self.users["officer"]).action_accept()
        self.assertEqual(mine.state, "accepted")

    def test_of_who_is_forgotten_the_words_go(self):
        proposal = self._propose(event=self.event)
        person = self.people["Nora"]
        part, _names = self.env["club.data.export"]._parts_besides(person)["proposals"]
        self.assertEqual(part, proposal)
        person._club_forget_meetings()
        self.assertEqual(proposal.state, "withdrawn")
        self.assertFalse(proposal.text)
