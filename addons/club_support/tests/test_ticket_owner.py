import random
from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .ticket_common import NOW, TicketCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestTicketOwner(TicketCommon):
    """Every open question has an owner who can be reached, whatever happens."""

    def _job(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "club_support.ir_cron_club_ticket_escalate"
            ).method_direct_trigger()

    def _open(self):
        return self.tickets.search([("state", "in", ("new", "open", "waiting"))])

    def test_every_open_question_has_a_reachable_owner_within_its_deadline(self):
        dice = random.Random(7)
        team = [self.anna, self.bea, self.carl]
        for slot in range(1, 4):
            team.append(self._volunteer(f"V{slot}", helps_neighbours=True))
            self._duty(self.rota, team[-1], slot=slot)
            self._duty(self.rota, dice.choice(team[:3]), slot=slot, role="backup")
        moment = datetime.fromisoformat(NOW)
        for _turn in range(40):
            moment += timedelta(hours=dice.choice((1, 5, 12)))
            with freeze_time(moment):
                self._something_happens(dice, team, moment)
                self._job()
                for ticket in self._open():
                    self.assertTrue(ticket._is_owner_reachable(), ticket.number)
                    self.assertFalse(
                        ticket.deadline and ticket.deadline <= moment, ticket.number
                    )
        self.assertTrue(self.tickets.search([("step", "=", "national")]))
        self.assertTrue(self.tickets.search([("state", "=", "solved")]))

    def _something_happens(self, dice, team, moment):
        self._asked(category_id=dice.choice((False, self.money.id)))
        some = dice.choice(team)
        event = dice.randrange(6)
        tickets = self._open()
        if event == 0:
            day = moment.date()
            self._away(some, day, day + timedelta(days=dice.randrange(3)))
        elif event == 1:
            ticket = dice.choice(tickets)
            ticket._reply(ticket.owner_id, "So it is.")
        elif event == 2:
            dice.choice(tickets)._reply(self.mia, "And now?")
        elif event == 3:
            ticket = dice.choice(tickets)
            ticket._solve(ticket.owner_id)
        elif event == 4:
            some.partner_id.email = dice.choice((False, f"v{some.id}@x.example"))
        else:
            duties = some.duty_ids.filtered(lambda d: d.date_end >= moment.date())
            duties[:1]._hand_over(some.browse(), "release", some.partner_id)

    def test_saying_that_one_is_away_wakes_the_job(self):
        self._asked()
        triggers = self.env["ir.cron.trigger"]
        job = self.env.ref("club_support.ir_cron_club_ticket_escalate")
        mine = [("cron_id", "=", job.id)]
        self._away(self.carl)
        self._away(self.anna, "2026-08-01", "2026-08-31")
        self.assertFalse(triggers.search(mine))
        self._away(self.anna)
        self.assertEqual(len(triggers.search(mine)), 1)
        self.anna.tuesday_off = True
        self.assertEqual(len(triggers.search(mine)), 2)

    def test_each_association_has_its_own_line(self):
        other = self._association("Other Association")
        other.club_support_owner_id = self._person("Olga Other")
        ticket = self._asked(company_id=other.id)
        self.assertEqual(ticket.owner_id.name, "Olga Other")
        self.assertEqual(ticket.section_id, other._club_root_section())
        self.assertFalse(ticket._may_read(self.users["secretary"].partner_id))

    # Who is behind an unknown address

    def _unknown(self):
        values = {"body": "Who am I?", "email_from": "x@y.example"}
        values["company_id"] = self.company.id
        return self.tickets._ask(values, self.env["res.partner"])

    def test_an_unknown_requester_may_be_named(self):
        ticket = self._unknown()
        ticket._name_requester(self.mia, self.boss)
        self.assertEqual(ticket.partner_id, self.mia)
        self.assertEqual(ticket.section_id, self.brittany)
        self.assertEqual(ticket._thread(self.mia)[0]["author"], "Mia Member")
        ticket._pass_on("Yours", self.boss)
        self.assertEqual(ticket.volunteer_id, self.anna)

    def test_a_known_requester_stays_and_strangers_name_nobody(self):
        ticket = self._unknown()
        with self.assertRaises(AccessError):
            ticket._name_requester(self.mia, self.carl.partner_id)
        for wrong in (self.boss, self._organisation("Acme")):
            with self.assertRaises(UserError):
                ticket._name_requester(wrong, self.boss)
        with self.assertRaises(UserError):
            self._asked()._name_requester(self.mia, self.anna.partner_id)
