import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from odoo.tests import tagged
from odoo.tools import file_path

from ..story import vendor, wishes
from .common import DemoCase


@tagged("post_install", "-at_install")
class TestDemoRoadmap(DemoCase):
    """What the association of the demonstration asks of its vendor."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.requests = cls.env["club.request"].search(cls.mine)
        cls.rounds = cls.env["club.round"].search(cls.mine)
        cls.dossiers = cls.env["club.dossier"].search(cls.mine)

    def _request(self, key):
        title = wishes.REQUESTS[key][4]
        return self.requests.filtered(lambda request: request.name == title)

    def _space(self, login):
        user = self.env["res.users"].search([("login", "=", login)])
        return self.env["club.space"].with_user(user)._open()

    def test_vendor_has_two_products_with_modules_and_versions(self):
        products = self.env["club.product"].search(self.mine)
        self.assertEqual(len(products), 2)
        self.assertEqual(len(products.vendor_id), 1)
        for product in products:
            self.assertGreaterEqual(len(product.module_ids), 4)
            states = set(product.version_ids.mapped("state"))
            self.assertLessEqual({"released", "planned"}, states)

    def test_requests_are_of_every_kind_and_have_supporters(self):
        self.assertGreaterEqual(len(self.requests), 25)
        kinds = dict(self.requests._fields["kind"].selection)
        self.assertEqual(set(self.requests.mapped("kind")), set(kinds))
        asked = self.requests.filtered(lambda request: request.state != "merged")
        self.assertGreaterEqual(min(asked.mapped("support_count")), 1)
        self.assertGreater(max(asked.mapped("support_count")), 25)

    def test_requests_stand_everywhere_from_open_to_delivered(self):
        states = set(self.requests.mapped("state"))
        expected = "open voting planned delivered declined closed merged"
        self.assertLessEqual(set(expected.split()), states)

    def test_some_authors_are_not_shown(self):
        shown = Counter(self.requests.mapped("is_author_shown"))
        self.assertEqual(shown[False], len(wishes.DISCREET))
        self.assertFalse(self._request("incident").author_label)

    def test_requests_were_made_over_a_year(self):
        days = self.requests.event_ids.mapped("date")
        self.assertGreater((max(days) - min(days)).days, 300)

    def test_requests_are_discussed_and_the_office_has_a_comment_to_read(self):
        comments = self.env["club.request.comment"].search(self.mine)
        states = Counter(comments.mapped("state"))
        self.assertGreaterEqual(states["published"], 8)
        self.assertEqual(states["pending"], 1)

    def test_pain_points_hurt_several_members_and_are_answered_by_requests(self):
        pains = self.env["club.pain"].search(self.mine)
        self.assertGreaterEqual(len(pains), 8)
        self.assertGreaterEqual(min(pains.mapped("member_count")), 5)
        self.assertTrue(all(pain.request_ids for pain in pains))
        self.assertTrue(all(pain.hours for pain in pains))

    def test_two_votes_are_published_and_one_goes_on(self):
        states = Counter(self.rounds.mapped("state"))
        self.assertEqual(states, {"published": 2, "open": 1})
        published = self.rounds.filtered(lambda r: r.state == "published")
        self.assertEqual(set(published.mapped("stage")), {"priorities", "capacity"})
        for voting in published:
            self.assertTrue(voting.line_ids.filtered("chosen"))
            self.assertLess(voting.closes_at, voting.create_date)
            self.assertGreater(voting.voted_count, 20)

    def test_delegate_who_signs_in_has_a_ballot_to_cast(self):
        space = self._space("entreprise")
        self.assertEqual(self.env["club.round"]._waiting_count(space), 1)
        voting = self.rounds.filtered(lambda r: r.state == "open")
        line = voting.sudo()._lines_of(space.person)
        codes = voting.line_ids.mapped("code")
        ballot = dict(zip(codes, (40, 30, 30), strict=False))
        self.assertTrue(voting.box_id._cast(line, space.person, ballot))
        self.assertEqual(self.env["club.round"]._waiting_count(space), 0)

    def test_anybody_recounts_a_published_vote_and_finds_its_winners(self):
        """With the one file and the export that members download."""
        program = file_path("club_ballot/static/recount.py")
        for voting in self.rounds.filtered(lambda r: r.state == "published"):
            name, _type, content = voting._download("pb")
            chosen = voting.line_ids.filtered("chosen").sorted("place")
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / name
                file.write_bytes(content)
                # -I: nothing but the standard library.
                recount = subprocess.run(
                    [sys.executable, "-I", program, file],
                    capture_output=True,
                    text=True,
                    check=True,
                )
            self.assertEqual(recount.stdout.split(), chosen.mapped("code"))
            self.assertEqual(recount.stderr, "")

    def test_vendor_answered_dossiers_and_has_one_to_answer(self):
        self.assertEqual(len(self.dossiers), 4)
        waiting = self.dossiers[0]
        self.assertEqual(waiting.state, "released")
        self.assertTrue(0 < waiting.answered_count < waiting.line_count)
        for dossier in self.dossiers - waiting:
            self.assertEqual(dossier.answered_count, dossier.line_count)
        refused = self._request(next(iter(vendor.REFUSED)))
        self.assertEqual((refused.state, refused.feasibility), ("declined", "no"))
        self.assertTrue(refused.vendor_reason)

    def test_vendor_who_signs_in_sees_the_dossiers_and_no_member(self):
        user = self.env["res.users"].search([("login", "=", vendor.LOGIN)])
        door = self.env["club.vendor.contact"].with_user(user)._door()
        self.assertEqual(door.dossiers, self.dossiers)
        self.assertFalse(self._space(vendor.LOGIN).standing)

    def test_one_version_was_delivered_late_and_one_is_late(self):
        versions = self.env["club.product.version"].search(self.mine)
        late = versions.filtered(lambda version: version.slippage_days > 0)
        self.assertEqual(set(late.mapped("state")), {"released", "in_progress"})
        delivered = self._request("double") | self._request("zero")
        self.assertEqual(set(delivered.mapped("state")), {"delivered"})
        self.assertEqual(delivered.delivered_version_id.name, vendor.RELEASED[1])

    def test_organisations_say_what_they_run_and_some_can_tell_of_it(self):
        installations = self.env["club.installation"].search(self.mine)
        self.assertGreater(len(installations), 40)
        self.assertEqual(len(installations.product_id), 2)
        tellers = installations.filtered("can_testify")
        self.assertGreaterEqual(len(tellers), 2)
        self.assertTrue(all(teller._contact()[0] for teller in tellers))

    def test_one_evaluation_is_published_and_one_waits_for_marks(self):
        evaluations = self.env["club.evaluation"].search(self.mine)
        self.assertEqual(evaluations.mapped("state"), ["open", "published"])
        running, done = evaluations
        figures = done.question_ids.figure_ids
        self.assertEqual(len(figures), len(done.question_ids))
        self.assertTrue(all(1 <= figure.mean <= 5 for figure in figures))
        self.assertTrue(running._line_of(self._space("entreprise")))

    def test_one_letter_is_answered_and_one_waits(self):
        letters = self.env["club.letter"].search(self.mine)
        self.assertEqual(set(letters.mapped("state")), {"answered", "sent"})
        self.assertTrue(all(letter._document() for letter in letters))

    def test_members_pledge_for_a_development(self):
        funding = self.env["club.cofunding"].search(self.mine)
        self.assertEqual(funding.state, "open")
        self.assertGreater(funding.confirmed_amount, 0)
        self.assertGreater(funding.announced_amount, 0)
