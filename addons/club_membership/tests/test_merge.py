from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .access_case import World
from .common import TODAY, ClubCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestMerge(ClubCommon):
    """Merging duplicates keeps every period, due, payment and office."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keep = cls._member("Anne Le Goff", cls.rennes, number="A1")
        cls.double = cls._member("Anne LE GOFF", cls.normandy, number="B2")
        cls.colleague = cls.env.user

    def setUp(self):
        super().setUp()
        self.world = World(self, self.company, self.rennes, self.type_person)

    def _merge_contacts(self, *partners, into=None, user=None):
        partners = self.env["res.partner"].union(*partners)
        into = into or self.keep.partner_id
        wizard = self.env["base.partner.merge.automatic.wizard"]
        if user:
            wizard, into = wizard.with_user(user), into.with_user(user)
        wizard._merge((partners | into).ids, into, extra_checks=False)
        self.env.invalidate_all()

    def _due(self, period, **vals):
        return self.env["club.due"].create(
            {
                "membership_id": period.membership_id.id,
                "partner_id": period.partner_id.id,
                "payer_id": period.partner_id.id,
                "company_id": self.company.id,
                "currency_id": self.company.currency_id.id,
                "term_id": period.id,
                "section_id": period.section_id.id,
                "type_id": period.type_id.id,
                "call_id": self.world["club.dues.call"].id,
                "booking_mode": "collective",
                "date": "2026-01-01",
                "due_date": "2026-01-31",
                "called_amount": 30,
                **vals,
            }
        )

    def _notice(self, partner, **vals):
        return self.env["club.notice"].create(
            {
                "call_id": self.world["club.dues.call"].id,
                "company_id": self.company.id,
                "payer_id": partner.id,
                "channel": "letter",
                "state": "to_print",
                "date": "2026-01-01",
                **vals,
            }
        )

    def test_merged_contact_keeps_one_live_membership_and_both_numbers(self):
        contact = self.double.partner_id
        self._merge_contacts(contact)
        self.assertFalse(contact.exists())
        self.assertEqual(self.double.merged_into_id, self.keep)
        self.assertEqual(self.double.state, "merged")
        self.assertEqual(self.double.number, "B2")
        self.assertEqual(self.double.partner_id, self.keep.partner_id)
        self.assertFalse(self.keep.merged_into_id)

    def test_periods_move_and_overlapping_ones_are_kept_as_superseded(self):
        old = self._period(self.double, "2024-01-01", "2024-12-31")
        twice = self._period(self.double, "2026-01-01", "2026-12-31")
        mine = self._period(self.keep, "2026-01-01", "2026-12-31")
        self._merge_contacts(self.double.partner_id)
        self.assertEqual(self.keep.period_ids, old | twice | mine)
        self.assertTrue(twice.superseded)
        self.assertFalse((old | mine).filtered("superseded"))
        self.assertEqual((old | twice | mine).partner_id, self.keep.partner_id)
        self.assertEqual(self.keep.state, "active")

    def test_paid_period_of_the_duplicate_wins_over_an_unpaid_one(self):
        unpaid = self._period(
            self.keep, "2026-01-01", "2026-12-31", confirmed=False, newcomer=True
        )
        paid = self._period(self.double, "2026-01-01", "2026-12-31")
        self.assertEqual(self.keep.state, "applied")
        self._merge_contacts(self.double.partner_id)
        self.assertTrue(unpaid.superseded)
        self.assertFalse(paid.superseded)
        self.assertEqual(self.keep.state, "active")

    def test_period_after_an_early_end_does_not_overlap(self):
        ended = self._period(
            self.keep, "2026-01-01", "2026-12-31", ended_on="2026-02-28"
        )
        later = self._period(self.double, "2026-03-01", "2026-12-31")
        self._merge_contacts(self.double.partner_id)
        self.assertFalse((ended | later).filtered("superseded"))

    def test_dues_move_with_their_terms_and_their_amounts(self):
        period = self._period(self.double, "2026-01-01", "2026-12-31")
        due = self._due(period)
        state, amount = due.state, due.amount
        self._merge_contacts(self.double.partner_id)
        self.assertEqual(due.membership_id, self.keep)
        self.assertEqual(due.partner_id | due.payer_id, self.keep.partner_id)
        self.assertEqual((due.term_id, due.state, due.amount), (period, state, amount))

    def test_payments_on_a_slip_follow_the_payer(self):
        due = self._due(self._period(self.double, "2026-01-01", "2026-12-31"))
        line = self.env["club.deposit.line"].create(
            {
                "deposit_id": self.world["club.deposit"].id,
                "payer_id": self.double.partner_id.id,
                "due_ids": [Command.set(due.ids)],
                "amount": 30,
            }
        )
        self._merge_contacts(self.double.partner_id)
        self.assertEqual(line.payer_id, self.keep.partner_id)
        self.assertEqual(line.due_ids, due)

    def test_offices_and_members_paid_for_follow_the_contact(self):
        office = self._office(self.double.partner_id, self.rennes, "secretary")
        child = self._member("Child", payer_id=self.double.partner_id.id)
        self._merge_contacts(self.double.partner_id)
        self.assertEqual(office.partner_id, self.keep.partner_id)
        self.assertEqual(child.payer_id, self.keep.partner_id)

    def test_same_notice_received_twice_stays_twice_and_is_sent_once(self):
        mine = self._notice(self.keep.partner_id)
        twice = self._notice(self.double.partner_id)
        other_level = self._notice(
            self.double.partner_id, level_id=self.world["club.reminder.level"].id
        )
        self._merge_contacts(self.double.partner_id)
        notices = mine | twice | other_level
        self.assertEqual(notices.exists().payer_id, self.keep.partner_id)
        self.assertEqual(len(notices.exists()), 3)
        self.assertEqual(twice.merged_into_id, mine)
        self.assertEqual((mine.state, twice.state), ("to_print", "dropped"))
        self.assertFalse(other_level.merged_into_id)

    def test_payer_is_still_told_once_about_a_call_at_a_level(self):
        self._notice(self.keep.partner_id)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self._notice(self.keep.partner_id)

    def test_line_to_do_in_a_call_is_done_once(self):
        call = self.world["club.dues.call"]
        lines = self.env["club.dues.call.line"].create(
            [
                {
                    "call_id": call.id,
                    "company_id": self.company.id,
                    "membership_id": membership.id,
                    "partner_id": membership.partner_id.id,
                    "payer_id": membership.partner_id.id,
                    "section_id": self.rennes.id,
                    "type_id": self.type_person.id,
                    "state": "ready",
                }
                for membership in (self.keep, self.double)
            ]
        )
        self._merge_contacts(self.double.partner_id)
        self.assertEqual(lines.exists().mapped("state"), ["ready", "already"])

    def test_register_says_on_both_memberships_what_was_merged(self):
        before = self.double.movement_ids
        self._merge_contacts(self.double.partner_id)
        for membership in (self.keep, self.double):
            merged = membership.movement_ids.filtered(lambda m: m.kind == "merged")
            self.assertEqual(len(merged), 1)
            self.assertTrue(merged.reason)
        self.assertLessEqual(before, self.double.movement_ids)

    def test_memberships_of_two_associations_stay_two(self):
        other = self._association("Other Association")
        kind = self._type("Other", [{"amount": 10}], other)
        foreign = self._member("Anne L G", kind=kind)
        self._merge_contacts(foreign.partner_id)
        self.assertFalse((self.keep | foreign).merged_into_id)
        self.assertEqual(foreign.partner_id, self.keep.partner_id)
        with self.assertRaises(UserError):
            foreign._merge_into(self.keep)

    def test_member_who_stays_takes_over_what_is_more_up_to_date(self):
        self.keep._close("resigned", self.env.cr.now().date(), "Left")
        self._period(self.double, "2026-01-01", "2026-12-31")
        self._merge_contacts(self.double.partner_id)
        self.assertFalse(self.keep.closing)
        self.assertEqual(self.keep.state, "active")
        self.assertEqual(self.keep.section_id, self.normandy)

    def test_three_contacts_leave_the_membership_of_a_current_member(self):
        plain = self._person("A. Le Goff")
        self._period(self.double, "2026-01-01", "2026-12-31")
        self._merge_contacts(self.keep.partner_id, self.double.partner_id, into=plain)
        self.assertEqual((self.keep | self.double).partner_id, plain)
        self.assertEqual(self.keep.merged_into_id, self.double)
        self.assertEqual(self.double.state, "active")

    def test_merged_membership_is_not_merged_again(self):
        self.double._merge_into(self.keep)
        with self.assertRaises(UserError):
            self.double._merge_into(self.keep)

    def test_merging_members_needs_the_right_to_change_them(self):
        self._create_users()
        manager = self.env.ref("base.group_partner_manager")
        for role in ("employee", "officer", "section_treasurer", "reader"):
            self.users[role].group_ids += manager
            with self.assertRaises(AccessError):
                self._merge_contacts(self.double.partner_id, user=self.users[role])
        self._merge_contacts(self.double.partner_id, user=self.users["secretary"])
        self.assertEqual(self.double.merged_into_id, self.keep)

    def test_office_passes_to_another_contact_only_by_the_secretary(self):
        self._create_users()
        self.users["employee"].group_ids += self.env.ref("base.group_partner_manager")
        holder, clerk = self._person("Holder"), self._person("Clerk")
        self._office(holder, self.provence, "coordinator")
        with self.assertRaises(AccessError):
            self._merge_contacts(holder, into=clerk, user=self.users["employee"])

    def test_paying_the_due_of_a_superseded_period_confirms_the_live_one(self):
        mine = self._period(
            self.keep, "2026-01-01", "2026-12-31", confirmed=False, newcomer=True
        )
        twice = self._period(
            self.double, "2026-01-01", "2026-12-31", confirmed=False, newcomer=True
        )
        due = self._due(twice)
        self._due(mine, reference="other").cancelled_on = TODAY
        self._merge_contacts(self.double.partner_id)
        self.assertTrue(twice.superseded)
        self.assertEqual(self.keep.state, "applied")
        due.waived_on = TODAY
        due._sync_terms()
        self.assertTrue(mine.confirmed_on)
        self.assertEqual(self.keep.state, "active")
        due.waived_on = False
        due._sync_terms(undone=True)
        self.assertFalse(mine.confirmed_on)
        self.assertEqual(self.keep.state, "applied")
