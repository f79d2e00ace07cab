from odoo.addons.club_portal.models.club_space import Space
from odoo.tests import freeze_time, new_test_user, tagged

from .test_ticket_thread import PNG
from .ticket_common import NOW, TicketCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestTicketPrivacy(TicketCommon):
    """What is kept of who asked and who answered; merges of contacts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner = cls.anna.partner_id
        cls.ticket = cls._asked()
        cls.ticket._reply(cls.owner, "Open the menu.", [("a.png", PNG)])
        cls.ticket._note(cls.owner, "She never paid.")
        cls.user = new_test_user(
            cls.env,
            login="mia_portal",
            groups="base.group_portal",
            partner_id=cls.mia.id,
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    def _end(self, membership):
        membership.period_ids.date_to = "2026-01-31"
        membership._refresh()

    def _merge(self, source, target):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((source | target).ids, target, extra_checks=False)

    # The person's own file

    def test_the_file_of_who_asked_holds_the_conversation_without_notes(self):
        data = self.env["club.data.export"]._of(Space(self.user, self.mia))
        self.assertEqual([q["number"] for q in data["questions"]], [self.ticket.number])
        said = str(data["questions_conversations"])
        self.assertIn("Open the menu.", said)
        self.assertNotIn("never paid", said)

    def test_the_file_of_who_answered_holds_nobody_elses_words(self):
        user = new_test_user(
            self.env,
            login="anna_portal",
            groups="base.group_portal",
            partner_id=self.owner.id,
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        data = self.env["club.data.export"]._of(Space(user, self.owner))
        self.assertEqual(data["questions_owned"][0]["ticket_id"], [self.ticket.number])
        self.assertFalse(data["questions"])
        self.assertNotIn("I find no button", str(data))

    def test_the_page_of_readers_names_who_answers(self):
        readers = self.env["club.data.readers"]._of(Space(self.user, self.mia))
        answering = [r for r in readers if r["who"] == "Who answers your questions"]
        self.assertEqual(answering[0]["names"], ["Anna"])
        known = {area for reader in readers for area in reader.get("areas", ())}
        self.assertIn("club.ticket", known)

    # Forgetting

    def test_who_is_forgotten_leaves_figures_and_no_words(self):
        self.ticket._solve(self.owner)
        self.ticket._rate(self.mia, 2, "Mia was here")
        unsigned = self.tickets._ask(
            {
                "body": "I am Mia.",
                "email_from": f"Mia <{self.mia.email}>",
                "company_id": self.company.id,
            },
            self.env["res.partner"],
        )
        file = self.ticket.message_ids.attachment_ids
        self._end(self.mia.club_membership_ids)
        self.mia._club_anonymise()
        for ticket in self.ticket | unsigned:
            self.assertEqual(ticket.name, ticket.number)
            self.assertFalse(ticket.body)
            self.assertFalse(ticket.message_ids)
            self.assertEqual(ticket.state, "closed")
        self.assertFalse(self.ticket.email_from)
        self.assertEqual(unsigned.email_from, "erased@example.invalid")
        self.assertFalse(file.exists())
        self.assertEqual((self.ticket.rating, self.ticket.rating_comment), (2, False))
        self.assertEqual(self.ticket.section_id, self.brittany)

    def test_forgetting_an_owner_gives_their_open_questions_to_others(self):
        answered, fresh = self.ticket, self._asked()
        self.owner._club_anonymise()
        for ticket in answered | fresh:
            self.assertNotEqual(ticket.owner_id, self.owner)
            self.assertTrue(ticket._is_owner_reachable())

    def test_forgetting_the_national_owner_leaves_another(self):
        ticket = self._asked(section_id=self.provence.id)
        self.boss._club_anonymise()
        self.assertFalse(self.company.club_support_owner_id)
        self.assertNotEqual(ticket.owner_id, self.boss)
        self.assertTrue(ticket._is_owner_reachable())

    # Merging contacts

    def test_merging_contacts_moves_their_questions(self):
        twin = self._person("Mia Membre")
        other = self._asked(twin)
        self._merge(twin, self.mia)
        self.assertEqual(other.partner_id, self.mia)
        self.assertEqual(other._thread(self.mia)[0]["author"], self.mia.name)

    def test_merging_requester_and_owner_moves_the_question_on(self):
        self._merge(self.mia, self.owner)
        self.assertEqual(self.ticket.partner_id, self.owner)
        self.assertEqual(self.ticket.volunteer_id, self.bea)
