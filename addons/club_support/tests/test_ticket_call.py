from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import club_ticket_people
from .ticket_common import frozen
from .ticket_pages_common import TicketPagesCommon

TYPED = {
    "name": "Where is the receipt?",
    "body": "",
    "category": "",
    "channel": "phone",
    "outcome": "answered",
    "minutes": "5",
    "person_id": "",
    "caller_name": "",
    "caller_email": "",
    "caller_phone": "",
}


@frozen
@tagged("post_install", "-at_install")
class TestTicketCall(TicketPagesCommon):
    """A volunteer writes down what somebody asked on the telephone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.far = cls._joined("Mila Far", cls.provence)
        cls.noemie = cls._joined("Noémie Le Goff", cls.rennes)
        cls.noemie.city = "Pacé"

    @classmethod
    def _joined(cls, name, section):
        membership = cls._member(name, section)
        cls._period(membership, "2026-01-01", "2026-12-31")
        return membership.partner_id

    def _look(self, text, volunteer=None):
        volunteer = volunteer or self.anna
        user = volunteer.partner_id.user_ids
        found = self._of(volunteer)._callers_for(volunteer, user, text)
        return [person["name"] for person in found["people"]]

    def _log(self, volunteer=None, **typed):
        volunteer = volunteer or self.anna
        return self._of(volunteer)._log_call_by(volunteer, {**TYPED, **typed})

    def test_people_are_found_without_accents_by_parts_of_words(self):
        for text in ("noemie", "NOÉ", "goff noe", "pace goff"):
            with self.subTest(text=text):
                self.assertEqual(self._look(text), ["Noémie Le Goff"])

    def test_people_are_found_by_their_member_number(self):
        number = self.noemie.club_membership_ids.number
        self.assertEqual(self._look(number), ["Noémie Le Goff"])
        self.assertEqual(self._look(number.lstrip("0")), ["Noémie Le Goff"])

    def test_only_the_own_sections_and_their_neighbours_are_searched(self):
        self.assertEqual(self._look("mila"), [])
        self.assertEqual(self._look("noemie", self.carl), ["Noémie Le Goff"])
        self.brittany.neighbour_ids = False
        self.assertEqual(self._look("noemie", self.carl), [])

    def test_two_letters_find_nobody(self):
        for text in ("no", "", "%", "__", "le go"):
            with self.subTest(text=text):
                self.assertEqual(self._look(text), [])

    def test_delegates_are_found_by_their_organisation(self):
        acme = self._member("Acme", self.brittany, self.type_organisation)
        self._period(acme, "2026-01-01", "2026-12-31")
        vals = {"membership_id": acme.id, "date_from": "2026-01-01"}
        for name, more in (("Vera", {}), ("Former", {"date_to": "2026-02-01"})):
            person = self._person(name)
            self.env["club.delegation"].create(
                {**vals, **more, "partner_id": person.id, "role": "manager"}
            )
        self.assertEqual(self._look("acme"), ["Vera"])

    def test_nothing_but_name_town_organisation_and_number_is_told(self):
        self.noemie.write({"phone": "+33 2 99", "street": "1 rue"})
        user = self.anna.partner_id.user_ids
        found = self._of(self.anna)._callers_for(self.anna, user, "noemie")
        self.assertEqual(
            set(found["people"][0]), {"id", "name", "city", "organisation", "number"}
        )

    def test_a_search_is_counted_and_kept(self):
        self._look("noemie")
        look = self.env["club.ticket.look"].search([])
        self.assertEqual((look.text, look.found), ("noemie", 1))
        self.assertEqual(look.user_id, self.anna.partner_id.user_ids)
        with patch.object(club_ticket_people, "LOOKS_AN_HOUR", 2):
            self.assertTrue(self._look("noemie"))
            self.assertFalse(self._look("noemie"))

    def test_a_person_named_by_a_form_is_counted_and_kept_as_well(self):
        user = self.anna.partner_id.user_ids
        with patch.object(club_ticket_people, "LOOKS_AN_HOUR", 1):
            for count in (1, 0):
                found = self._of(self.anna)._caller_again(
                    self.anna, user, str(self.noemie.id)
                )
                self.assertEqual(len(found["people"]), count)
        look = self.env["club.ticket.look"].search([])
        self.assertEqual(look.text, self.noemie.name)

    def test_a_list_is_never_given_whole(self):
        for number in range(10):
            self._joined(f"Martin {number}", self.brittany)
        user = self.anna.partner_id.user_ids
        found = self._of(self.anna)._callers_for(self.anna, user, "martin")
        self.assertEqual(len(found["people"]), 8)
        self.assertIn("There are more", found["sentence"])

    def test_what_was_answered_is_solved_at_once_and_nobody_else_is_told(self):
        ticket = self._log(person_id=str(self.noemie.id))
        self.assertEqual(ticket.state, "solved")
        self.assertEqual(ticket.owner_id, self.anna.partner_id)
        self.assertEqual(ticket.section_id, self.rennes)
        self.assertEqual(ticket.channel, "phone")
        told = self._mails(ticket).recipient_ids
        self.assertEqual(told, self.noemie)
        hours = self.env["club.hours"].search([("partner_id", "=", ticket.owner_id.id)])
        self.assertAlmostEqual(hours.hours, 5 / 60, places=2)

    def test_what_is_open_stays_with_who_heard_it_or_goes_its_way(self):
        mine = self._log(self.bea, outcome="mine", person_id=str(self.noemie.id))
        self.assertEqual(mine.owner_id, self.bea.partner_id)
        self.assertEqual(mine.step, "chosen")
        self.assertTrue(mine.deadline)
        other = self._log(self.bea, outcome="other", person_id=str(self.noemie.id))
        self.assertEqual(other.owner_id, self.anna.partner_id)

    def test_the_member_may_see_who_wrote_it_down(self):
        ticket = self._log(person_id=str(self.noemie.id))
        trace = self.env["club.trace"].search([("person_id", "=", self.noemie.id)])
        self.assertEqual(trace.mode, "volunteer")
        self.assertIn(ticket.number, trace.action)

    def test_somebody_we_do_not_know(self):
        said = {"caller_name": "Zoe", "caller_phone": "02 99 00 00 00"}
        ticket = self._log(outcome="mine", **said)
        self.assertFalse(ticket.partner_id)
        self.assertEqual(ticket.caller_phone, said["caller_phone"])
        self.assertEqual(ticket.owner_id, self.anna.partner_id)
        self.assertEqual(ticket.section_id, self.brittany)
        for wrong in (
            {},
            {"caller_name": "Zoe"},
            {"caller_phone": "02"},
            {"caller_name": "Zoe", "caller_email": "zoe"},
        ):
            with self.subTest(wrong=wrong), self.assertRaises(UserError):
                self._log(**wrong)

    def test_a_stranger_by_telephone_goes_to_the_national_team(self):
        ticket = self._log(
            outcome="other", caller_name="Zoe", caller_phone="02 99 00 00 00"
        )
        self.assertEqual(ticket.owner_id, self.boss)

    def test_no_person_out_of_reach_is_named(self):
        for person_id in (str(self.far.id), "999999999", "9" * 50, "x"):
            with self.subTest(id=person_id), self.assertRaises(UserError):
                self._log(person_id=person_id)

    def test_nobody_logs_their_own_question(self):
        membership = self._member("x", self.brittany, partner=self.anna.partner_id)
        self._period(membership, "2026-01-01", "2026-12-31")
        with self.assertRaisesRegex(UserError, "That is you"):
            self._log(person_id=str(self.anna.partner_id.id))

    def test_minutes_are_a_number(self):
        for minutes in ("-1", "601", "ten", "9" * 30):
            with self.subTest(minutes=minutes), self.assertRaises(UserError):
                self._log(person_id=str(self.noemie.id), minutes=minutes)

    def test_the_office_logs_a_call_in_the_back_office(self):
        calls = self._as("secretary")["club.ticket.call"]
        call = calls.create(
            {"partner_id": self.noemie.id, "name": "A receipt", "outcome": "answered"}
        )
        self.assertEqual(call.section_id, self.rennes)
        action = call.action_log()
        ticket = self.tickets.browse(action["res_id"])
        self.assertEqual(ticket.state, "solved")
        self.assertEqual(ticket.owner_id, self.users["secretary"].partner_id)

    def test_a_coordinator_logs_no_call_of_another_section(self):
        calls = self._as("officer")["club.ticket.call"]
        vals = {"name": "A receipt", "caller_name": "Zoe", "caller_phone": "02 99"}
        call = calls.create({**vals, "section_id": self.brittany.id})
        self.assertTrue(call.action_log()["res_id"])
        far = calls.create({**vals, "section_id": self.brittany.id})
        far.sudo().section_id = self.provence
        with self.assertRaises(AccessError):
            far.action_log()

    def test_two_entries_of_one_person_are_noticed_once(self):
        twin = self._joined("Noemie Legoff", self.brittany)
        tickets, ids = self._of(self.anna), [twin.id, self.noemie.id]
        first = tickets._notice_double(self.anna, ids, "Same address")
        self.assertEqual(tickets._notice_double(self.anna, ids[::-1], ""), first)
        for wrong in ([twin.id], [twin.id, self.far.id], [twin.id, 999999999]):
            with self.subTest(ids=wrong), self.assertRaises(UserError):
                tickets._notice_double(self.anna, wrong, "")
        own = self._as("secretary", first)
        self.assertEqual(set(own.action_merge()["context"]["active_ids"]), set(ids))
