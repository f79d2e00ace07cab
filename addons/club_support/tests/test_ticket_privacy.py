from odoo.addons.club_portal.models.club_space import Space
from odoo.exceptions import AccessError, UserError
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

    def test_the_page_of_readers_names_the_volunteers_around(self):
        self._volunteer("Zoe", self.provence)
        readers = self.env["club.data.readers"]._of(Space(self.user, self.mia))
        near = [r for r in readers if r["who"].startswith("Volunteers of your section")]
        self.assertEqual(set(near[0]["names"]), {"Anna", "Bea", "Carl"})

    # Forgetting

    def test_a_caller_who_is_forgotten_leaves_no_name_and_no_number(self):
        self.ticket.write({"caller_name": "Mia M.", "caller_phone": "+33 2 99"})
        self.tickets._asked_by(self.mia)._forget_words()
        self.assertFalse(self.ticket.caller_name or self.ticket.caller_phone)

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

    def _ask_merge(self, one, other, author=None):
        return self.env["club.merge.request"]._ask_merge(
            one, other, author or self.owner, "Same telephone", self.company
        )

    def test_a_volunteer_may_say_that_two_contacts_are_one_person(self):
        twin = self._person("Mia Membre")
        asked = self._ask_merge(self.mia, twin)
        self.assertEqual((asked.state, asked.author_id), ("asked", self.owner))
        self.assertEqual(self._ask_merge(twin, self.mia), asked)
        ours = self._as("secretary", asked)
        action = ours.action_merge()
        self.assertEqual(
            set(action["context"]["active_ids"]), set((self.mia | twin).ids)
        )
        self._merge(twin, self.mia)
        self.assertEqual(asked.state, "merged")

    def test_two_requests_that_become_the_same_leave_one(self):
        twin, third = self._person("Mia Membre"), self._person("M. Member")
        kept, same = self._ask_merge(self.mia, third), self._ask_merge(twin, third)
        self._merge(twin, self.mia)
        self.assertEqual(kept.state, "asked")
        self.assertFalse(same.exists())

    def test_members_and_former_volunteers_ask_for_no_merge(self):
        twin = self._person("Mia Membre")
        with self.assertRaises(AccessError):
            self._ask_merge(self.owner, twin, self.mia)
        self.anna.date_end = "2026-04-06"
        with self.assertRaises(AccessError):
            self._ask_merge(self.mia, twin)

    def test_one_contact_and_organisations_are_not_merged(self):
        for other in (self.mia, self._organisation("Acme")):
            with self.assertRaises(UserError):
                self._ask_merge(self.mia, other)

    def test_the_office_refuses_and_changes_nothing_else(self):
        asked = self._ask_merge(self.mia, self._person("Mia Membre"))
        with self.assertRaises(AccessError):
            self._as("reader", asked).action_refuse()
        ours = self._as("secretary", asked)
        with self.assertRaises(UserError):
            ours.write({"state": "merged"})
        ours.action_refuse()
        self.assertEqual(asked.state, "refused")

    # Settings

    def test_the_administrator_chooses_how_questions_come_in_and_pass_on(self):
        settings = self._as("admin")["club.settings"].with_company(self.company)
        form = settings.create({})
        self.assertEqual(form.club_support_owner_id, self.boss)
        form.write({"club_ticket_alias": "help", "club_support_step_hours": 4})
        form.club_support_owner_id = self.bea.partner_id
        form.action_save()
        self.assertEqual(self.company.club_ticket_alias, "help")
        self.assertEqual(self.company.club_support_step_hours, 4)
        self.assertEqual(self.company.club_support_owner_id, self.bea.partner_id)
