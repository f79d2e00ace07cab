from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, new_test_user, tagged
from odoo.tools import mute_logger

from .common import TODAY
from .team_common import TeamCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestInvitation(TeamCommon):
    """An invitation keeps a seat until it is answered, withdrawn or out of date."""

    def _invite(self, name="New", **kwargs):
        email = f"{name.lower().replace(' ', '.')}@acme.example"
        return self.acme._invite(email, name, author=self.ada, **kwargs)

    def test_invitation_reaches_the_address_with_a_link_nobody_can_read_again(self):
        invitation = self._invite()
        mail = self._mails()
        self.assertEqual(mail.email_to, '"New" <new@acme.example>')
        self.assertFalse(mail.model or mail.res_id)
        self.assertIn("Ada Manager invites you", mail.body_html)
        number, token = self._last_link()
        self.assertEqual(number, invitation.id)
        self.assertNotIn(token, str(invitation.sudo().read()))
        self.assertEqual(invitation._by_token(number, token), invitation)
        self.assertFalse(invitation._by_token(number, token + "x"))
        self.assertFalse(invitation._by_token(number + 1000, token))

    def test_accepted_invitation_gives_its_seat_and_tells_the_managers(self):
        invitation = self._invite()
        self.assertEqual(self.acme._seat_figures()["pending"], 1)
        seat = invitation._accept(self.bob)
        self.assertEqual((seat.partner_id, seat.role), (self.bob, "seat"))
        self.assertEqual(seat.email, "new@acme.example")
        self.assertEqual(invitation.state, "accepted")
        self.assertEqual(
            self.acme._seat_figures(), {"limit": 4, "used": 1, "pending": 0, "free": 3}
        )
        mail = self._mails()[-1]
        self.assertEqual(mail.recipient_ids, self.ada)
        self.assertIn("Bob Seat", mail.body_html)

    def test_declined_invitation_frees_its_seat_and_tells_who_invited(self):
        eve = self._person("Eve Manager")
        self._join(self.acme, eve, "manager")
        invitation = self._invite()
        invitation._decline()
        self.assertEqual(invitation.state, "declined")
        self.assertFalse(invitation.seat_ids)
        self.assertEqual(self.acme._seat_figures()["free"], 4)
        mail = self._mails()[-1]
        self.assertEqual(mail.recipient_ids, self.ada)
        self.assertIn("New declines the invitation", mail.subject)
        with self._refused("was declined"):
            invitation._accept(self.bob)
        with self._refused("was declined"):
            invitation._resend()

    def test_refusal_goes_to_the_managers_where_who_invited_manages_no_more(self):
        eve = self._person("Eve Manager")
        self._join(self.acme, eve, "manager")
        invitation = self._invite()
        self.manager._end()
        invitation._decline()
        self.assertEqual(self._mails()[-1].recipient_ids, eve)

    def test_used_cancelled_and_expired_invitations_say_so(self):
        used, cancelled, late = map(self._invite, ("Used", "Cancelled", "Late"))
        used._accept(self.bob)
        cancelled._cancel()
        late.expires_at = fields.Datetime.now() - timedelta(minutes=1)
        for invitation, said in (
            (used, "was used already"),
            (cancelled, "was cancelled"),
            (late, "expired on"),
        ):
            with self._refused(said):
                invitation._accept(self._person("Somebody"))
        with self._refused("was used already"):
            used._cancel()

    def test_pending_invitations_keep_their_seats_from_others(self):
        for name in ("One", "Two", "Three", "Four"):
            self._invite(name)
        with self._refused("All 4 seats of Acme are taken"):
            self._invite("Five")
        self.acme.invitation_ids[0]._cancel()
        self._invite("Five")

    def test_night_gives_back_the_seats_of_expired_invitations(self):
        invitation = self._invite()
        with freeze_time("2026-03-30"):
            self.env["club.membership"]._cron_nightly()
        self.assertEqual(invitation.state, "expired")
        self.assertFalse(invitation.seat_ids)

    def test_who_never_answered_is_forgotten_after_half_a_year(self):
        gone, used = self._invite("Gone"), self._invite("Used")
        gone._cancel()
        used._accept(self.bob)
        with freeze_time("2026-08-01"):
            self.env["club.invitation"]._gc_unanswered()
            self.assertTrue(gone.exists())
        with freeze_time("2026-10-01"):
            self.env["club.invitation"]._gc_unanswered()
        self.assertFalse(gone.exists())
        self.assertTrue(used.exists())

    def test_resending_makes_the_first_link_useless(self):
        invitation = self._invite()
        first = self._last_link()
        invitation._resend()
        self.assertFalse(invitation._by_token(*first))
        self.assertTrue(invitation._by_token(*self._last_link()))

    def test_expired_invitation_sent_again_claims_a_seat_anew(self):
        invitation = self._invite()
        with freeze_time("2026-04-15"):
            again = invitation._resend()
            self.assertEqual(invitation.state, "expired")
            self.assertEqual(again.state, "sent")
            self.assertTrue(again.seat_ids)

    def test_nobody_is_written_to_without_end(self):
        invitation = self._invite()
        for _time in range(4):
            invitation._resend()
        with self._refused("was written to 5 times"):
            invitation._resend()
        invitation._cancel()
        with self._refused("was written to 5 times"):
            self.acme._invite(invitation.email, "Under another name")
        invitation.sent_count = 50
        with self._refused("sent 50 invitations since yesterday"):
            self._invite("Other")

    def test_address_is_checked_and_invited_once(self):
        for wrong in ("", "no address", "a@x.example, b@x.example"):
            with self._refused("not an e-mail address"):
                self.acme._invite(wrong, "X")
        self._invite()
        with self._refused("is invited already"):
            self.acme._invite("NEW@acme.example", "New again")

    def test_who_sits_already_is_not_invited_but_their_namesake_at_home_is(self):
        self._join(self.acme, self.bob)
        with self._refused("already has this role"):
            self.acme._invite(self.bob.email, "bob seat")
        self.acme._invite(self.bob.email, "Bea Seat")

    def test_lapsed_organisation_neither_invites_nor_lets_in(self):
        invitation = self._invite()
        with freeze_time("2027-06-01"):
            self.acme._refresh()
            self.assertEqual(self.acme.state, "lapsed")
            with self._refused("not a member at the moment"):
                self._invite("Other")
            invitation.expires_at = "2027-07-01"
            with self._refused("not a member at the moment"):
                invitation._accept(self.bob)

    def test_accepting_twice_is_one_place_and_an_organisation_takes_none(self):
        with self._refused("it takes a person"):
            self._invite("Firm")._accept(self.rival.partner_id)
        self._invite("One")._accept(self.bob)
        self._invite("Two")._accept(self.bob)
        self.assertEqual(len(self.acme._team_on(None, "seat")), 1)
        self.assertEqual(self.acme._seat_figures()["used"], 1)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_each_role_of_staff_invites_only_where_it_may(self):
        for role, may in (
            ("secretary", True),
            ("officer", True),
            ("reader", False),
            ("treasurer", False),
            ("section_treasurer", False),
        ):
            values = {
                "membership_id": self.acme.id,
                "email": f"{role}@acme.example",
                "name": role,
            }
            invitations = self._as(role)["club.invitation"]
            with self.subTest(role=role):
                if may:
                    invitation = invitations.create(values)
                    invitation.action_resend()
                    invitation.action_cancel()
                else:
                    self.assertRaises(AccessError, invitations.create, values)
        with self.assertRaises(AccessError):
            self._as("officer")["club.invitation"].create(
                {"membership_id": self.rival.id, "email": "x@y.example", "name": "X"}
            )

    def test_staff_forge_neither_state_nor_secret(self):
        invitations = self._as("secretary")["club.invitation"]
        values = {"membership_id": self.acme.id, "email": "x@y.example", "name": "X"}
        for forged in ({"state": "accepted"}, {"accepted_by_id": self.bob.id}):
            with self._refused("kept as it was"):
                invitations.create({**values, **forged})
        with self.assertRaises(AccessError):
            invitations.create(values).read(["token_hash"])

    def test_domain_lets_who_proves_an_address_take_a_free_seat(self):
        domains = self.env["club.email.domain"]
        domains.create({"membership_id": self.acme.id, "name": "@Acme.Example"})
        asked = domains._ask_to_join("cy@acme.example", self.bob, self.company)
        self.assertTrue(asked.by_domain)
        self.assertIn("You asked to join", self._mails()[-1].body_html)
        asked._accept(self.bob)
        self.assertEqual(self.acme._team_on(None, "seat").partner_id, self.bob)
        for nothing in ("cy@unknown.example", "not an address"):
            self.assertFalse(domains._ask_to_join(nothing, self.bob, self.company))

    def test_domain_belongs_to_one_organisation_and_never_to_everybody(self):
        domains = self.env["club.email.domain"]
        with self._refused("Anybody can have an address", ValidationError):
            domains.create({"membership_id": self.acme.id, "name": "gmail.com"})
        with self._refused("not an e-mail domain", ValidationError):
            domains.create({"membership_id": self.acme.id, "name": "acme"})
        domains.create({"membership_id": self.rival.id, "name": "shared.example"})
        self.manager.email = "ada@shared.example"
        with self._refused("belongs to another", ValidationError):
            self.acme._set_joinable("shared.example", True, self.ada)

    def test_manager_opens_only_a_domain_of_an_address_of_theirs(self):
        # The login may be an address at the employer before.
        new_test_user(
            self.env, "ada@acme.example", "base.group_portal", partner_id=self.ada.id
        )
        with self._refused("not the domain of an address", ValidationError):
            self.acme._set_joinable("acme.example", True, self.ada)
        self.manager.email = "ada@acme.example"
        self.acme._set_joinable("acme.example", True, self.ada)
        self.assertTrue(self.acme.email_domain_ids.joinable)
        self.acme._set_joinable("acme.example", False, self.ada)
        self.assertFalse(
            self.env["club.email.domain"]._ask_to_join(
                "cy@acme.example", self.bob, self.company
            )
        )
