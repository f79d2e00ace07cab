from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .ticket_common import NOW, TicketCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestTicketRouting(TicketCommon):
    def test_the_lead_on_duty_in_the_section_gets_it(self):
        ticket = self._asked()
        self.assertEqual(ticket.volunteer_id, self.anna)
        self.assertEqual(ticket.owner_id, self.anna.partner_id)
        self.assertEqual((ticket.step, ticket.state), ("lead", "new"))
        self.assertEqual(ticket.section_id, self.brittany)

    def test_the_number_counts_within_its_year(self):
        first, second = self._asked().number, self._asked().number
        self.assertRegex(first, r"^Q2026-\d{5}$")
        self.assertEqual(int(second[6:]), int(first[6:]) + 1)
        with freeze_time("2027-01-02 08:00:00"):
            self.assertRegex(self._asked().number, r"^Q2027-00001$")

    def test_the_section_stays_what_it_was(self):
        ticket = self._asked()
        self.mia.club_membership_ids.section_id = self.provence
        self.assertEqual(ticket.section_id, self.brittany)

    def test_a_local_section_is_served_by_the_one_above(self):
        ticket = self._asked(section_id=self.rennes.id)
        self.assertEqual((ticket.volunteer_id, ticket.step), (self.anna, "lead"))

    def test_who_lacks_the_skill_is_an_empty_step(self):
        ticket = self._asked(category_id=self.money.id)
        self.assertEqual((ticket.volunteer_id, ticket.step), (self.bea, "backup"))

    def test_next_door_answers_when_nobody_here_can(self):
        self._away(self.anna)
        self._away(self.bea)
        ticket = self._asked(category_id=self.money.id)
        self.assertEqual((ticket.volunteer_id, ticket.step), (self.carl, "neighbour"))

    def test_without_the_skill_the_lead_is_asked_before_the_national_team(self):
        self.bea.skill_ids = self.carl.skill_ids = self.portal
        ticket = self._asked(category_id=self.money.id)
        self.assertEqual((ticket.volunteer_id, ticket.step), (self.anna, "lead"))

    def test_with_nobody_on_duty_it_goes_to_the_national_team(self):
        ticket = self._asked(section_id=self.provence.id)
        self.assertEqual((ticket.owner_id, ticket.step), (self.boss, "national"))
        self.assertFalse(ticket.volunteer_id)

    def test_who_asks_never_owns_it(self):
        ticket = self._asked(self.anna.partner_id, section_id=self.brittany.id)
        self.assertEqual(ticket.volunteer_id, self.bea)
        ticket = self._asked(self.boss, section_id=self.provence.id)
        self.assertNotEqual(ticket.owner_id, self.boss)

    def test_who_cannot_be_reached_is_skipped(self):
        cases = {
            "archived": lambda: self.anna.partner_id.write({"active": False}),
            "no address and no login": lambda: self.anna.partner_id.write(
                {"email": False}
            ),
            "away": lambda: self._away(self.anna),
            "never on this weekday": lambda: self.anna.write({"tuesday_off": True}),
            "ended": lambda: self.anna.write({"date_end": "2026-04-06"}),
            "deceased": lambda: self.anna.partner_id.write(
                {"club_deceased_on": "2026-04-01"}
            ),
            "a draft": lambda: self.lead.write({"state": "draft"}),
            "a gap": lambda: self.lead.write({"volunteer_id": False}),
        }
        for name, happens in cases.items():
            with self.subTest(name), self.env.cr.savepoint() as point:
                happens()
                self.assertEqual(self._asked().volunteer_id, self.bea)
                point.rollback()
                self.env.invalidate_all()

    def test_a_login_without_an_address_is_reachable(self):
        self._portal_user(self.anna.partner_id)
        self.anna.partner_id.email = False
        self.assertEqual(self._asked().volunteer_id, self.anna)

    def _portal_user(self, partner):
        return self.env["res.users"].create(
            {
                "partner_id": partner.id,
                "login": f"login{partner.id}",
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
                "company_id": self.company.id,
                "company_ids": [(6, 0, self.company.ids)],
            }
        )

    def test_the_day_is_the_one_of_the_association(self):
        self.company.partner_id.tz = "Pacific/Auckland"
        # It is the 13th there, and nobody is on duty any more.
        with freeze_time("2026-04-12 13:00:00"):
            self.assertEqual(self._asked().step, "national")
        self.company.partner_id.tz = "Europe/Paris"
        with freeze_time("2026-04-12 13:00:00"):
            self.assertEqual(self._asked().step, "lead")

    def test_without_a_national_owner_the_oldest_administrator_has_it(self):
        self.company.club_support_owner_id = False
        admin = self.tickets._administrators(self.company)[:1]
        ticket = self._asked(section_id=self.provence.id)
        self.assertEqual(ticket.owner_id, admin)

    def test_never_nobody(self):
        self.company.club_support_owner_id = False
        group = self.env.ref("club_membership.group_club_admin")
        users = self.env["res.users"].search([("all_group_ids", "in", group.ids)])
        users.partner_id.email = False
        users.active = False
        ticket = self._asked(section_id=self.provence.id)
        self.assertEqual(ticket.owner_id, self.company.partner_id)

    def test_the_history_says_who_had_it_and_why(self):
        ticket = self._asked()
        ticket._pass_on("I know nothing of it.", self.anna.partner_id)
        first, second = ticket.step_ids
        self.assertEqual((first.volunteer_id, first.step), (self.anna, "lead"))
        self.assertEqual((second.volunteer_id, second.step), (self.bea, "backup"))
        self.assertEqual(second.reason, "I know nothing of it.")
        self.assertTrue(second.deadline)

    def test_passing_on_reaches_the_national_team_and_ends_there(self):
        ticket = self._asked()
        owners = []
        for _turn in range(4):
            ticket._pass_on("Late")
            owners.append(ticket.owner_id)
        self.assertEqual(
            owners,
            [self.bea.partner_id, self.carl.partner_id, self.boss, self.boss],
        )
        self.assertEqual(len(ticket.step_ids), 4)

    def test_taking_it_needs_a_reachable_person_who_did_not_ask(self):
        ticket = self._asked()
        owner = self.anna.partner_id
        with self.assertRaises(UserError):
            ticket._take(self.mia, "She knows best", owner)
        with self.assertRaises(AccessError):
            ticket._take(self.bea, "Mine", self.carl.partner_id)
        ticket._take(self.carl, "He knows", owner)
        self.assertEqual((ticket.volunteer_id, ticket.step), (self.carl, "chosen"))

    def test_a_solved_question_is_not_passed_on(self):
        ticket = self._asked()
        ticket._solve(self.anna.partner_id)
        with self.assertRaises(UserError):
            ticket._pass_on("Not mine", self.anna.partner_id)

    def test_routing_costs_the_same_with_many_next_door(self):
        few = self._routing_queries()
        for number in range(8):
            section = self._section(f"Near {number}", self.north)
            self.brittany.neighbour_ids += section
            self._duty(self._rota(section), self._volunteer(f"V{number}", section))
        self.assertLessEqual(self._routing_queries(), few)

    def _routing_queries(self):
        self._forget_nothing()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.tickets._chain(self.company, self.brittany, self.finance, self.mia)
        return self.env.cr.sql_log_count - before
