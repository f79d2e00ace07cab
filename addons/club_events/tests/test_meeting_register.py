from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from werkzeug.datastructures import MultiDict

from .common import TODAY, freeze_time, new_test_user
from .pages_common import EventsPages


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestMeetingRegister(EventsPages):
    """Registering from the pages: oneself, a team, people known by name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls._standing("Acme", kind=cls.type_organisation, is_company=True)
        cls.boss_user = cls._user_of(cls.env["res.partner"].create({"name": "Boss"}))
        cls.carl = cls.env["res.partner"].create(
            {"name": "Carl", "email": "carl@example.org"}
        )
        cls._acts(cls.boss_user.partner_id, "manager")
        cls._acts(cls.carl, "seat")
        cls.event = cls._meeting("Spring plenary")
        cls.page = f"/my/meetings/{cls.event.id}"

    @classmethod
    def _acts(cls, partner, role):
        return cls.env["club.delegation"].create(
            {
                "membership_id": cls.acme.id,
                "partner_id": partner.id,
                "role": role,
                "date_from": "2026-01-01",
            }
        )

    def _rows(self, event=None):
        return (event or self.event).registration_ids.filtered(
            lambda row: row.state != "cancel"
        )

    def _send(self, event=None, **data):
        return self._post(f"/my/meetings/{(event or self.event).id}/register", **data)

    def _limit(self, places):
        self.event.write({"seats_limited": True, "seats_max": places})

    # Oneself

    def test_one_click_registers_where_there_is_nothing_to_choose(self):
        self._as(self.bea_user)
        self.assertIn("I come: register", self._get(self.page))
        said = self._send(name="me")
        self.assertIn("Bea: Has a place.", said)
        row = self._rows()
        self.assertEqual((row.attendee_id, row.state), (self.bea, "open"))
        self.assertNotIn("I come: register", said)

    def test_a_second_click_registers_nobody_twice(self):
        self._as(self.bea_user)
        self._send(name="me")
        self.assertIn("sent already", self._send(name="me"))
        self.assertEqual(len(self._rows()), 1)

    def test_who_may_not_come_is_told_why_and_registers_nobody(self):
        gone = self._login("Gone", since="2025-01-01", until="2025-06-30")
        self._as(gone)
        self._get(self.page, status=404)
        self._send(name="me")
        self.assertFalse(self._rows())

    def test_a_full_meeting_says_that_one_will_wait_and_then_at_which_rank(
        self,
    ):
        self._limit(1)
        self.event._register_people([{"partner": self.anna}], self.anna)
        self._as(self.bea_user)
        page = self._get(self.page)
        self.assertIn("Full: there is a waiting list", page)
        self.assertIn("Join the waiting list", page)
        self.assertIn("Number 1 on the waiting list", self._send(name="me"))
        self.assertIn("Number 1 on the waiting list", self._get("/my/meetings"))

    def test_a_question_without_answer_keeps_what_was_typed(self):
        meal, word = self.env["event.question"].create(
            [
                {
                    "title": "Which meal?",
                    "question_type": "simple_choice",
                    "is_mandatory_answer": True,
                    "answer_ids": [(0, 0, {"name": "Fish"}), (0, 0, {"name": "Egg"})],
                },
                {
                    "title": "A word",
                    "question_type": "text_box",
                    "once_per_order": True,
                },
            ]
        )
        self.event.question_ids = [(4, meal.id), (4, word.id)]
        self._as(self.bea_user)
        said = self._send(name="me", **{f"q_{word.id}": "Looking forward"})
        self.assertIn("Bea: “Which meal?” needs an answer", said)
        self.assertIn("Looking forward", said)
        self.assertFalse(self._rows())
        said = self._send(
            name="me",
            **{
                f"q_{word.id}": "Looking forward",
                f"q_{meal.id}_{self.bea.id}": str(meal.answer_ids[1].id),
            },
        )
        answers = self._rows().registration_answer_ids
        self.assertEqual(answers.value_answer_id.name, "Egg")
        self.assertIn("Looking forward", answers.mapped("value_text_box"))

    def test_one_chooses_when_to_come_to_a_meeting_of_several_slots(self):
        self.event.is_multi_slots = True
        slots = self.env["event.slot"].create(
            [
                {
                    "event_id": self.event.id,
                    "date": "2026-04-09",
                    "start_hour": hour,
                    "end_hour": hour + 1,
                }
                for hour in (14, 15)
            ]
        )
        self._as(self.bea_user)
        self.assertIn("Choose when you come", self._send(name="me"))
        self.assertFalse(self._rows())
        self._send(name="me", slot=str(slots[1].id))
        self.assertEqual(self._rows().event_slot_id, slots[1])

    def test_one_changes_from_on_site_to_remote(self):
        self.event.place = "both"
        self._as(self.bea_user)
        self._send(name="me", presence="remote")
        row = self._rows()
        self.assertEqual(row.presence, "remote")
        self._post(f"/my/meetings/registrations/{row.id}/presence", presence="site")
        self.assertEqual(row.presence, "site")

    def test_one_chooses_among_the_prices_that_one_may_take(self):
        self._ticket(self.event, "Plain price", "all", 40)
        self._ticket(self.event, "Supporting price", "all", 60)
        self._as(self.bea_user)
        self.assertNotIn("I come: register", self._get(self.page))
        form = self._get(f"{self.page}/register?name=me")
        self.assertLess(form.index("Plain price"), form.index("Supporting price"))
        self.assertIn("Discount code", form)

    def test_a_ticket_of_another_meeting_is_refused(self):
        other = self._ticket(self._meeting("Other"), "Other price", "all")
        self._as(self.bea_user)
        said = self._send(name="me", ticket=str(other.id))
        self.assertIn("cannot be taken any more", said)
        self.assertFalse(self._rows())

    # An organisation

    def test_a_manager_registers_colleagues_and_people_by_name_in_one_go(self):
        self._as(self.boss_user)
        self.assertIn("Register people of Acme", self._get(self.page))
        form = self._get(f"{self.page}/register?name={self.acme.id}")
        self.assertIn("Carl", form)
        said = self._send(
            name=str(self.acme.id),
            key="one-form",
            people=[str(self.carl.id), str(self.boss_user.partner_id.id)],
            name_t1="Dora Newcomer",
            email_t1="dora@acme.example",
        )
        self.assertIn("3 people are registered.", said)
        rows = self._rows()
        self.assertEqual(set(rows.mapped("name")), {"Carl", "Boss", "Dora Newcomer"})
        self.assertEqual(rows.membership_id, self.acme)
        self.assertEqual(len(rows.booking_id), 1)

    def test_a_form_sent_twice_books_once(self):
        self._as(self.boss_user)
        data = {
            "name": str(self.acme.id),
            "key": "one-form",
            "name_t1": "Dora Newcomer",
            "email_t1": "dora@acme.example",
        }
        self._send(**data)
        self.assertIn("sent already", self._send(**data))
        self.assertEqual(len(self._rows()), 1)

    def test_an_address_without_a_name_registers_nobody(self):
        self._as(self.boss_user)
        said = self._send(
            name=str(self.acme.id),
            people=[str(self.carl.id)],
            email_t1="dora@acme.example",
        )
        self.assertIn("Give a name and an e-mail address", said)
        self.assertFalse(self._rows())

    def test_nobody_ticked_is_said(self):
        self._as(self.boss_user)
        said = self._send(name=str(self.acme.id))
        self.assertIn("Nobody was registered", said)

    def test_places_of_an_organisation_are_told_before(self):
        self.event.seats_per_organisation = 2
        self._as(self.boss_user)
        form = self._get(f"{self.page}/register?name={self.acme.id}")
        self.assertIn("you can register 2 more people", form)

    def test_people_of_others_are_not_registered_whatever_the_form_says(self):
        self._as(self.boss_user)
        self._send(name=str(self.acme.id), people=[str(self.bea.id)])
        self.assertFalse(self._rows())

    def test_the_way_of_an_organisation_one_does_not_manage_is_not_found(self):
        self._as(self.bea_user)
        self._get(f"{self.page}/register?name={self.acme.id}", status=404)

    # What follows

    def test_one_gives_a_place_back_and_who_waits_is_offered_it(self):
        self._limit(1)
        self.event._register_people([{"partner": self.anna}], self.anna)
        self.event._register_people([{"partner": self.bea}], self.bea)
        mine, theirs = (
            self.event.registration_ids.filtered(lambda r, p=p: r.attendee_id == p)
            for p in (self.anna, self.bea)
        )
        self._as(self.anna_user)
        said = self._post(f"/my/meetings/registrations/{mine.id}/withdraw")
        self.assertIn("does not come", said)
        self.assertEqual(mine.state, "cancel")
        self.assertEqual(theirs.hold, "offer")
        self._as(self.bea_user)
        self.assertIn("These wait for you", self._get("/my/meetings"))
        self.assertIn("Accept the place", self._get(self.page))
        self._post(f"/my/meetings/registrations/{theirs.id}/accept")
        self.assertEqual(theirs.state, "open")

    def test_a_declined_place_is_free(self):
        self._limit(1)
        self.event._register_people([{"partner": self.anna}], self.anna)
        self.event._register_people([{"partner": self.bea}], self.bea)
        first, second = self.event.registration_ids.sorted("id")
        first._withdraw(self.anna)
        self._as(self.bea_user)
        self._post(f"/my/meetings/registrations/{second.id}/decline")
        self.assertEqual(second.state, "cancel")

    def test_registrations_of_others_are_not_found(self):
        self.event._register_people([{"partner": self.anna}], self.anna)
        row = self._rows()
        self._as(self.bea_user)
        for step in ("withdraw", "accept", "decline", "presence"):
            self._post(f"/my/meetings/registrations/{row.id}/{step}")
        self.assertEqual(row.state, "open")
        self.assertNotIn("Anna", self._get(self.page))

    def test_a_manager_gives_back_a_colleagues_place(self):
        self.event._register_people(
            [{"partner": self.carl}], self.boss_user.partner_id, membership=self.acme
        )
        row = self._rows()
        self._as(self.boss_user)
        self.assertIn("Carl", self._get(self.page))
        self._post(f"/my/meetings/registrations/{row.id}/withdraw", reason="Ill")
        self.assertEqual(row.state, "cancel")

    def test_the_link_to_connect_is_for_who_has_a_place(self):
        self.event.write(
            {"place": "both", "event_url": "https://meet.example.org/secret-room"}
        )
        self._as(self.bea_user)
        before = self.url_open(self.page).text
        self.assertNotIn("secret-room", before)
        self.event._register_people([{"partner": self.bea}], self.bea)
        self.env.flush_all()
        self.assertIn("secret-room", self.url_open(self.page).text)

    def test_a_cancelled_meeting_takes_nobody_and_says_why(self):
        self.event._register_people([{"partner": self.bea}], self.bea)
        self.event.write(
            {
                "cancelled_on": "2026-03-15 08:00:00",
                "cancel_reason": "The hall is closed.",
                "kanban_state": "cancel",
            }
        )
        self._as(self.bea_user)
        page = self._get(self.page)
        self.assertIn("This meeting is cancelled. The hall is closed.", page)
        self.assertIn("Not held", page)
        self.assertNotIn("Cannot come", page)
        self.assertNotIn("Has a place", self._get("/my/meetings"))

    def test_staff_on_the_telephone_register_the_member_who_pays_for_themselves(self):
        secretary = new_test_user(
            self.env,
            login="phone",
            groups="base.group_user,club_membership.group_club_secretary",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        bea = self._membership_of(self.bea)
        space = self.env["club.space"].with_user(secretary)._open(bea.id)
        event = self.event.with_env(space.env)
        [way] = event._ways(space)
        booking = event._book_form(space, way, MultiDict())
        self.assertEqual(booking.registration_ids.attendee_id, self.bea)
        self.assertEqual(booking.payer_id, self.bea)

    def test_nobody_changes_how_they_come_to_a_meeting_that_is_over(self):
        self.event.place = "both"
        self.event._register_people([{"partner": self.bea}], self.bea)
        row = self._rows()
        with freeze_time("2026-04-10"), self.assertRaisesRegex(UserError, "is over"):
            row._change_presence("remote")
