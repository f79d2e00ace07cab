import json
from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import file_open

from ..story import association, calls
from .common import DemoCase


@tagged("post_install", "-at_install")
class TestDemo(DemoCase):
    """The association that the installation of this addon has made."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.members = cls.env["club.membership"].search(cls.mine)
        cls.dues = cls.env["club.due"].search(cls.mine)
        cls.calls = cls.env["club.dues.call"].search(cls.mine)
        cls.campaigns = cls.calls.filtered(
            lambda call: call.name.startswith("Appel de cotisations")
        ).sorted("term_from")

    def test_four_hundred_members_or_so_in_every_state(self):
        self.assertTrue(380 <= len(self.members) <= 420, len(self.members))
        states = Counter(self.members.mapped("state"))
        self.assertGreater(states["active"], 150)
        # In the first weeks of a year the call is not payable yet: nobody is late.
        if self.campaigns[1].due_date < fields.Date.today():
            self.assertGreater(states["grace"], 50)
            self.assertGreaterEqual(states["lapsed"], 1)
        for state in ("applied", "resigned", "struck_off", "excluded"):
            self.assertGreaterEqual(states[state], 1, state)
        self.assertGreaterEqual(states["deceased"], 1)

    def test_every_member_belongs_to_a_region(self):
        self.assertEqual(set(self.members.section_id.mapped("level")), {"region"})
        periods = self.members.period_ids
        self.assertEqual(set(periods.section_id.mapped("level")), {"region"})

    def test_whoever_moved_lives_in_the_new_region(self):
        moved = self.members.movement_ids.filtered(lambda m: m.kind == "moved")
        south = moved.membership_id.filtered(lambda m: m.section_id.code == "PAC")
        self.assertTrue(south)
        self.assertLessEqual(
            {partner.zip[:2] for partner in south.partner_id if partner.zip},
            {"06", "13", "83", "84"},
        )

    def test_thirteen_regions_in_four_groups_below_one_national_body(self):
        levels = Counter(
            self.env["club.section"]
            .search([("company_id", "=", self.company.id)])
            .mapped("level")
        )
        self.assertEqual(levels, {"national": 1, "region_group": 4, "region": 13})

    def test_receivables_of_the_ledger_equal_the_open_dues(self):
        lines = self.env["account.move.line"].search(
            [
                ("company_id", "=", self.company.id),
                ("account_id.account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
            ]
        )
        open_dues = sum(self.dues.mapped("residual"))
        self.assertGreater(open_dues, 0)
        self.assertAlmostEqual(sum(lines.mapped("amount_residual")), open_dues, 2)

    def test_dues_and_gifts_are_income_of_an_association(self):
        income = self.env["account.move.line"]._read_group(
            [
                ("company_id", "=", self.company.id),
                ("account_id.internal_group", "=", "income"),
            ],
            ["account_id"],
            ["balance:sum"],
        )
        codes = {
            account.with_company(self.company).code: balance
            for account, balance in income
        }
        self.assertEqual(set(codes), {"756100", "754100"})
        self.assertLess(codes["756100"], codes["754100"])

    def test_debts_are_of_every_age(self):
        ages = self.env["club.dues.report"]._read_group(
            [("company_id", "=", self.company.id), ("due_id.residual", ">", 0)],
            ["age"],
            ["__count"],
        )
        self.assertEqual(
            {age for age, _count in ages},
            {"1_not_due", "2_0_30", "3_31_60", "4_61_90", "5_over_90"},
        )

    def test_this_years_call_is_half_paid_and_last_years_almost(self):
        last, current, _coming = self.campaigns
        self.assertTrue(40 <= current.collection_rate <= 60, current.collection_rate)
        self.assertGreater(last.collection_rate, 85)
        self.assertEqual(current.term_from.year, last.term_from.year + 1)

    def test_next_years_call_stands_in_preview_with_anomalies(self):
        coming = self.campaigns[-1]
        self.assertEqual(coming.state, "ready")
        self.assertFalse(coming.due_ids)
        self.assertGreater(coming.ready_count, 200)
        anomalies = set(coming.line_ids.mapped("anomaly"))
        self.assertLessEqual({"no_address", "no_headcount", "no_amount"}, anomalies)

    def test_nothing_that_was_called_failed(self):
        done = self.calls - self.campaigns[-1]
        self.assertEqual(set(done.line_ids.mapped("state")), {"done"})

    def test_every_kind_of_payment_trouble_is_there(self):
        states = Counter(self.dues.mapped("state"))
        self.assertGreaterEqual(states["partial"], 1)
        self.assertGreaterEqual(states["waived"], 1)
        deposits = self.env["club.deposit"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(len(deposits.filtered(lambda d: d.state == "draft")), 1)
        self.assertGreater(len(deposits.filtered(lambda d: d.method == "transfer")), 3)
        self.assertTrue(deposits.line_ids.filtered("bounced_on"))
        self.assertTrue(deposits.line_ids.filtered("gift_amount"))

    def test_one_payer_may_pay_for_several_members(self):
        self.assertGreaterEqual(len(self.members.filtered("payer_id")), 3)

    def test_register_holds_every_kind_of_movement(self):
        kinds = set(self.members.movement_ids.mapped("kind"))
        expected = "joined renewed moved type_changed resigned rejoined struck_off"
        self.assertLessEqual(
            {*expected.split(), "excluded", "deceased", "merged"}, kinds
        )

    def test_duplicate_was_merged_and_nothing_of_it_is_open(self):
        merged = self.members.filtered(lambda m: m.state == "merged")
        self.assertEqual(len(merged), 1)
        winner = merged.merged_into_id
        self.assertTrue(winner.is_member)
        self.assertEqual(merged.partner_id, winner.partner_id)
        self.assertEqual(winner.partner_id.club_membership_id, winner)

    def test_reminders_have_levels_and_somebody_to_reach(self):
        levels = self.env["club.reminder.level"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertGreaterEqual(len(levels), 3)
        reached = sum(self.calls.mapped("reminder_count"))
        self.assertGreaterEqual(reached, 1)

    def test_announced_logins_open_with_their_password(self):
        with file_open("club_demo/logins.json") as content:
            logins = json.load(content)
        self.assertGreaterEqual(len(logins), 6)
        for login in logins:
            user = self.env["res.users"].search([("login", "=", login["login"])])
            user.with_user(user)._check_credentials(
                {"type": "password", "password": login["password"]},
                {"interactive": False},
            )

    def test_users_speak_french_but_for_one_member(self):
        users = self.env["res.users"].search(
            [("partner_id.club_membership_ids", "!=", False)]
        )
        english = users.filtered(lambda user: user.lang != "fr_FR")
        self.assertEqual(english.mapped("login"), ["member"])

    def test_regional_offices_give_their_rights(self):
        offices = self.env["club.office"].search([("is_current", "=", True)])
        regions = offices.filtered(lambda o: o.section_id.level == "region")
        self.assertGreaterEqual(len(regions.section_id), 12)
        officer = self.env["res.users"].search([("login", "=", "bretagne")])
        self.assertTrue(officer.has_group("club_membership.group_club_officer"))
        seen = self.env["club.membership"].with_user(officer).search([])
        self.assertEqual(seen.section_id.mapped("code"), ["BRE"])

    def test_no_mail_leaves_the_demonstration(self):
        cron = self.env.ref("mail.ir_cron_mail_scheduler_action")
        self.assertFalse(cron.active)

    def test_database_that_keeps_books_is_refused(self):
        story = SimpleNamespace(env=self.env(context={**self.env.context}))
        story.env = story.env["res.company"].with_company(self.company).env
        with self.assertRaises(UserError):
            association.found(story)

    def test_current_due_date_is_past_but_within_grace(self):
        day = date(2026, 3, 31)
        while day < date(2027, 4, 1):
            due = calls._current_due_date(SimpleNamespace(today=day))
            if day.month > 4:
                self.assertTrue(31 <= (day - due).days <= 62, day)
            self.assertGreaterEqual(due, date(day.year, 2, 28))
            day += timedelta(days=1)
