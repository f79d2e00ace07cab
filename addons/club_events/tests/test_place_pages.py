import re

from odoo.tests import tagged
from odoo.tools import mute_logger

from .pages_common import EventsPages
from .public_common import FAR, PublicCommon


@tagged("post_install", "-at_install")
class TestPlacePages(PublicCommon, EventsPages):
    """The page of one place, for who comes and has no login, and the mails to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls._open_meeting(seats_limited=True, seats_max=1)
        cls.first, cls.second = (
            cls._typed(name, f"{name.lower()}@example.org") for name in ("Jane", "John")
        )
        cls.env.flush_all()

    @classmethod
    def _typed(cls, name, email):
        booking = cls.event.with_user(cls.env.ref("base.public_user"))
        booking = booking.sudo()._register_people(
            [{"name": name, "email": email}], None
        )
        return booking.sudo().registration_ids

    def _answer(self, path, **data):
        self.authenticate(None, None)
        return EventsPages._post(self, path, **data)

    def test_a_place_is_given_back_and_the_next_one_accepts(self):
        self.assertEqual(self.second.hold, "waiting")
        page = self._get(self.first._place_url())
        self.assertIn("You are registered", page)
        self.assertIn("Show my badge", page)
        page = self._answer(f"{self.first._place_url()}/cancel")
        self.assertIn("Your place is free for somebody else now.", page)
        self.assertIn("The place was given back", page)
        self.assertEqual(self.second.hold, "offer")
        page = self._answer(f"{self.second._place_url()}/offer", answer="accept")
        self.assertIn("The place is yours.", page)
        self.assertEqual(self.second.state, "open")

    def test_an_offer_is_left_to_the_next_one(self):
        self._answer(f"{self.first._place_url()}/cancel")
        self._answer(f"{self.second._place_url()}/offer", answer="leave")
        self.assertEqual(self.second.state, "cancel")

    def test_an_old_page_of_an_offer_gives_no_place_back(self):
        page = self._answer(f"{self.first._place_url()}/offer", answer="leave")
        self.assertIn("No place of Open day is kept for you.", page)
        self.assertEqual(self.first.state, "open")

    def test_what_was_given_back_is_not_given_back_again(self):
        url = f"{self.first._place_url()}/cancel"
        self._answer(url)
        self.assertIn("was given back before", self._answer(url))

    def test_a_link_opens_its_own_place_only(self):
        token = self.first._place_url().rsplit("/", 1)[1]
        other = f"/club/place/{self.second.id}/{token}"
        self._get(other, status=410)
        self.env.flush_all()
        self.authenticate(None, None)
        with mute_logger("odoo.http"):
            for path in ("/cancel", "/offer", "/pay"):
                form = {"csrf_token": self._csrf(), "answer": "accept"}
                answer = self.url_open(other + path, data=form, method="POST")
                self.assertEqual(answer.status_code, 410, path)
        self.env.invalidate_all()
        self.assertEqual(self.second.hold, "waiting")

    def test_the_address_of_the_page_is_told_to_nobody(self):
        answer = self.url_open(self.first._place_url())
        self.assertIn("no-store", answer.headers["Cache-Control"])
        self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
        self.assertNotIn("John", answer.text)

    # Mails

    def _links(self, mail):
        return re.findall(r'href="([^"]+)"', mail.body_html)

    def _sent_to(self, registration, template="event.event_subscription"):
        """The mail that Odoo's schedule sends to this registration."""
        known = self.env["mail.mail"].search([])
        scheduler = self.env["event.mail"].create(
            {
                "event_id": registration.event_id.id,
                "interval_unit": "now",
                "interval_type": "after_sub",
                "template_ref": f"mail.template,{self.env.ref(template).id}",
            }
        )
        scheduler._send_mail(registration)
        return self.env["mail.mail"].search([]) - known

    def test_who_has_no_login_is_led_to_the_page_of_the_place(self):
        mail = self._sent_to(self.first)
        self.assertEqual(mail.subject, "You are registered: Open day")
        self.assertIn("jane@example.org", mail.email_to)
        [link] = self._links(mail)
        self.assertTrue(link.endswith(self.first._place_url()))
        self._get(self.first._place_url())

    def test_members_are_led_to_their_badge_and_no_page_of_the_website(self):
        event = self._meeting("Members only", **FAR)
        booking = event.with_user(self.anna_user).sudo()
        booking = booking._register_people([{"partner": self.anna}], self.anna)
        place = booking.sudo().registration_ids
        for template in ("event_subscription", "event_reminder"):
            mail = self._sent_to(place, f"event.{template}")
            [link] = self._links(mail)
            self.assertTrue(link.endswith(place._badge_path()))
            self.assertNotRegex(mail.body_html, r"/event/|my_tickets")
            self.assertIn(f"/my/meetings/{event.id}", mail.body_html)
        self._as(self.anna_user)
        self.assertIn("Members only", self._get(place._badge_path()))

    def test_odoo_shares_no_page_that_is_not_published(self):
        event = self._meeting("Members only", **FAR)
        self.assertTrue(event.event_share_url.endswith(f"/my/meetings/{event.id}"))
        self.assertIn("/event/", self.event.event_share_url)

    def test_a_template_of_the_association_is_sent_as_it_is(self):
        own = self.env.ref("event.event_subscription").copy(
            {"subject": "Our own words"}
        )
        self.env["ir.model.data"].create(
            {
                "module": "test_place_pages",
                "name": "own",
                "model": "mail.template",
                "res_id": own.id,
            }
        )
        mail = self._sent_to(self.first, "test_place_pages.own")
        self.assertEqual(mail.subject, "Our own words")

    def test_the_mail_of_an_offer_leads_to_the_answer(self):
        self.first._withdraw(self.first)
        known = self.env["mail.mail"].search([])
        self.env["club.event.notice"]._send_chunk()
        mail = (self.env["mail.mail"].search([]) - known).filtered(
            lambda m: "A place for you" in m.subject
        )
        self.assertIn("john@example.org", mail.email_to)
        [link] = self._links(mail)
        self.assertTrue(link.endswith(self.second._place_url()))
        self.assertIn("A place became free for you", self._get(link))

    def test_an_invitation_is_written_in_the_language_that_was_chosen(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        guest = self.env["club.event.guest"].create(
            {
                "event_id": self.event.id,
                "name": "Vera",
                "email": "vera@vendor.example",
                "lang": "fr_FR",
            }
        )
        known = self.env["mail.mail"].search([])
        guest.action_invite()
        self.env["club.event.notice"]._send_chunk()
        mail = self.env["mail.mail"].search([]) - known
        self.assertIn("jeudi 9 avril 2099", mail.body_html)
