from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY, day
from .team_common import TeamCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDelegationChanges(TeamCommon):
    """Changing employer, absorbing an organisation, merging duplicates."""

    def _merge(self, *partners, into):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        partners = self.env["res.partner"].union(*partners)
        wizard._merge((partners | into).ids, into, extra_checks=False)
        self.env.invalidate_all()

    def _absorb(self, **vals):
        form = self.env["club.absorption"].create(
            {
                "company_id": self.company.id,
                "absorbed_id": self.acme.id,
                "absorbing_id": self.rival.id,
                "date": "2026-03-10",
                **vals,
            }
        )
        form.action_apply()

    def test_leaving_an_employer_leaves_its_team_and_its_contacts(self):
        self.bob.parent_id = self.acme.partner_id
        self._join(self.acme, self.bob)
        kept = self._join(self.rival, self.bob)
        self.bob._change_employer(self.acme, day(TODAY))
        self.assertEqual(self.bob._club_delegations(), kept)
        self.assertFalse(self.bob.parent_id)
        self.assertEqual(self.bob.commercial_partner_id, self.bob)

    def test_last_manager_names_a_successor_before_leaving(self):
        with self._refused("name another one first"):
            self.ada._change_employer(self.acme, day(TODAY))
        with self._refused("somebody else of the team"):
            self.ada._change_employer(self.acme, day(TODAY), successor=self.bob)
        self._join(self.acme, self.bob)
        self.ada._change_employer(self.acme, day(TODAY), successor=self.bob)
        self.assertEqual(self.acme._team_on(None, "manager").partner_id, self.bob)
        self.assertIn("team manager", self._mails()[-1].body_html)

    def test_only_a_manager_who_leaves_names_a_successor(self):
        cy = self._person("Cy")
        self._join(self.acme, cy)
        self._join(self.acme, self.bob)
        with self._refused("Only a team manager names another one"):
            self.bob._change_employer(self.acme, day("2099-01-01"), successor=cy)
        self.assertEqual(self.acme._team_on(None, "manager"), self.manager)

    def test_nobody_leaves_before_today(self):
        voter = self._join(self.acme, self.bob, "voter")
        with self._refused("today or a later day"):
            self.bob._change_employer(self.acme, day("2026-01-01"))
        self.assertFalse(voter.date_to)

    def test_manager_who_announced_to_leave_is_no_manager_left(self):
        bob = self._join(self.acme, self.bob, "manager")
        self.ada._change_employer(self.acme, day("2026-05-01"))
        with self._refused("name another one first"):
            self.bob._change_employer(self.acme, day(TODAY))
        with self._refused("name another one first"):
            bob._hand_over(self.ada)
        cy = self._person("Cy")
        self._join(self.acme, cy)
        self.bob._change_employer(self.acme, day(TODAY), successor=cy)
        self.assertEqual(self.acme._team_on(None, "manager").partner_id, self.ada | cy)

    def test_new_employer_that_is_a_member_gives_a_seat(self):
        self._join(self.acme, self.bob)
        seat = self.bob._change_employer(self.acme, day(TODAY), self.rival)
        self.assertEqual((seat.membership_id, seat.role), (self.rival, "seat"))
        self.assertTrue(seat.seat_id)

    def test_who_leaves_later_is_detached_on_that_day(self):
        self.bob.parent_id = self.acme.partner_id
        self._join(self.acme, self.bob)
        self.bob._change_employer(self.acme, day("2026-04-01"))
        self.assertTrue(self.bob._club_delegations())
        self.assertTrue(self.bob.parent_id)
        with freeze_time("2026-04-01"):
            self.env["club.membership"]._cron_nightly()
            self.assertFalse(self.bob._club_delegations())
            self.assertFalse(self.bob.parent_id)

    def test_who_leaves_follows_no_invoice_of_the_old_employer(self):
        self._join(self.acme, self.bob)
        invoice = self.acme._order_seats(1).call_id.due_ids.invoice_id
        invoice.message_subscribe(self.bob.ids)
        self.bob._change_employer(self.acme, day(TODAY))
        self.assertNotIn(self.bob, invoice.message_partner_ids)

    def test_stranger_cannot_leave_where_they_do_not_act(self):
        with self._refused("does not act for Acme"):
            self.bob._change_employer(self.acme, day(TODAY))

    def test_absorbed_organisation_is_one_member_with_the_seats_of_both(self):
        self.acme._order_seats(1)
        due = self.acme.due_ids
        invoice = due.invoice_id
        booked = [(line.account_id, line.balance) for line in invoice.line_ids]
        self._join(self.acme, self.bob)
        self._join(self.acme, self.bob, "voter")
        self._join(self.rival, self._person("Cy"), "voter")
        self._absorb()
        self.assertEqual(self.acme.state, "absorbed")
        self.assertEqual(self.acme.absorbed_into_id, self.rival)
        self.assertEqual(self.acme.movement_ids.mapped("kind"), ["absorbed"])
        self.assertEqual(self.rival._places("seat"), 8)
        self.assertEqual(
            self.rival._team_on(None, "seat").partner_id, self.ada | self.bob
        )
        self.assertFalse(self.acme._team_on())
        # What was booked stays as it is; who is asked for what is open changes.
        self.assertEqual(due.payer_id, self.rival.partner_id)
        self.assertEqual(due.membership_id, self.acme)
        self.assertEqual(due.residual, due.amount)
        self.assertEqual(invoice.partner_id, self.acme.partner_id)
        self.assertEqual(
            [(line.account_id, line.balance) for line in invoice.line_ids], booked
        )

    def test_absorption_leaves_one_vote_and_the_roll_of_before(self):
        self._join(self.acme, self.bob, "voter")
        cy = self._person("Cy")
        self._join(self.rival, cy, "voter")
        before = day("2026-03-09")
        roll = self.acme._votes_on(before) + self.rival._votes_on(before)
        self._absorb()
        today = day(TODAY)
        self.assertEqual(
            self.acme._votes_on(before) + self.rival._votes_on(before), roll
        )
        self.assertEqual(
            self.acme._votes_on(today) + self.rival._votes_on(today), [(cy, 1)]
        )

    def test_absorption_is_of_two_members_of_one_association(self):
        with self._refused("two organisations"):
            self._absorb(absorbing_id=self.acme.id)
        late = self._member("Late", kind=self.type_seats)
        with self._refused("not a member at the moment"):
            self._absorb(absorbing_id=late.id)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_absorption_is_the_secretarys_business(self):
        for role in ("reader", "officer", "treasurer", "section_treasurer"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role)["club.absorption"].create(
                    {"absorbed_id": self.acme.id, "absorbing_id": self.rival.id}
                )

    def test_merged_contacts_keep_every_delegation_and_one_seat(self):
        double = self._person("Bob SEAT")
        mine = self._join(self.acme, self.bob, date_from="2026-02-01")
        twice = self._join(self.acme, double, date_from="2026-01-01")
        other = self._join(self.rival, double, "manager")
        self._merge(double, into=self.bob)
        rows = (mine | twice | other).exists()
        self.assertEqual(len(rows), 3)
        self.assertEqual(rows.partner_id, self.bob)
        self.assertEqual(self.bob._club_delegations(), twice | other)
        self.assertEqual(self.acme._seat_figures()["used"], 1)
        self.assertEqual(len(self._seats(self.acme).filtered("delegation_id")), 1)

    def test_delegations_one_after_the_other_both_stay(self):
        double = self._person("Bob SEAT")
        old = self._join(self.acme, double, date_to="2026-02-28")
        new = self._join(self.acme, self.bob, date_from="2026-03-01")
        self._merge(double, into=self.bob)
        self.assertEqual(old.date_to, day("2026-02-28"))
        self.assertEqual(self.bob._club_delegations(), new)

    def test_merged_organisations_have_one_team_with_everybody(self):
        twin = self._team_member("ACME", self.rennes)
        self._join(twin, self.ada, "manager")
        self._join(twin, self.bob)
        invitation = twin._invite("new@acme.example", "New")
        self._merge(twin.partner_id, into=self.acme.partner_id)
        self.assertEqual(self.acme._team_on().partner_id, self.ada | self.bob)
        self.assertEqual(len(self.acme._team_on(None, "manager")), 1)
        self.assertEqual(invitation.membership_id, self.acme)
        self.assertFalse(self._seats(twin))
        self.assertEqual(len(self._seats(self.acme)), 4)
        self.assertEqual(
            self.acme._seat_figures(), {"limit": 4, "used": 1, "pending": 1, "free": 2}
        )

    def test_a_colleague_is_written_to_where_they_are_reached_there(self):
        self._join(self.acme, self.bob, email="bob@acme.example")
        self.manager._hand_over(self.bob)
        self.assertEqual(self._mails()[-1].email_to, '"Bob Seat" <bob@acme.example>')
        self.acme._team_on(None, "manager").email = False
        self.acme._team_on(None, "manager")._tell(
            "club_membership.mail_template_team_end"
        )
        self.assertEqual(self._mails()[-1].recipient_ids, self.bob)

    def test_merging_keeps_one_guardianship_and_nobody_guards_themselves(self):
        child, double = self._person("Child"), self._person("Parent Twice")
        guard = self.env["club.guardian"].create
        for parent in (self.ada, double):
            guard({"minor_id": child.id, "guardian_id": parent.id})
        self._merge(double, into=self.ada)
        self.assertEqual(child._club_guardians(), self.ada)
        self._merge(child, into=self.ada)
        self.assertFalse(self.env["club.guardian"].search([]))

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_officer_merges_nobody_who_acts_for_an_organisation_elsewhere(self):
        double = self._person("Bob SEAT")
        self._join(self.rival, double)
        wizard = self._as("officer")["base.partner.merge.automatic.wizard"]
        for partner in (double, self.bob):
            partner.sudo().create_uid = self.users["officer"]
        with self.assertRaises(AccessError):
            wizard._merge((double | self.bob).ids, self._as("officer", self.bob), False)
