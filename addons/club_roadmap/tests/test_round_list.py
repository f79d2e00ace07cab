from lxml import html
from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import HttpCase, freeze_time, tagged

from .round_common import RoundCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRoundList(RoundCommon, HttpCase):
    """The page of a published list, read as a member reads it.

    Eleven members of one vote each and a vendor's 80 points: 7.27 for each. Six want
    Alerts (60 points given) and Budgets (40), five want Drafts (40). By votes Alerts
    (360, costs 40) and Budgets (240, costs 40) take all: 5 of 11 get nothing, 45 %.
    By places Alerts has 6 x 3 + 5 x 1 = 23, Drafts 6 x 0.5 + 5 x 3 = 18, Budgets
    6 x 2 + 5 x 1 = 17. By equal shares the six hold 43.6 and pay Alerts, the five hold
    36.4 and pay Drafts (30); nothing costs the 10 that are left.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for number in range(7, 12):
            cls.firms.append(cls._company_with_team(f"Firm {number}"))
        for request, cost in zip(cls.requests, (40, 40, 40, 30), strict=True):
            request.cost_points = cost

    def _page(self, ballots, **vals):
        """The list of a capacity round, as one of the six reads it."""
        usual = {"stage": "capacity", "min_spread": 0, "option_cap": 60, "budget": 80}
        voted_on = self._published(ballots, **{**usual, **vals})
        person = self.acme_team["voter"]
        self._space(person).user.password = person.email
        self.env.flush_all()
        self.authenticate(person.email, person.email)
        answer = self.url_open(f"/my/votes/{voted_on.id}/list")
        self.assertEqual(answer.status_code, 200)
        return html.fromstring(answer.text)

    def _below(self, page, title):
        """What follows a heading: its text, without needless blanks, by tag."""
        [heading] = page.xpath(f"//h2[normalize-space()='{title}']")
        return heading.getnext()

    def _text(self, node):
        return " ".join(node.text_content().split())

    def test_page_sets_three_rules_side_by_side_and_says_who_paid(self):
        self.drafts._support(self.bolt_team["voter"], self.bolt)
        six = {self.alerts: 60, self.budgets: 40}
        page = self._page([six] * 6 + [{self.drafts: 40}] * 5)
        alerts, budgets, drafts = (
            f"{request.number} {request.name}"
            for request in (self.alerts, self.budgets, self.drafts)
        )
        table = self._below(page, "What other rules would have chosen")
        self.assertEqual(
            [
                [self._text(cell) for cell in row.xpath("./th|./td")]
                for row in table.xpath(".//tbody/tr")
            ],
            [
                ["The most votes first", f"{alerts}{budgets}", "45 %"],
                ["By places (Borda)", f"{alerts}{drafts}", "0 %"],
                ["Equal shares", f"{alerts}{drafts}", "0 %"],
            ],
        )
        paid = self._below(page, "Who paid for what")
        self.assertEqual(
            {self._text(item) for item in paid.xpath("./li")},
            {"Alerts: wanted by 6 ballots.", "Drafts: wanted by 5 ballots."},
        )
        said = self._text(page)
        self.assertIn("11 of 11 on the roll have voted.", said)
        self.assertIn("Together they cost 70 of the vendor's 80 points.", said)
        # 40 / 6 and 30 / 5.
        paid_by = "Paid by who voted for it: %s ballots, at most %s each"
        self.assertIn(paid_by % (6, "6.67"), said)
        self.assertIn(paid_by % (5, "6"), said)
        cost = "Costs %s · For users of Ledger · %s"
        self.assertIn(cost % (30, "1 supporter "), said)
        self.assertIn(cost % (40, "0 supporters "), said)
        self.assertNotIn("not shown", said.lower())

    def test_who_paid_tells_no_number_of_fewer_than_five(self):
        # Four hold 29.1, and pay.
        self.drafts.cost_points = 20
        six = {self.alerts: 60, self.budgets: 40}
        page = self._page([six] * 6 + [{self.drafts: 40}] * 4 + [{}])
        paid = self._below(page, "Who paid for what")
        self.assertEqual(
            {self._text(item) for item in paid.xpath("./li")},
            {
                "Alerts: wanted by 6 ballots.",
                "Drafts: wanted by too few ballots to say how many.",
            },
        )

    def test_page_of_rankings_says_why_no_other_rule_is_told(self):
        ranked = [self.alerts, self.budgets, self.charts]
        page = self._page([ranked] * 6, stage="priorities", method="schulze")
        said = self._text(page)
        self.assertIn("rankings say who is preferred to whom and give no points", said)
        self.assertFalse(
            page.xpath("//h2[normalize-space()='What other rules would have chosen']")
        )

    def test_page_of_few_ballots_offers_the_list_as_csv_and_no_ballots(self):
        page = self._page([{self.alerts: 60, self.budgets: 40}] * 4)
        files = page.xpath("//a[contains(@href, '/file/')]")
        self.assertEqual(
            [self._text(link) for link in files],
            ["The list as a spreadsheet (XLSX)", "The list (CSV)"],
        )
