from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import new_test_user
from .public_common import PublicCommon

JANE = {"name": "Jane Doe", "email": "jane@example.org"}
JOHN = {"name": "John Roe", "email": "john@example.org"}


@tagged("post_install", "-at_install")
class TestPublicRegistering(PublicCommon):
    """Core's form of an open meeting: through the one door, or a sentence."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls._open_meeting()
        cls.member = cls._standing("Anna", email="anna@example.org")
        cls._period(cls.member, "2027-01-01", "2099-12-31")
        cls.user = new_test_user(
            cls.env,
            "anna",
            "base.group_portal",
            partner_id=cls.member.partner_id.id,
            name="Anna",
            email="anna@example.org",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def test_a_visitor_registers_people_and_reads_who_comes(self):
        self._browser()
        page = self._send_order(self.event, [JANE, JOHN]).text
        self.assertIn("You are registered", page)
        self.assertIn("Jane Doe", page)
        self.assertIn("John Roe", page)
        places = self.event.registration_ids
        self.assertEqual(places.mapped("state"), ["open", "open"])
        self.assertEqual(len(places.booking_id), 1)
        self.assertFalse(places.attendee_id)

    def test_answers_are_kept(self):
        self.event.question_ids = [
            Command.create(
                {
                    "title": "Meal",
                    "question_type": "simple_choice",
                    "is_mandatory_answer": True,
                    "answer_ids": [Command.create({"name": "None"})],
                }
            )
        ]
        meal = self.event.question_ids.filtered("answer_ids")
        self._browser()
        self._send_order(
            self.event,
            [JANE],
            **{f"1-simple_choice-{meal.id}": meal.answer_ids.id},
        )
        answers = self.event.registration_ids.registration_answer_ids
        self.assertEqual(answers.value_answer_id, meal.answer_ids)
        self.assertEqual(
            answers.filtered("value_text_box").mapped("value_text_box"),
            ["Jane Doe", "jane@example.org"],
        )

    def test_what_refuses_is_a_sentence_and_nothing_is_kept(self):
        stranger = self.env["event.question"].create(
            {"title": "Elsewhere", "question_type": "text_box"}
        )
        choice = self.env["event.question"].create(
            {"title": "Elsewhere", "question_type": "simple_choice"}
        )
        most = self.event.EVENT_MAX_TICKETS
        tries = (
            ([{"name": "", "email": "jane@example.org"}], {}, "“Name” needs an answer"),
            ([], {}, "Say who comes to Open day."),
            ([JANE] * (most + 1), {}, f"One registers {most} people at once"),
            ([JANE, JANE], {}, "is named twice"),
            ([JANE], {"1-event_ticket_id": "x"}, "This form is damaged"),
            ([JANE], {f"1-text_box-{stranger.id}": "?"}, None),
            ([JANE], {f"1-simple_choice-{choice.id}": "1"}, None),
        )
        self._browser()
        for people, more, sentence in tries:
            with self.subTest(sentence=sentence, more=more):
                if sentence is None:
                    self._send_order(self.event, people, **more)
                    answers = self.event.registration_ids.registration_answer_ids
                    self.assertFalse(answers.question_id & (stranger | choice))
                    self.event.registration_ids.unlink()
                    continue
                page = self._send_order(self.event, people, **more).text
                self.assertIn(sentence, page)
                self.assertFalse(self.event.registration_ids)
                self.assertFalse(self.event.booking_ids)

    def test_one_refused_refuses_all(self):
        self._browser()
        page = self._send_order(self.event, [JANE, {"name": "", "email": "x@x.org"}])
        self.assertIn("needs an answer", page.text)
        self.assertFalse(self.event.registration_ids)

    def test_who_is_refused_finds_what_they_typed(self):
        path = f"/event/{self.event.id}/registration/new"
        self._browser()
        self._send_order(self.event, [{**JANE, "phone": "0102"}, JANE])
        form = self._call(path, **{"nb_register-0": "1"})["result"]
        self.assertIn("jane@example.org", form)
        self.assertIn("0102", form)
        self._send_order(self.event, [JANE])
        form = self._call(path, **{"nb_register-0": "1"})["result"]
        self.assertNotIn("jane@example.org", form)

    def test_a_full_meeting_takes_people_on_its_waiting_list(self):
        self.event.write({"seats_limited": True, "seats_max": 1})
        self._browser()
        self._send_order(self.event, [JANE])
        self.env.invalidate_all()
        page = self.url_open(f"/event/{self.event.id}/register").text
        self.assertIn("Full: who registers now is on the waiting list.", page)
        self.assertIn("Full: you go on the waiting list", page)
        self.assertIn("Full: waiting list", self.url_open("/event").text)
        page = self._send_order(self.event, [JOHN]).text
        self.assertIn("On the waiting list", page)
        self.assertEqual(
            self.event.registration_ids.sorted("id").mapped("hold"), [False, "waiting"]
        )

    def test_the_last_place_goes_to_the_first_of_a_form(self):
        self.event.write({"seats_limited": True, "seats_max": 1})
        self._browser()
        self._send_order(self.event, [JANE, JOHN])
        places = self.event.registration_ids.sorted("id")
        self.assertEqual(places.mapped("state"), ["open", "draft"])

    def test_neighbours_behind_one_address_read_nothing_of_each_other(self):
        """Core knows a visitor by address and browser: those are shared."""
        self._browser()
        self._send_order(self.event, [JANE])
        ids = self.event.registration_ids.ids
        self.env.flush_all()
        self._browser()
        path = f"/event/{self.event.id}/registration/success?registration_ids={ids[0]}"
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(path).status_code, 404)
        form = self._call(
            f"/event/{self.event.id}/registration/new", **{"nb_register-0": "1"}
        )["result"]
        self.assertIn("attendee_registration", form)
        self.assertNotIn("jane@example.org", form)

    def test_the_contact_of_a_cookie_is_not_who_books(self):
        visitor = self.env["website.visitor"].create(
            {"partner_id": self.member.partner_id.id, "access_token": "x" * 32}
        )
        self._browser()
        self.opener.cookies.set("visitor_uuid", visitor.access_token)
        self._send_order(
            self.event, [JANE], **{"1-partner_id": self.user.partner_id.id}
        )
        place = self.event.registration_ids
        self.assertFalse(place.partner_id)
        self.assertFalse(place.booking_id.booker_id)

    def test_who_is_signed_in_is_recognised_and_led_to_their_space(self):
        self._browser("anna")
        page = self.url_open(f"/event/{self.event.id}/register").text
        self.assertIn("You are signed in as", page)
        self.assertIn(f"/my/meetings/{self.event.id}", page)
        self._send_order(
            self.event, [{"name": "Anna", "email": "anna@example.org"}, JOHN]
        )
        places = self.event.registration_ids.sorted("id")
        self.assertEqual(places[0].attendee_id, self.member.partner_id)
        self.assertEqual(places[0].membership_id, self.member)
        self.assertFalse(places[1].attendee_id)
        self.assertEqual(places.booking_id.booker_id, self.member.partner_id)

    def test_visitors_are_not_led_to_a_space(self):
        self._browser()
        page = self.url_open(f"/event/{self.event.id}/register").text
        self.assertNotIn("You are signed in as", page)

    def test_a_slot_of_the_meeting_has_to_be_chosen(self):
        self.event.is_multi_slots = True
        slot = self.env["event.slot"].create(
            {
                "event_id": self.event.id,
                "date": "2099-04-09",
                "start_hour": 14.5,
                "end_hour": 15.5,
            }
        )
        self._browser()
        page = self._send_order(self.event, [JANE]).text
        self.assertIn("Choose one of the times of Open day.", page)
        self._send_order(self.event, [JANE], slot=slot)
        self.assertEqual(self.event.registration_ids.event_slot_id, slot)
