import base64
import csv
import io
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from odoo.addons import club_ballot
from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from openpyxl import load_workbook

from .round_common import RoundCommon

RECOUNT = Path(club_ballot.__file__).parent / "static" / "recount.py"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRoundResult(RoundCommon):
    """The club's list: what members read of it, and count again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.costs = {
            cls.alerts: 40,
            cls.budgets: 40,
            cls.charts: 40,
            cls.drafts: 30,
        }
        for request, cost in cls.costs.items():
            request.cost_points = cost

    def _capacity(self, contents=None, **vals):
        """Four large firms want the same three requests, two small ones another.

        The vendor has 90 points: 15 for each of the six. By votes, Alerts and Budgets
        (240 and 140 points) take 80, and the 10 left are too few for Drafts (120). By
        equal shares the two who want Drafts hold 30, just its cost; the other four
        hold 60: enough for Alerts, and not for a second one at 40.
        """
        large = {self.alerts: 60, self.budgets: 35, self.charts: 5}
        contents = contents or [large] * 4 + [{self.drafts: 60}] * 2
        vals = {"min_spread": 0, "option_cap": 60, "budget": 90, **vals}
        return self._published(contents, stage="capacity", **vals)

    def _chosen(self, voted_on):
        return voted_on.line_ids.filtered("chosen").request_id

    def test_equal_shares_give_small_voters_their_part_and_greedy_nothing(self):
        voted_on = self._capacity()
        self.assertEqual(self._chosen(voted_on), self.alerts | self.drafts)
        told = voted_on._result_values()
        rules = {each["rule"]: each for each in told["compared"]}
        greedy = rules["The most votes first"]
        self.assertEqual(
            greedy["winners"],
            [
                f"{request.number} {request.name}"
                for request in (self.alerts, self.budgets)
            ],
        )
        # Two of six get nothing they voted for: hidden or told, never another figure.
        self.assertIn(greedy["nothing"], ("33 %", "not shown"))
        self.assertEqual(rules["Equal shares"]["nothing"], "0 %")

    def test_page_says_what_was_chosen_why_and_what_it_costs(self):
        told = self._capacity()._result_values()
        self.assertEqual(
            [each["title"] for each in told["chosen"]],
            [line["name"] for line in told["explained"] if line["chosen"]],
        )
        self.assertTrue(all(each["why"] for each in told["chosen"]))
        self.assertIn("cost 70 of the vendor's 90 points", told["spent"])
        self.assertEqual(told["turnout"], "6 of 6 on the roll have voted.")
        self.assertTrue(told["seed"] and told["seed_hash"])

    def test_groups_of_voters_are_told_only_where_their_votes_differ(self):
        voted_on = self._capacity()
        one = {"weight": 1, "category": "", "share": 0.25}
        two = {"weight": 2, "category": "", "share": 0.75}
        told = {
            "option": voted_on.line_ids[0].code,
            "by_votes": False,
            "supporters": 6,
        }
        for groups, said in (
            ([one], []),
            (
                [one, two],
                ["voters with 1 votes each: 25 %", "voters with 2 votes each: 75 %"],
            ),
        ):
            with patch.object(
                type(voted_on.box_id),
                "_paid",
                lambda _box, g=groups: [{**told, "groups": g}],
            ):
                self.assertEqual(voted_on._paid_values()[0]["groups"], said)

    def test_ballots_are_published_with_their_words(self):
        voted_on = self._open()
        content = {self.alerts: 40, self.budgets: 40, self.charts: 20}
        words = [self._give(voted_on, number, content) for number in range(1, 6)]
        self._close(voted_on)
        voted_on.action_publish()
        told = voted_on._result_values()["ballots"]
        self.assertEqual([each["receipt"] for each in told], sorted(words))
        self.assertIn(f"{self.alerts.number} 40", told[0]["content"])

    def test_thousands_of_ballots_are_a_file_and_no_page(self):
        voted_on = self._capacity()
        listing = "odoo.addons.club_roadmap.models.club_round_result.LISTED"
        with patch(listing, 5):
            told = voted_on._result_values()
        self.assertEqual((told["too_many"], told["ballots"]), (True, []))

    def test_program_of_one_file_finds_the_same_winners(self):
        self._recount(self._capacity())

    def test_rankings_of_enough_requests_are_counted_again(self):
        ranked = [self.charts, self.alerts, self.drafts]
        voted_on = self._published([ranked] * 5 + [[]], method="borda", min_spread=3)
        self.assertIn(b"min_length;3", self._recount(voted_on))
        told = voted_on._result_values()
        self.assertTrue(told["is_ranked"] and not told["compared"])

    def _recount(self, voted_on):
        """The published file, after the program has found its winners in it."""
        name, _type, content = voted_on._download("pb")
        with TemporaryDirectory() as folder:
            file = Path(folder) / name
            file.write_bytes(content)
            done = subprocess.run(
                [sys.executable, "-I", RECOUNT, file],
                capture_output=True,
                text=True,
                check=True,
            )
        winners = voted_on.line_ids.filtered("chosen").sorted("place")
        self.assertEqual(done.stdout.split(), winners.mapped("code"))
        self.assertFalse(done.stderr)
        return content

    def test_spreadsheets_have_the_list_and_the_ballots(self):
        voted_on = self._capacity()
        _name, _type, content = voted_on._download("csv")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        self.assertEqual(len(rows), 7)
        column = rows[0].index(self.alerts.number)
        self.assertEqual(sorted(row[column] for row in rows[1:]), ["", "", *["60"] * 4])
        _name, _type, content = voted_on._download("xlsx")
        book = load_workbook(io.BytesIO(content))
        self.assertEqual(book.sheetnames, ["List", "Ballots"])
        first = [cell.value for cell in book["List"][2]]
        self.assertEqual(first[0], 1)
        self.assertEqual(book["Ballots"].max_row, 7)

    def test_office_downloads_the_same_files_from_the_form(self):
        voted_on = self._capacity()
        for role in ("reader", "secretary"):
            seen = self._as(role, voted_on)
            self.assertEqual(
                (seen.list_xlsx_name, seen.list_csv_name),
                (f"vote-{voted_on.id}.xlsx", f"vote-{voted_on.id}.csv"),
            )
            book = load_workbook(io.BytesIO(base64.b64decode(seen.list_xlsx)))
            self.assertEqual(book.sheetnames, ["List", "Ballots"])
            content = voted_on._download("csv")[2]
            self.assertEqual(base64.b64decode(seen.list_csv), content)
        with self.assertRaises(AccessError):
            self._as("portal", voted_on).read(["list_csv"])

    def test_office_has_no_file_before_publication(self):
        voted_on = self._open()
        self.assertFalse(voted_on.list_xlsx or voted_on.list_csv)

    def test_titles_are_no_formulas_in_a_spreadsheet(self):
        self.alerts.name = "=HYPERLINK(1)"
        voted_on = self._capacity()
        cells = [cell for row in voted_on._list_rows() for cell in row]
        self.assertIn("'=HYPERLINK(1)", cells)

    def test_few_ballots_tell_the_list_and_nothing_else(self):
        content = {self.alerts: 40, self.budgets: 40, self.charts: 20}
        voted_on = self._published([content] * 4)
        told = voted_on._result_values()
        self.assertEqual(len(told["chosen"]), 2)
        self.assertTrue(told["is_bare"])
        self.assertFalse(told["ballots"] or told["explained"] or told["compared"])
        self.assertIn("not shown one by one", told["why_no_ballots"])
        with self.assertRaisesRegex(UserError, "not shown one by one"):
            voted_on._download("pb")
        _name, _type, content = voted_on._download("csv")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        self.assertEqual(rows[0][:3], ["Place", "Number", "Request"])
        self.assertEqual([row[0] for row in rows[1:]], ["1", "2", "", ""])
        # Neither a score nor a reason: these would be the ballots.
        self.assertFalse(any(row[4] or row[5] for row in rows[1:]))
        _name, _type, content = voted_on._download("xlsx")
        ballots = load_workbook(io.BytesIO(content))["Ballots"]
        self.assertEqual(ballots.max_row, 1)
        self.assertFalse(any(line.score for line in voted_on.line_ids))

    def test_nothing_is_downloaded_before_publication(self):
        voted_on = self._open()
        with self.assertRaises(UserError):
            voted_on._download("pb")
