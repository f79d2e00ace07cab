from odoo.addons.club_membership.tests.common import TODAY
from odoo.addons.club_portal.models.club_space import Space
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import RoadmapCommon
from .round_common import RoundCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRelease(RoadmapCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.versions = cls.env["club.product.version"]
        cls.next = cls.versions.create(
            {"name": "13", "product_id": cls.product.id, "planned_on": "2026-02-01"}
        )

    def _planned(self, name, version=None):
        request = self._request(name)
        request.target_version_id = version or self.next
        request._move("planned", by="vendor")
        return request

    def _space(self):
        return Space(self.env.user, self.acme_team["voter"])

    def test_a_release_delivers_what_is_in_it_and_nothing_else(self):
        inside, missing = self._planned("Inside"), self._planned("Missing")
        wizard = self._as("secretary")["club.release"].create(
            {"version_id": self.next.id, "released_on": "2026-03-10"}
        )
        self.assertEqual(wizard.request_ids, inside | missing)
        wizard.request_ids -= missing
        wizard.action_confirm()
        self.assertEqual(inside.state, "delivered")
        self.assertEqual(inside.delivered_version_id, self.next)
        self.assertEqual(missing.state, "planned")
        self.assertEqual(self.next.state, "released")
        self.assertEqual(self.next.slippage_days, 37)

    def test_nothing_is_released_in_the_future(self):
        wizard = self.env["club.release"].create(
            {"version_id": self.next.id, "released_on": "2026-03-16"}
        )
        with self.assertRaisesRegex(UserError, "not later"):
            wizard.action_confirm()

    def test_a_release_takes_no_request_about_another_product(self):
        other = self.product.copy({"name": "Other"})
        request = self._request(product_id=other.id)
        wizard = self.env["club.release"].create({"version_id": self.next.id})
        wizard.request_ids = request
        with self.assertRaisesRegex(UserError, "not about Ledger"):
            wizard.action_confirm()

    def test_readers_release_nothing(self):
        with self.assertRaises(AccessError):
            self._as("reader", self.next).action_release()
        with self.assertRaises(AccessError):
            self._as("reader", self.next).action_start()

    def test_work_on_a_version_is_work_on_its_requests(self):
        request = self._planned("Planned")
        self._as("secretary", self.next).action_start()
        self.assertEqual(request.state, "in_progress")
        with self.assertRaisesRegex(UserError, "not planned any more"):
            self.next.action_start()

    def test_a_version_is_not_given_up_while_something_is_promised_for_it(self):
        request = self._planned("Promised")
        with self.assertRaisesRegex(UserError, "still promised"):
            self.next.action_abandon()
        request._move("declined", reason="Given up")
        self.next.action_abandon()
        self.assertEqual(self.next.state, "abandoned")

    def test_slippage_is_said_in_words(self):
        self.assertIn("6 weeks overdue", self.next._dates_sentence())
        self.next.planned_on = "2026-08-01"
        self.assertIn("6 months later than first promised", self.next.slippage_text)
        self.next.planned_on = "2026-01-25"
        self.next.write({"state": "released", "released_on": "2026-01-31"})
        self.assertIn("1 day earlier", self.next._dates_sentence())
        self.next.released_on = "2026-02-01"
        self.assertIn("as first promised", self.next._dates_sentence())

    def test_the_board_shows_each_request_below_its_version(self):
        planned, loose = self._planned("Planned"), self._request("Loose")
        loose._move("in_progress")
        self._request("Open")
        board = self.versions._releases_page(self._space())
        columns = {c["key"]: c["versions"] for c in board["columns"]}
        self.assertEqual(columns["planned"][0]["name"], "Ledger 13")
        self.assertEqual(columns["planned"][0]["requests"][0]["id"], planned.id)
        self.assertEqual(columns["in_progress"][0]["name"], "No version said")
        self.assertFalse(columns["delivered"])

    def test_an_announced_version_is_on_the_board_without_requests_too(self):
        board = self.versions._releases_page(self._space())
        columns = {c["key"]: c["versions"] for c in board["columns"]}
        (version,) = columns["planned"]
        self.assertEqual((version["name"], version["requests"]), ("Ledger 13", []))
        self.assertFalse(columns["in_progress"])

    def test_the_board_is_of_ones_own_association(self):
        self._planned("Planned")
        stranger = Space(self.env.user, self._person("Stranger"))
        board = self.versions._releases_page(stranger)
        self.assertFalse(board["products"])
        self.assertFalse([c for c in board["columns"] if c["versions"]])

    def test_released_versions_are_told_with_their_notes(self):
        self.next.write(
            {"state": "released", "released_on": TODAY, "notes": "<p>Faster</p>"}
        )
        board = self.versions._releases_page(self._space(), self.product.id)
        self.assertEqual(board["product"], self.product.id)
        self.assertIn("Faster", board["changelog"][0]["notes"])

    def test_progress_on_a_list_is_a_sentence(self):
        requests = self._planned("A") | self._request("B") | self._request("C")
        requests[1]._move("delivered")
        vote = self.env["club.ballot.box"].new(
            {"name": "List of 2025", "closes_at": "2025-11-30 17:00:00"}
        )
        values = requests._progress_values(vote)
        self.assertEqual(
            values["sentence"],
            "Of 3 chosen in 2025: 1 delivered, 1 planned, 1 without an answer yet.",
        )
        self.assertEqual(sum(part["percent"] for part in values["parts"]), 100)

    def test_the_board_costs_no_query_per_request(self):
        self._forget_nothing()

        def load(count):
            for number in range(count):
                self._planned(f"Request {count}.{number}")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.versions._releases_page(self._space())
            return self.env.cr.sql_log_count - before

        load(1)
        self.assertEqual(load(5), load(10))


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestListProgress(RoundCommon):
    def test_the_last_published_list_of_the_club_is_followed(self):
        points = {self.alerts: 40, self.budgets: 40, self.charts: 20}
        chosen = self._published([points] * 5)
        self.assertEqual(
            chosen.line_ids.filtered("chosen").request_id, self.alerts | self.budgets
        )
        self.alerts._move("delivered")
        page = self.env["club.product.version"]._releases_page(
            self._space(self.acme_team["voter"])
        )
        (progress,) = page["progress"]
        self.assertEqual(
            progress["sentence"],
            "Of 2 chosen in 2026: 1 delivered, 1 without an answer yet.",
        )

    def test_last_years_list_is_followed_beside_the_new_one(self):
        first, second = self.alerts | self.budgets, self.charts | self.drafts
        votes = [
            self._published([list(listed)] * 5, listed, method="approval", min_spread=0)
            for listed in (first, first, second, second)
        ]
        # Two votes in a year: the later one is the list of that year.
        ends = ("2024-11-30", "2025-03-31", "2025-11-30", "2026-03-14")
        for vote, end in zip(votes, ends, strict=True):
            times = {"opens_at": "2024-11-01 08:00:00", "closes_at": f"{end} 17:00:00"}
            vote.box_id.sudo().write(times)
        page = self.env["club.product.version"]._releases_page(
            self._space(self.acme_team["voter"])
        )
        self.assertEqual(
            [each["url"] for each in page["progress"]],
            [f"/my/votes/{vote.id}/list" for vote in (votes[3], votes[2])],
        )
        self.assertEqual(
            [each["sentence"][:21] for each in page["progress"]],
            ["Of 2 chosen in 2026: ", "Of 2 chosen in 2025: "],
        )
