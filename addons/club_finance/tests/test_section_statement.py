from odoo.tests import Form, freeze_time, tagged

from .common import TODAY, FinanceCommon, day


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestSectionStatement(FinanceCommon):
    """The section's accounts on one page, for its own people and no others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        for amount, section, on in (
            (40, cls.brittany, "2026-02-10"),
            (12, cls.brittany, "2026-03-01"),
            (7, cls.brittany, "2025-12-31"),
            (99, cls.provence, "2026-03-01"),
            (5, cls.rennes, "2026-03-01"),
        ):
            cls.env["account.move"]._club_book(
                cls.brittany_bank,
                day(on),
                "Paper",
                [
                    {"account": cls.expense, "balance": amount, "section": section},
                    {
                        "account": cls.brittany_bank.default_account_id,
                        "balance": -amount,
                    },
                ],
            )
        cls._due("Ann", cls.brittany)

    def _page(self, role="section_treasurer", **vals):
        page = self._as(role, self.env["club.section.statement"])
        opened = page.action_open()
        page = page.browse(opened["res_id"])
        page.write(vals)
        return page

    def test_section_treasurer_finds_the_own_section_of_this_year(self):
        page = self._page()
        self.assertEqual(page.section_id, self.brittany)
        self.assertEqual(
            (page.date_from, page.date_to), (day("2026-01-01"), day("2026-12-31"))
        )
        self.assertEqual(
            (page.income, page.spending, page.result), (30.0, -52.0, -22.0)
        )
        self.assertEqual(page.left_before, -7.0)

    def test_headings_stand_beside_the_year_before(self):
        page = self._page()
        for words in ("Travel", "52.00", "7.00", "2026", "2025", "Grants"):
            self.assertIn(words, page.by_heading)

    def test_months_end_with_what_is_left(self):
        text = self._page().by_month
        for words in ("Feb 2026", "Mar 2026", "29.00"):
            self.assertIn(words, text)

    def test_sections_below_count_when_asked_for(self):
        self.assertEqual(self._page(below=True).spending, -57.0)

    def test_another_section_shows_nothing(self):
        page = self._page(section_id=self.provence.id)
        self.assertEqual((page.spending, page.has_bank, page.bank), (0.0, False, 0.0))

    def test_officer_sees_the_money_of_the_section(self):
        page = self._page("officer")
        self.assertTrue(page.has_bank)
        self.assertEqual(page.bank, -163.0)

    def test_year_before_is_one_click_away(self):
        page = self._page()
        page.action_year_before()
        self.assertEqual((page.spending, page.date_from), (-7.0, day("2025-01-01")))

    def test_what_waits_is_counted_and_opens(self):
        payment = self._as("section_treasurer", self.env["club.payment.out"]).create(
            {
                "section_id": self.brittany.id,
                "company_id": self.company.id,
                "partner_id": self._organisation("Town Hall").id,
                "amount": 20,
                "reason": "Stamps",
                "heading_id": self.travel.id,
            }
        )
        payment.action_request()
        page = self._page("officer")
        self.assertEqual((page.to_approve_count, page.to_pay_count), (1, 0))
        action = page.action_view_to_approve()
        found = self._as("officer", self.env["club.payment.out"]).search(
            action["domain"]
        )
        self.assertEqual(found.ids, payment.ids)

    def test_page_turns_to_another_section_in_the_form(self):
        page = self._page("treasurer")
        with Form(page) as form:
            form.section_id = self.provence
            self.assertEqual(form.spending, -99.0)

    def test_lines_behind_the_figures_add_up_to_them(self):
        page = self._page()
        domain = page.action_view_entries()["domain"]
        entries = self._as("section_treasurer", self.env["club.section.entry"])
        self.assertEqual(sum(entries.search(domain).mapped("amount")), page.result)
