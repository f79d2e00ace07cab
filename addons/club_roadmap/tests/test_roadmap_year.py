from odoo import fields
from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .test_pain_pages import PainPagesCase


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRoadmapYear(PainPagesCase):
    def setUp(self):
        super().setUp()
        # What is written says when by the database's clock: it stands still as well.
        self.patch(self.env.cr, "now", fields.Datetime.now)

    def _figures(self, year=2026):
        groups = self.env["club.roadmap.figures"]._groups(self.company, year)
        return {
            figure["label"]: figure for group in groups for figure in group["figures"]
        }

    def test_requests_are_counted_by_step_beside_the_year_before(self):
        with freeze_time("2025-05-01"):
            old = self._request("Old")
        old._move("sent")
        old._move("delivered", by="vendor")
        request = self._request("New")
        request._support(self.bolt_team["voter"], self.bolt, shown=False)
        figures = self._figures()
        told = {label: (f["value"], f["before"]) for label, f in figures.items()}
        self.assertEqual(told["Requests proposed"], ("1", "1"))
        self.assertEqual(told["Supports given"], ("1", "0"))
        self.assertEqual(told["Requests sent to the vendor"], ("1", "0"))
        self.assertEqual(told["Requests answered by the vendor"], ("1", "0"))
        self.assertEqual(told["Requests delivered"], ("1", "0"))
        self.assertNotIn("Requests declined by the vendor", told)
        self.assertEqual(self._figures(2025)["Requests proposed"]["value"], "1")

    def test_a_request_that_comes_back_to_a_step_counts_once(self):
        request = self._request()
        request._move("closed", reason="By mistake")
        request._move("open")
        self.assertEqual(self._figures()["Requests proposed"]["value"], "1")

    def test_what_nobody_confirmed_was_not_proposed(self):
        request = self._request(state="unconfirmed")
        self.assertNotIn("Requests proposed", self._figures())
        request._move("open")
        self.assertEqual(self._figures()["Requests proposed"]["value"], "1")

    def test_requests_are_parted_by_product(self):
        self._request("One")
        self._request("Two", product_id=False)
        products = self._figures()["Requests proposed"]["products"]
        self.assertEqual(
            {(part["label"], part["value"]) for part in products},
            {("Ledger", "1"), ("No product named", "1")},
        )

    def test_members_who_took_part_are_counted_from_three_on(self):
        label = "Members who proposed, supported, reported or voted"
        request = self._request()
        request._support(self.bolt_team["voter"], self.bolt)
        self.assertEqual(self._figures()[label]["value"], "fewer than 3")
        self._pain(membership=self.cogs)
        self.assertEqual(self._figures()[label]["value"], "3")
        self.assertEqual(self._figures()[label]["before"], "0")

    def test_hours_of_what_hurts_today_are_summed(self):
        self._pain("One")
        self._pain("Two", self.bolt)
        figures = self._figures()
        self.assertEqual(figures["Pain points described"]["value"], "2")
        label = "Hours lost per year by what hurts today"
        self.assertEqual(figures[label]["value"], "220")
        self.assertNotIn(label, self._figures(2025))

    def test_another_association_is_not_counted(self):
        company = self._association("Elsewhere")
        self.env["club.pain"].create(
            {"name": "X", "description": "X", "company_id": company.id}
        )
        self.assertFalse(self._figures())

    def test_no_fact_names_a_request_or_a_member(self):
        fields = set(self.env["club.roadmap.fact"]._fields)
        self.assertFalse(fields & {"request_id", "membership_id", "partner_id", "day"})
        self._request(shown=False)
        for role in ("reader", "secretary", "admin"):
            supports = self._as(role)["club.request.support"]
            with self.subTest(role=role), self.assertRaises(AccessError):
                supports.search([("date", "=", TODAY)])

    def test_members_and_the_office_read_the_same_figures(self):
        self._request()
        self.env.flush_all()
        self.assertIn("Requests proposed", self._see("acme", "/my/roadmap/year"))
        self.assertIn(
            "Year in numbers: 2025", self._see("acme", "/my/roadmap/year?year=2025")
        )
        page = self._as("reader")["club.roadmap.year"].create(
            {"company_id": self.company.id}
        )
        self.assertIn("Requests proposed", page.content)
        self.assertEqual(page.action_earlier()["context"], {"default_year": 2025})

    def test_the_year_costs_a_fixed_number_of_queries(self):
        self._forget_nothing()
        for number in range(3):
            self._request(f"Request {number}")
            self._pain(f"Pain {number}")
        years = self.env["club.roadmap.figures"]
        years._groups(self.company, 2026)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(__system__=12):
            years._groups(self.company, 2026)
