import hashlib
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, BallotCommon, freeze_time

RECOUNT = Path(__file__).parents[1] / "static" / "recount.py"
COSTS = {"bikes": 40, "cars": 70, "trains": 60}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotCounting(BallotCommon):
    """A closed box is counted by its rules; figures too small are shown to nobody."""

    def _counted(self, contents, **vals):
        box = self._box(**vals)
        for number, content in enumerate(contents, 1):
            self._vote(box, number, content)
        self._close(box)
        return box

    def test_each_method_finds_its_winners(self):
        ranked = [["cars", "bikes", "trains"]] * 3 + [["bikes", "trains", "cars"]] * 3
        costs = [
            Command.create({"code": code, "name": code, "cost": cost})
            for code, cost in COSTS.items()
        ]
        for method, contents, vals, winners in (
            ("approval", [["cars"]] * 4 + [["bikes", "cars"]], {}, ["cars"]),
            ("cumulative", [{"cars": 30}] * 4 + [{"bikes": 100}] * 2, {}, ["bikes"]),
            ("quadratic", [{"cars": 3}] * 4 + [{"bikes": 7}], {}, ["cars"]),
            ("borda", ranked, {"winner_count": 2}, ["bikes", "cars"]),
            ("schulze", [*ranked[:4], *ranked[:1]], {}, ["cars"]),
            ("majority", ["yes"] * 3 + ["no"] * 2 + ["abstain"], {}, ["yes"]),
            (
                "equal_shares",
                [["bikes"]] * 3 + [["trains"]] * 3,
                {"budget": 100, "option_ids": costs},
                ["bikes", "trains"],
            ),
        ):
            with self.subTest(method=method):
                box = self._counted(contents, method=method, **vals)
                self.assertEqual(box.result["winners"], winners)
                self.assertTrue(all(line["sentence"] for line in box._explain()))

    def test_published_file_is_counted_again_by_the_one_file_program(self):
        for method, ballots in (
            ("approval", [["cars"]] * 4 + [["bikes", "cars"], []]),
            ("cumulative", [{"cars": 30, "trains": 70}] * 4 + [{"bikes": 100}]),
            ("majority", ["yes"] * 3 + ["no"] * 2 + ["abstain"]),
            ("schulze", [["cars", "bikes"]] * 3 + [["trains", "cars"]] * 3),
        ):
            with self.subTest(method=method), TemporaryDirectory() as folder:
                box = self._counted(ballots, method=method)
                file = Path(folder) / "vote.pb"
                file.write_text(box._export(), encoding="utf-8")
                done = subprocess.run(
                    [sys.executable, "-I", RECOUNT, file],
                    capture_output=True,
                    text=True,
                    check=True,
                )
                self.assertEqual(done.stdout.split(), box.result["winners"])
                found = hashlib.sha256(file.read_bytes()).hexdigest()
                self.assertEqual(found, box.file_hash)

    def test_quorum_is_taken_of_the_roll(self):
        box = self._counted(["yes"] * 5, method="majority", quorum=90)
        self.assertEqual(
            (box.result["state"], box.result["winners"]), ("no_quorum", [])
        )
        self.assertIn("No quorum: 5 votes", box._explain()[0]["sentence"])
        reached = self._counted(["yes"] * 5, method="majority", quorum=80)
        self.assertEqual(reached.result["state"], "adopted")

    def test_two_thirds_are_enough_and_half_is_not(self):
        votes = ["yes"] * 4 + ["no"] * 2
        box = self._counted(votes, method="majority", share="2/3")
        self.assertEqual(box.result["state"], "adopted")
        half = self._counted(["yes"] * 3 + ["no"] * 3, method="majority")
        self.assertEqual(half.result["state"], "rejected")

    def test_weights_count(self):
        heavy = self.type_seats.copy({"name": "Heavy", "vote_count": 9})
        self.members[0].sudo().type_id = heavy
        self.members[0].period_ids.sudo().type_id = heavy
        box = self._counted([["cars"]] + [["bikes"]] * 5, accepts_small_classes=True)
        self.assertEqual(box.result["winners"], ["cars"])

    def test_counting_again_gives_the_same(self):
        box = self._counted([["cars"], ["bikes"], ["trains"], ["cars", "bikes"], []])
        before = box.result, box.file_hash
        box.action_count()
        self.assertEqual((box.result, box.file_hash), before)
        self.assertTrue(box.file_hash)

    def test_open_box_is_not_counted(self):
        box = self._box()
        for action in (box.action_count, box._breakdown, box._ballots, box._export):
            with self._refused("while the box is"):
                action()

    def test_published_ballots_come_with_their_receipts(self):
        box = self._box()
        mine = self._vote(box, 1, ["cars"])
        for number in range(2, 6):
            self._vote(box, number, ["bikes"])
        self._close(box)
        box.action_publish()
        self.assertEqual(box.state, "published")
        ballots = box._ballots()
        self.assertEqual(len(ballots), 5)
        self.assertEqual(
            [each["receipt"] for each in ballots],
            sorted(each["receipt"] for each in ballots),
        )
        [found] = [each for each in ballots if each["receipt"] == mine]
        self.assertEqual(found["content"], {"marks": {"cars": 1}})

    def test_ballots_of_a_rare_weight_keep_all_from_being_listed(self):
        heavy = self.type_seats.copy({"name": "Heavy", "vote_count": 9})
        self.members[0].sudo().type_id = heavy
        self.members[0].period_ids.sudo().type_id = heavy
        box = self._counted([["cars"]] * 6, accepts_small_classes=True)
        for show in (box._ballots, box._export):
            with self._refused("not shown one by one"):
                show()
        # Where the heavy one has not voted, nobody stands out.
        other = self._box(accepts_small_classes=True)
        for number in range(2, 7):
            self._vote(other, number, ["cars"])
        self._close(other)
        self.assertEqual(len(other._ballots()), 5)

    def test_few_ballots_tell_the_winner_and_no_figure(self):
        box = self._counted([["cars"]] * 4)
        self.assertEqual(box.result["winners"], ["cars"])
        self.assertFalse(box.result["scores"] or box.result["verdicts"])
        self.assertFalse(box._explain())
        with self.assertRaises(UserError):
            box._ballots()

    def _categories(self, sizes):
        """Give the firms types of these sizes; more firms where needed."""
        for number in range(7, sum(sizes.values()) + 1):
            membership = self._team_member(f"Firm {number}", self.rennes)
            person = self._person(f"Delegate {number}")
            self._join(membership, person, "voter")
            self.members.append(membership)
            self.people.append(person)
        firms = iter(self.members)
        for name, count in sizes.items():
            kind = self.type_seats.copy({"name": name})
            for _number in range(count):
                membership = next(firms)
                membership.sudo().type_id = kind
                membership.period_ids.sudo().type_id = kind

    def test_category_with_few_ballots_is_not_found_by_subtraction(self):
        self._categories({"Big": 7, "Mid": 5, "Odd": 5})
        box = self._box(roll_kind="category")
        for number in range(1, 15):  # of Odd, two vote
            self._vote(box, number, ["cars"])
        self._close(box)
        told = {each["category"]: each for each in box._breakdown()}
        self.assertEqual(told["Big"]["totals"], {"cars": 7})
        # Alone, Odd would be the total less the two others.
        self.assertIsNone(told["Mid"]["totals"])
        self.assertIsNone(told["Odd"]["totals"])
        # Who has voted is no secret.
        self.assertEqual((told["Odd"]["voted"], told["Odd"]["on_roll"]), (2, 5))
