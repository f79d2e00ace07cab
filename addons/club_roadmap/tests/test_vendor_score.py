from lxml import etree
from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, tagged
from odoo.tools.safe_eval import safe_eval

from .vendor_common import VendorCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestVendorScore(VendorCommon):
    """Seven lines whose figures are known by hand.

    2026: six lines. 1 in time, promised 2026-04-30, delivered 2026-05-10: +10 days;
    2 in time, promised with it, delivered two versions later 2026-07-29: +90;
    3 in time, promised 2026-06-30, delivered 2026-06-28: -2;
    4 late, declined; 5 in time, to be studied, then promised for 2026-06-30 and not
    delivered: overdue;
    6 not answered. The median of (-2, 10, 90) is 10, the largest is 90.
    2025: one line, answered on the very deadline, accepted without version.
    """

    def _release(self, version, day):
        version.write({"state": "released", "released_on": day})

    def _deliver(self, line, version):
        line._claim_delivery(self.vera)
        line.delivery_ids[0].sudo().version_id = version
        line.delivery_ids[0]._decide("confirmed", "office")

    def _six_lines(self):
        requests = self.env["club.request"]
        for number in range(6):
            requests |= self._request(f"Request {number}")
        with freeze_time("2026-03-15"):
            dossier = self._dossier(requests)
        lines = dossier.line_ids
        april = self._version("A", "2026-04-30")
        june = self._version("B", "2026-06-30")
        with freeze_time("2026-04-29"):
            self._answer(lines[0], version=str(april.id))
            self._answer(lines[1], version=str(april.id))
            self._answer(lines[2], "partly", version=str(june.id))
            self._answer(lines[4], "study")
        with freeze_time("2026-05-01"):
            self._answer(lines[3], "no")
            self._answer(lines[4], version=str(june.id))
            # A later promise does not replace the first one.
            self._answer(lines[1], version=str(june.id))
        with freeze_time("2026-08-01"):
            summer = self._version("C", "2026-08-30")
            for version, day in (
                (april, "2026-05-10"),
                (june, "2026-06-28"),
                (summer, "2026-07-29"),
            ):
                self._release(version, day)
            self._deliver(lines[0], april)
            self._deliver(lines[1], summer)
            self._deliver(lines[2], june)
        return lines

    def _line_of_the_year_before(self):
        with freeze_time("2025-02-01"):
            dossier = self._dossier(
                self._request("Old", kind="hotline"), deadline="2025-03-01"
            )
        self.vera.date_from = "2025-01-01"
        with freeze_time("2025-03-01"):
            self._answer(dossier.line_ids)

    def test_the_scorecard_of_two_years_is_right(self):
        self._six_lines()
        self._line_of_the_year_before()
        freeze = freeze_time("2026-09-01")
        freeze.start()
        self.addCleanup(freeze.stop)
        [(name, years)] = self.env["club.vendor.score"]._scorecard(self.company)
        self.assertEqual(name, "Vendor · Ledger")
        self.assertEqual(
            years,
            [
                {
                    "year": "2026",
                    "sent": 6,
                    "in_time": 4,
                    "late": 1,
                    "waiting": 0,
                    "unanswered": 1,
                    "with_reason": 5,
                    "accepted": 4,
                    "declined": 1,
                    "promised": 4,
                    "delivered": 3,
                    "overdue": 1,
                    "median": 10,
                    "max": 90,
                },
                {
                    "year": "2025",
                    "sent": 1,
                    "in_time": 1,
                    "late": 0,
                    "waiting": 0,
                    "unanswered": 0,
                    "with_reason": 1,
                    "accepted": 1,
                    "declined": 0,
                    "promised": 0,
                    "delivered": 0,
                    "overdue": 0,
                    "median": None,
                    "max": None,
                },
            ],
        )

    def test_members_read_every_figure(self):
        names = ("sent", "in_time", "late", "waiting", "unanswered", "with_reason")
        names += ("accepted", "declined", "promised", "delivered", "overdue")
        year = {name: 1000 + place for place, name in enumerate(names)}
        page = self.env["ir.qweb"]._render(
            "club_roadmap.score_rows", {"years": [{**year, "median": 5, "max": 6}]}
        )
        rows = etree.fromstring(f"<table>{page}</table>").findall("tr")
        figures = {row.findtext("th"): row.findtext("td").strip() for row in rows[:11]}
        self.assertEqual(list(figures.values()), [str(each) for each in year.values()])
        self.assertEqual(figures["Declined"], str(year["declined"]))
        self.assertEqual(figures["Promised, overdue"], str(year["overdue"]))

    def test_each_line_says_its_promise_and_its_slippage(self):
        lines = self._six_lines()
        self.env.flush_all()
        scores = self._as("reader")["club.vendor.score"].browse(lines.ids)
        self.assertEqual(scores.mapped("slippage"), [10, 90, -2, 0, 0, 0])
        self.assertEqual(scores.promised_version_id.mapped("name"), ["A", "B"])
        self.assertEqual(scores[1].delivered_version_id.name, "C")

    def test_the_pivot_adds_up_what_the_scorecard_says(self):
        self._six_lines()
        self.env.flush_all()
        [row] = self._as("reader")["club.vendor.score"]._read_group(
            [], ["year"], ["in_time:sum", "slippage:avg", "slippage_max:max"]
        )
        # Lines that were not delivered have no slippage, which is not one of 0.
        self.assertEqual(row[0], "2026")
        self.assertEqual(row[1], 4)
        self.assertAlmostEqual(float(row[2]), 98 / 3)
        self.assertEqual(row[3], 90)

    def test_the_list_shows_no_slippage_where_nothing_was_delivered(self):
        lines = self._six_lines()
        self.env.flush_all()
        scores = self._as("reader")["club.vendor.score"]
        arch = etree.fromstring(scores.get_view(view_type="list")["arch"])
        [column] = arch.xpath("//field[@name='slippage']")
        hidden = column.get("invisible")
        shown = [
            line.slippage
            for line in scores.browse(lines.ids)
            if not safe_eval(
                hidden,
                {"delivered_on": line.delivered_on, "promised_on": line.promised_on},
            )
        ]
        self.assertEqual(shown, [10, 90, -2])

    def test_a_promise_is_overdue_from_the_day_after_until_the_request_ends(self):
        dossier = self._dossier(self.first | self.second)
        version = self._version("A", "2026-06-30")
        with freeze_time("2026-04-29"):
            for line in dossier.line_ids:
                self._answer(line, version=str(version.id))
        # Another date for the version does not excuse the first one.
        version.planned_on = "2026-12-31"

        def overdue(day):
            with freeze_time(day):
                [(_name, [year])] = self.env["club.vendor.score"]._scorecard(
                    self.company
                )
            return year["overdue"]

        self.assertEqual(overdue("2026-06-30"), 0)
        self.assertEqual(overdue("2026-07-01"), 2)
        self._superuser(self.first).state = "closed"
        self.assertEqual(overdue("2026-07-01"), 1)
        with freeze_time("2026-04-30"):
            self._answer(dossier.line_ids[1], "no")
        self.assertEqual(overdue("2026-07-01"), 0)

    def test_what_is_in_preparation_does_not_count(self):
        self._dossier(released=False)
        self.assertFalse(self.env["club.vendor.score"]._scorecard(self.company))

    def test_a_line_waits_until_its_deadline_has_passed(self):
        dossier = self._dossier(self._request("Slow"), deadline="2026-04-30")

        def figures(day):
            with freeze_time(day):
                [(_name, [year])] = self.env["club.vendor.score"]._scorecard(
                    self.company
                )
            return year["waiting"], year["unanswered"]

        self.assertEqual(figures("2026-04-30"), (1, 0))
        self.assertEqual(figures("2026-05-01"), (0, 1))
        # What is closed takes no answer any more.
        self._superuser(dossier).state = "closed"
        self.assertEqual(figures("2026-04-30"), (0, 1))
