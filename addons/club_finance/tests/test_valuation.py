from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import html2plaintext

from .common import TODAY, FinanceCommon, day, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestValuation(FinanceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.duty = cls.env.ref("club_membership.hours_activity_duty")
        cls.training = cls.env.ref("club_membership.hours_activity_training")
        cls.use, cls.gift = cls.env["account.account"].create(
            [
                {
                    "name": name,
                    "code": code,
                    "account_type": "off_balance",
                    "company_ids": [Command.set(cls.company.ids)],
                }
                for name, code in (("Staff", "864000"), ("Given", "875000"))
            ]
        )
        cls.company.write(
            {
                "club_volunteer_use_account_id": cls.use.id,
                "club_volunteer_gift_account_id": cls.gift.id,
            }
        )
        cls._rate(20.0)
        cls.ann, cls.bob = cls._person("Ann"), cls._person("Bob")

    @classmethod
    def _rate(cls, rate, activity=None, date_from="2020-01-01"):
        return cls.env["club.hours.rate"].create(
            {
                "company_id": cls.company.id,
                "activity_id": activity.id if activity else False,
                "rate": rate,
                "date_from": date_from,
            }
        )

    def _hours(self, person, hours, section=None, activity=None, when="2025-05-01"):
        line = self.env["club.hours"].create(
            {
                "company_id": self.company.id,
                "partner_id": person.id,
                "section_id": (section or self.brittany).id,
                "date": when,
                "hours": hours,
                "activity_id": (activity or self.duty).id,
            }
        )
        line._confirm()
        return line

    def _year(self, env=None, sections=None):
        valuations = (env or self.env)["club.valuation"]
        return valuations._prepare_year(
            self.company, day("2025-01-01"), day("2025-12-31"), sections
        )

    def test_confirmed_hours_are_valued_by_section_and_kind(self):
        self._rate(33.33, self.training)
        self._hours(self.ann, 1.5)
        self._hours(self.bob, 2)
        self._hours(self.ann, 1 / 3, activity=self.training)
        self._hours(self.ann, 5, section=self.provence)
        brittany, provence = self._year().sorted(lambda v: v.section_id.name)
        self.assertEqual(
            {
                line.activity_id: (line.minutes, line.amount)
                for line in brittany.line_ids
            },
            {self.duty: (210, 70.0), self.training: (20, 11.11)},
        )
        self.assertEqual((provence.minutes, provence.amount), (300, 100.0))
        self.assertEqual(brittany.people_count, 2)

    def test_hours_that_wait_or_do_not_count_are_left_out(self):
        self._hours(self.ann, 2)
        self.env["club.hours"].create(
            {
                "company_id": self.company.id,
                "partner_id": self.bob.id,
                "section_id": self.brittany.id,
                "date": "2025-06-01",
                "hours": 8,
                "activity_id": self.duty.id,
            }
        )
        self._hours(self.ann, 4, when="2024-12-31")
        self._hours(self.ann, 4, when="2026-01-01")
        self.assertEqual(self._year().minutes, 120)

    def test_booking_shows_the_value_on_both_sides_below_the_result(self):
        self._hours(self.ann, 3)
        valuation = self._year()
        valuation.action_book()
        self.assertEqual(valuation.state, "booked")
        self.assertEqual(self._balance(self.use, section=self.brittany), 60.0)
        self.assertEqual(self._balance(self.gift, section=self.brittany), -60.0)
        self.assertEqual(valuation.move_id.date, day("2025-12-31"))

    def test_booking_twice_books_once(self):
        self._hours(self.ann, 3)
        valuation = self._year()
        valuation.action_book()
        valuation.action_book()
        self.assertEqual(self._balance(self.use), 60.0)

    def test_opening_a_year_again_finds_the_same_drafts_with_the_hours_of_today(self):
        self._hours(self.ann, 3)
        valuation = self._year()
        self._hours(self.bob, 1)
        self.assertEqual(self._year(), valuation)
        self.assertEqual(valuation.minutes, 240)

    def test_hours_confirmed_late_wait_until_the_valuation_is_taken_back(self):
        self._hours(self.ann, 3)
        valuation = self._year()
        valuation.action_book()
        self._hours(self.bob, 1)
        self.assertEqual(self._year(), valuation)
        self.assertEqual(valuation.minutes, 180)
        valuation.action_take_back()
        self.assertEqual(self._balance(self.use), 0.0)
        again = self._year()
        self.assertEqual((again.minutes, again.state), (240, "draft"))

    def test_evidence_says_whose_hours_and_what_changed_since(self):
        hours = self._hours(self.ann, 3)
        valuation = self._year()
        valuation.action_book()
        evidence = valuation.line_ids.evidence_ids
        self.assertEqual(evidence.mapped("volunteer_name"), ["Ann"])
        self.assertEqual(valuation.changed_count, 0)
        hours.sudo().write({"hours": 2})
        valuation.invalidate_recordset()
        self.assertEqual(valuation.changed_count, 1)
        self.assertEqual(evidence.minutes, 180)

    def test_rate_in_force_at_the_end_of_the_year_counts(self):
        self._rate(25.0, date_from="2025-07-01")
        self._rate(99.0, date_from="2026-01-01")
        self._hours(self.ann, 2)
        self.assertEqual(self._year().amount, 50.0)

    def test_work_without_a_rate_is_named(self):
        self.env["club.hours.rate"].search([]).unlink()
        self._hours(self.ann, 2)
        with self.assertRaisesRegex(UserError, "no rate for hours of"):
            self._year()

    def test_association_without_accounts_is_told_which(self):
        self.company.club_volunteer_gift_account_id = False
        self._hours(self.ann, 2)
        with self.assertRaisesRegex(UserError, "86 and 87"):
            self._year().action_book()

    def test_what_is_booked_does_not_change(self):
        self._hours(self.ann, 2)
        valuation = self._year()
        valuation.action_book()
        with self.assertRaisesRegex(UserError, "in the books"):
            valuation.date_to = "2025-11-30"
        with self.assertRaisesRegex(UserError, "in the books"):
            valuation.unlink()

    def test_value_of_hours_is_neither_income_nor_spending_of_the_section(self):
        self._hours(self.ann, 3)
        valuation = self._year()
        valuation.action_book()
        entries = self.env["club.section.entry"]
        found = entries.search([("move_id", "=", valuation.move_id.id)])
        self.assertFalse(found)
        # The pair stands on the section all the same, below the result.
        self.assertEqual(self._balance(self.use, section=self.brittany), 60.0)

    def test_evidence_on_paper_names_days_and_volunteers_behind_each_line(self):
        self._rate(30, self.training)
        self._hours(self.ann, 3, when="2025-05-01")
        self._hours(self.bob, 1.5, activity=self.training, when="2025-06-02")
        valuation = self._year()
        valuation.action_book()
        reports = self._as("section_treasurer")["ir.actions.report"]
        page, _kind = reports._render_qweb_html(
            "club_finance.report_valuation", valuation.ids
        )
        text = " ".join(html2plaintext(page.decode()).split())
        for words in (
            "Brittany",
            valuation.move_id.name,
            "05/01/2025 Ann",
            "06/02/2025 Bob",
            "105.00",
        ):
            self.assertIn(words, text)
        with self.assertRaises(AccessError):
            self._as("employee")["ir.actions.report"]._render_qweb_html(
                "club_finance.report_valuation", valuation.ids
            )

    def test_hours_in_the_books_are_in_the_file_of_a_person_and_follow_a_merge(self):
        self._hours(self.ann, 3)
        evidence = self._year().line_ids.evidence_ids
        export = self.env["club.data.export"]
        self.assertEqual(export._parts_besides(self.ann)["valued_hours"][0], evidence)
        self.assertFalse(export._parts_besides(self.bob)["valued_hours"][0])
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._update_foreign_keys(self.ann, self.bob)
        self.env.invalidate_all()
        self.assertEqual(evidence.partner_id, self.bob)
        self.assertEqual(export._parts_besides(self.bob)["valued_hours"][0], evidence)

    def test_treasurer_of_a_section_values_it_and_no_other(self):
        self._hours(self.ann, 2)
        self._hours(self.bob, 2, section=self.provence)
        env = self._as("section_treasurer")
        wizard = env["club.valuation.open"].create({})
        found = env["club.valuation"].search(wizard.action_open()["domain"])
        self.assertEqual(found.section_id, self.brittany)
        found.action_book()
        self.assertEqual(found.state, "booked")
        self.assertEqual(found.line_ids.evidence_ids.mapped("volunteer_name"), ["Ann"])
        other = self._year().filtered(lambda v: v.section_id == self.provence)
        with self.assertRaises(AccessError):
            self._as("section_treasurer", other).action_book()

    def test_state_is_written_by_booking_only(self):
        self._hours(self.ann, 2)
        valuation = self._as("treasurer", self._year())
        with self.assertRaisesRegex(UserError, "use the buttons"):
            valuation.state = "booked"
