from odoo import Command
from odoo.addons.club_portal.models.club_space import Space
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TODAY, day, freeze_time
from .register_common import RegisterCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventAudience(RegisterCommon):
    """Who may come, decided on the server for whoever is logged in."""

    def _refused(self, sentence, event, person, *people, **kw):
        with self._refuses(sentence):
            self._door(event, person, *people, **kw)

    def test_everybody_comes_to_an_open_meeting(self):
        event = self._meeting(audience="open")
        self.assertEqual(self._door(event, self.zoe).state, "open")

    def test_members_meeting_takes_members_and_the_team_of_member_organisations(self):
        event = self._meeting()
        self.assertEqual(self._door(event, self.alice.partner_id).state, "open")
        dan = self._door(event, self.dan)
        self.assertEqual(dan.membership_id, self.acme)
        self.assertEqual(dan.organisation_id, self.acme.partner_id)

    def test_stranger_ex_member_and_former_delegate_are_refused(self):
        event = self._meeting()
        self._refused("no membership in good standing", event, self.zoe)
        lapsed = self._member("Lapsed")
        self._period(lapsed, "2024-01-01", "2024-12-31")
        self._refused("no membership in good standing", event, lapsed.partner_id)
        delegation = self.dan.club_delegation_ids
        delegation._end(day("2026-02-01"), "Left", force=True)
        self._refused("no membership in good standing", event, self.dan)
        self._refused(
            "does not come in the name of Acme",
            self._meeting(audience="open"),
            self.dan,
            membership=self.acme,
        )

    def test_member_of_another_association_is_refused(self):
        other = self._association("Other Club")
        kind = self.type_person.copy({"company_id": other.id})
        membership = self._standing("Ulla", kind=kind)
        self.assertTrue(membership.is_member)
        self._refused(
            "no membership in good standing", self._meeting(), membership.partner_id
        )

    def test_body_meeting_takes_who_sits_in_the_commission(self):
        event = self._meeting(audience="body", commission_id=self.commission.id)
        row = self._sits(self.alice)
        self.assertEqual(self._door(event, self.alice.partner_id).state, "open")
        self._refused("for the members of Finance", event, self.dan)
        row.write({"state": "left", "date_to": "2026-03-01"})
        self.assertIn("Finance", event._refusal(self.alice.partner_id))

    def test_seat_of_a_lapsed_organisation_does_not_let_in(self):
        event = self._meeting(audience="body", commission_id=self.commission.id)
        self._sits(self.acme, self.dan)
        self.assertFalse(event._refusal(self.dan))
        self.dan.club_delegation_ids._end(day("2026-02-01"), "Left", force=True)
        self.assertTrue(event._refusal(self.dan))

    def test_functions_meeting_takes_members_with_one_of_them(self):
        buyer = self.env["club.function"].create(
            {"name": "Buyer", "company_id": self.company.id}
        )
        event = self._meeting(
            audience="functions", function_ids=[Command.set(buyer.ids)]
        )
        self._refused("Buyer", event, self.dan)
        self.dan.club_function_ids = buyer
        self.assertEqual(self._door(event, self.dan).state, "open")
        self.zoe.club_function_ids = buyer
        self._refused("no member in good standing", event, self.zoe)

    def test_invited_meeting_takes_guests_and_who_holds_it(self):
        event = self._meeting(audience="invited", trainer_ids=self.eve.ids)
        self._refused("by invitation", event, self.alice.partner_id)
        self.assertEqual(self._door(event, self.eve).state, "open")
        self._invite(event, self.zoe)
        zoe = self._door(event, self.zoe)
        self.assertEqual(zoe.state, "open")

    def _invite(self, event, person, **vals):
        return self.env["club.event.guest"].create(
            {
                "event_id": event.id,
                "partner_id": person.id,
                "name": person.name,
                "email": person.email,
                **vals,
            }
        )

    def test_invitation_of_somebody_else_or_to_another_meeting_is_worth_nothing(self):
        event, other = self._meeting(), self._meeting("Other")
        guest = self._invite(other, self.zoe)
        self._refused("not for Meeting", event, self.zoe, guest=guest)
        mine = self._invite(event, self.zoe)
        stranger = self._person("Stranger")
        vals = {
            "event_id": event.id,
            "attendee_id": stranger.id,
            "guest_id": mine.id,
        }
        registrations = self.env["event.registration"]
        as_stranger = registrations.with_user(self._login(stranger)).sudo()
        with self._refuses("not yours"):
            as_stranger.create(vals)
        with self._refuses("no membership"):
            self._door(event, stranger, guest=mine)

    def test_verified_guest_registers_without_being_logged_in(self):
        event = self._meeting()
        guest = self.env["club.event.guest"].create(
            {"event_id": event.id, "name": "Gus", "email": "gus@example.org"}
        )
        public = event.with_user(self.env.ref("base.public_user"))
        booking = public._register_people(
            [{"name": "Gus", "email": "gus@example.org"}],
            self.env["res.partner"],
            guest=guest,
        )
        registration = booking.registration_ids
        self.assertEqual((registration.state, registration.guest_id), ("open", guest))
        with self._refuses("sign in"):
            public._register_people([{"name": "Gus"}], self.env["res.partner"])

    def test_nobody_registers_a_stranger(self):
        event = self._meeting()
        alice, bob = self.alice.partner_id, self._standing("Bob").partner_id
        self._refused("cannot register Bob", event, alice, bob)
        self._refused("cannot register Alice", event, self.dan, alice)
        self._refused("cannot register Carol", event, self.dan, self.carol)

    def test_manager_registers_the_team_in_the_name_of_the_organisation(self):
        event = self._meeting()
        self._standing("Eve", partner=self.eve)
        people = (self.carol, self.dan, self.eve, {"name": "New Colleague"})
        registrations = self._door(event, self.carol, *people, membership=self.acme)
        self.assertEqual(registrations.membership_id, self.acme)
        self.assertEqual(set(registrations.mapped("state")), {"open"})
        self._refused(
            "cannot register Typed",
            event,
            self.dan,
            {"name": "Typed"},
            membership=self.acme,
        )

    def test_guardian_registers_their_ward(self):
        event = self._meeting()
        ward = self._standing("Kid")
        ward.partner_id.club_birth_date = "2015-01-01"
        self._refused("cannot register Kid", event, self.zoe, ward.partner_id)
        self.env["club.guardian"].create(
            {
                "minor_id": ward.partner_id.id,
                "guardian_id": self.zoe.id,
                "company_id": self.company.id,
                "date_from": "2026-01-01",
            }
        )
        self.assertEqual(self._door(event, self.zoe, ward.partner_id).state, "open")

    def test_host_registers_who_is_entitled_and_nobody_else(self):
        event = self._meeting(audience="body", commission_id=self.commission.id)
        self._sits(self.alice, role="chair")
        bob = self._standing("Bob")
        alice = self.alice.partner_id
        self._refused("ask who holds", event, alice, bob.partner_id)
        self._sits(bob)
        self.assertEqual(self._door(event, alice, bob.partner_id).state, "open")
        self.assertTrue(event._is_host(alice))
        self.assertFalse(event._is_host(bob.partner_id))

    def test_cookie_of_a_visitor_is_not_believed(self):
        event = self._meeting(audience="open", is_published=True)
        created = (
            self.env["event.registration"]
            .with_user(self._login(self.zoe))
            .sudo()
            .create(
                {
                    "event_id": event.id,
                    "name": "Zoe",
                    "partner_id": self.alice.partner_id.id,
                }
            )
        )
        self.assertEqual(created.partner_id, self.zoe)

    def test_code_with_full_rights_lets_nobody_in_whom_the_rules_refuse(self):
        event = self._meeting()
        as_zoe = self.env["event.registration"].with_user(self._login(self.zoe)).sudo()
        for vals in (
            {"name": "Zoe"},
            {"attendee_id": self.zoe.id},
            {"partner_id": self.alice.partner_id.id},
            {"attendee_id": self.alice.partner_id.id},
            {"name": "Zoe", "membership_id": self.acme.id},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                as_zoe.create({"event_id": event.id, **vals})

    def test_change_of_person_or_meeting_is_checked_like_a_new_registration(self):
        open_one, closed = self._meeting(audience="open"), self._meeting()
        mine = self._door(open_one, self.zoe)
        with self._refuses("no membership"):
            mine.with_user(self._login(self.zoe)).sudo().event_id = closed
        hers = self._door(closed, self.alice.partner_id)
        with self.assertRaises(UserError):
            hers.with_user(self._login(self.zoe)).sudo().attendee_id = self.zoe
        with self._refuses("not yours"):
            hers.with_user(self._login(self.zoe)).sudo().action_cancel()
        office = hers.with_user(self._as("secretary").user)
        with self._refuses("no membership"):
            office.write({"attendee_id": self.zoe.id, "membership_id": False})

    def test_who_withdrew_comes_back_only_while_entitled(self):
        event = self._meeting()
        dan = self._door(event, self.dan)
        dan._withdraw(self.dan)
        self.dan.club_delegation_ids._end(day("2026-02-01"), "Left", force=True)
        with self._refuses("does not come in the name of Acme"):
            dan.action_confirm()

    def test_office_registers_who_is_entitled_and_makes_no_exception(self):
        event = self._meeting(section_id=self.brittany.id)
        for role in ("secretary", "officer"):
            desk = self._as(role, self.env["event.registration"])
            with self._refuses("ask who holds the meeting"):
                desk.create({"event_id": event.id, "attendee_id": self.zoe.id})
            person = self._standing(f"Member of {role}", self.brittany).partner_id
            made = desk.create({"event_id": event.id, "attendee_id": person.id})
            self.assertEqual((made.state, made.name), ("open", person.name))
            self.assertEqual(made.membership_id.partner_id, person)
        elsewhere = self._meeting("Elsewhere", section_id=self.provence.id)
        with self.assertRaises(AccessError):
            self._as("officer", self.env["event.registration"]).create(
                {"event_id": elsewhere.id, "attendee_id": self.alice.partner_id.id}
            )

    def test_closed_meetings_say_why(self):
        alice = self.alice.partner_id
        for vals, sentence in (
            ({"announced_on": False}, "not announced yet"),
            ({"cancelled_on": "2026-03-01 08:00:00"}, "is cancelled"),
            ({"kanban_state": "cancel"}, "is cancelled"),
            (
                {
                    "date_begin": "2026-03-01 12:00:00",
                    "date_end": "2026-03-01 15:00:00",
                },
                "is over",
            ),
        ):
            with self.subTest(sentence=sentence):
                event = self._meeting(**vals)
                self._refused(sentence, event, alice)
        event = self._meeting()
        late = self._ticket(
            event, "Early bird", end_sale_datetime="2026-03-01 08:00:00"
        )
        early = self._ticket(event, "Late", start_sale_datetime="2026-04-01 08:00:00")
        self._refused("ended on", event, alice, ticket=late)
        self._refused("from .* on", event, alice, ticket=early)

    def test_space_shows_the_meetings_of_its_person(self):
        events = {
            "open": self._meeting("Open", audience="open"),
            "members": self._meeting("Members"),
            "body": self._meeting(
                "Body", audience="body", commission_id=self.commission.id
            ),
            "hidden": self._meeting("Hidden", announced_on=False),
            "invited": self._meeting("Invited", audience="invited"),
        }
        self._invite(events["invited"], self.zoe)
        self._sits(self.alice)

        def shown(person):
            space = Space(self._login(person), person)
            found = self.env["event.event"]._of_space(space)
            return {key for key, event in events.items() if event in found}

        self.assertEqual(shown(self.zoe), {"open", "invited"})
        self.assertEqual(shown(self.dan), {"open", "members"})
        self.assertEqual(shown(self.alice.partner_id), {"open", "members", "body"})
        self._door(events["open"], self.zoe)
        events["open"].audience = "members"
        self.assertEqual(shown(self.zoe), {"open", "invited"})
        events["open"].registration_ids._withdraw(self.zoe)
        self.assertEqual(shown(self.zoe), {"invited"})
