import re

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY, EventsCommon, freeze_time, new_test_user


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventGuest(EventsCommon):
    """An invitation: one link, one person, and no contact before they answer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls._meeting()
        cls.public = cls.env.ref("base.public_user")
        cls.guest = cls._invited("Vera Vendor", "vera@vendor.example")

    @classmethod
    def _invited(cls, name, email, **vals):
        guest = cls.env["club.event.guest"].create(
            {"event_id": cls.event.id, "name": name, "email": email, **vals}
        )
        return guest.sudo()

    def _secretary(self):
        group = "club_membership.group_club_secretary"
        return new_test_user(
            self.env, "scribe", f"base.group_user,{group}", company_id=self.company.id
        )

    def _sent_links(self):
        """Links of the mails that wait, the latest first."""
        self.env["club.event.notice"]._send_chunk()
        mails = self.env["mail.mail"].search([], order="id desc")
        return [
            link
            for mail in mails
            if (link := re.search(r"/club/meeting/(\d+)/([\w-]+)", mail.body_html))
        ]

    def _come(self, guest, name=None, user=None):
        return guest._register_own({"name": name or guest.name}, user or self.public)

    def _opened(self, link):
        return self.guest._by_token(int(link[1]), link[2])

    def test_the_mail_holds_a_link_of_which_a_hash_is_kept(self):
        self.guest.action_invite()
        self.assertFalse(self.guest.token_hash)
        [link] = self._sent_links()
        self.assertEqual(self._opened(link), self.guest)
        self.assertNotIn(link[2], self.guest.token_hash)

    def test_nobody_but_the_system_reads_the_hash(self):
        secretary = self.guest.with_user(self._secretary()).sudo(False)
        self.assertNotIn("token_hash", secretary.fields_get())

    def test_sending_again_makes_a_new_link_and_ends_the_first(self):
        self.guest.action_invite()
        [first] = self._sent_links()
        self.guest.action_invite()
        self.assertFalse(self._opened(first))
        second, _first = self._sent_links()
        self.assertEqual(self._opened(second), self.guest)
        self.assertFalse(self._opened(first))

    def test_a_second_click_before_the_mail_leaves_sends_one_link(self):
        self.guest.action_invite()
        self.guest.action_invite()
        [link] = self._sent_links()
        self.assertEqual(self._opened(link), self.guest)

    def test_what_was_withdrawn_before_the_mail_left_is_not_sent(self):
        self.guest.action_invite()
        self.guest.action_revoke()
        self.assertFalse(self._sent_links())

    def test_another_address_ends_the_link_of_the_first(self):
        self.guest.action_invite()
        [link] = self._sent_links()
        self.guest.email = "other@vendor.example"
        self.assertFalse(self._opened(link))

    def test_withdrawing_frees_the_place(self):
        self.guest._make_link()
        self._come(self.guest)
        self.guest.action_revoke()
        self.assertEqual(self.event.registration_ids.state, "cancel")
        self.assertEqual(self.guest.state, "revoked")

    def test_nobody_is_invited_to_what_is_over_or_cancelled(self):
        self.event.write({"cancelled_on": "2026-03-14 10:00:00"})
        with self.assertRaisesRegex(UserError, "is cancelled"):
            self.guest.action_invite()
        self.event.write({"cancelled_on": False, "date_begin": "2026-02-01 10:00:00"})
        self.event.date_end = "2026-02-01 12:00:00"
        with self.assertRaisesRegex(UserError, "is over"):
            self.guest.action_invite()

    def test_a_guest_is_no_contact_until_they_register(self):
        contacts = self.env["res.partner"]
        before = contacts.search_count([])
        self.guest.action_invite()
        self._sent_links()
        self.assertEqual(contacts.search_count([]), before)
        self._come(self.guest)
        self.assertEqual(contacts.search_count([]), before + 1)
        self.assertEqual(self.guest.partner_id.email, "vera@vendor.example")
        self.assertEqual(self.event.registration_ids.attendee_id, self.guest.partner_id)

    def test_a_contact_of_this_name_and_address_is_found(self):
        known = self.env["res.partner"].create(
            {"name": "vera vendor", "email": "Vera@vendor.example"}
        )
        self._come(self.guest)
        self.assertEqual(self.guest.partner_id, known)

    def test_the_same_address_with_another_name_is_somebody_else(self):
        known = self.env["res.partner"].create(
            {"name": "Office", "email": "vera@vendor.example"}
        )
        self._come(self.guest)
        self.assertNotEqual(self.guest.partner_id, known)

    def test_who_has_a_login_is_registered_by_a_link_only_when_signed_in(self):
        user = new_test_user(
            self.env,
            "vera",
            "base.group_portal",
            name="Vera Vendor",
            email="vera@vendor.example",
            company_id=self.company.id,
        )
        with self.assertRaisesRegex(UserError, "has a login at this address"):
            self._come(self.guest)
        self._come(self.guest, user=user)
        self.assertEqual(self.guest.partner_id, user.partner_id)

    def test_a_signed_in_reader_of_another_address_is_not_the_guest(self):
        user = new_test_user(
            self.env, "eve", "base.group_portal", email="eve@example.org"
        )
        self._come(self.guest, user=user)
        self.assertNotEqual(self.guest.partner_id, user.partner_id)

    def test_two_clicks_at_once_leave_one_registration(self):
        """What the second transaction sees: no registration, no contact yet."""
        self._come(self.guest)
        stranger = self.env["res.partner"].create({"name": "Vera Vendor"})
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.event.registration_ids._checked().copy(
                {
                    "attendee_id": stranger.id,
                    "guest_id": self.guest.id,
                    "event_id": self.event.id,
                }
            )
            self.env.flush_all()

    def test_a_guest_waits_where_it_is_full_and_takes_what_becomes_free(self):
        self.event.write({"seats_limited": True, "seats_max": 1})
        other = self._invited("Olaf", "olaf@vendor.example")
        self._come(other)
        self._come(self.guest)
        self.assertEqual(self.guest.state, "held")
        other._withdraw_own()
        self.guest._answer_offer(True)
        self.assertEqual(self.guest.state, "registered")

    def test_nobody_answers_an_offer_that_was_not_made(self):
        self._come(self.guest)
        with self.assertRaisesRegex(UserError, "No place of Meeting is kept for you"):
            self.guest._answer_offer(True)

    def test_items_of_other_meetings_are_none_of_theirs(self):
        item = self.env["event.track"].create(
            {"name": "Elsewhere", "event_id": self._meeting("Other").id}
        )
        with self.assertRaisesRegex(ValidationError, "is no item of Meeting"):
            self.guest.track_ids = item

    def test_history_is_not_written_by_hand(self):
        guest = self.guest.with_user(self._secretary()).sudo(False)
        guest.organisation_name = "The vendor"
        for vals in ({"invited_on": "2026-01-01"}, {"revoked_on": "2026-01-01"}):
            with self.assertRaisesRegex(UserError, "not written by hand"):
                guest.write(vals)

    def test_an_invitation_that_was_withdrawn_opens_no_meeting(self):
        self._come(self.guest)
        person = self.guest.partner_id
        self.guest._withdraw_own()
        self.assertFalse(self.event._refusal(person))
        self.guest._revoke()
        self.assertIn("is for members", self.event._refusal(person))

    def test_several_are_invited_at_once_each_once(self):
        wizard = self.env["club.event.guest.invite"].create(
            {
                "event_id": self.event.id,
                "kind": "vendor",
                "typed": "Olaf Other <OLAF@vendor.example>\n\nvera@vendor.example\n"
                "olaf@vendor.example",
            }
        )
        wizard.action_invite()
        olaf = self.event.guest_ids - self.guest
        self.assertEqual((olaf.name, olaf.email), ("Olaf Other", "olaf@vendor.example"))
        self.assertEqual(olaf.state, "invited")
        # Who was on the list before is not written to by the way.
        self.assertEqual(self.guest.state, "new")

    def test_a_line_that_is_no_address_is_named(self):
        wizard = self.env["club.event.guest.invite"].create(
            {"event_id": self.event.id, "typed": "Olaf Other"}
        )
        with self.assertRaisesRegex(UserError, "“Olaf Other” is not one e-mail"):
            wizard.action_invite()
