from odoo import Command
from odoo.tests import tagged

from .common import TODAY, BallotCommon, freeze_time

COSTS = {"bikes": 40, "cars": 70, "trains": 60}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotThin(BallotCommon):
    """Groups that are large on the roll, and of which few vote."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        heavy = cls.type_seats.copy({"name": "Heavy", "vote_count": 3})
        for number in range(7, 13):
            membership = cls._team_member(f"Firm {number}", cls.rennes, heavy)
            person = cls._person(f"Delegate {number}")
            cls._join(membership, person, "voter")
            cls.members.append(membership)
            cls.people.append(person)

    def _counted(self, numbers, ballot=("cars",), **vals):
        """Firms 1 to 6 carry one vote, 7 to 12 three."""
        box = self._box(**vals)
        for number in numbers:
            self._vote(box, number, list(ballot))
        self._close(box)
        return box

    def test_totals_in_which_few_heavy_votes_stand_are_not_told(self):
        box = self._counted([1, 2, 3, 4, 5, 7])
        self.assertEqual(box.result["winners"], ["cars"])
        self.assertFalse(box.result["scores"] or box.result["verdicts"])
        self.assertFalse(box._explain() or box._compare())
        self.assertFalse(box.file_hash)
        self.assertIn("Only what was chosen is told", box.result_text)

    def test_totals_of_enough_of_each_weight_are_told(self):
        box = self._counted([1, 2, 3, 4, 5, 7, 8, 9, 10, 11])
        self.assertEqual(box.result["scores"]["cars"], "20")
        self.assertTrue(box._compare() and box.file_hash)

    def test_totals_are_told_where_that_was_accepted_and_said(self):
        box = self._box(accepts_small_classes=True)
        parts = {part["key"]: part["sentences"] for part in box._secrecy()}
        self.assertIn("even where few ballots", " ".join(parts["visible"]))
        for number in (1, 2, 3, 4, 5, 7):
            self._vote(box, number, ["cars"])
        self._close(box)
        self.assertEqual(box.result["scores"]["cars"], "8")
        self.assertTrue(all(each["nothing"] is None for each in box._compare()))

    def test_page_of_secrecy_says_what_few_votes_of_a_weight_become(self):
        parts = {part["key"]: part["sentences"] for part in self._box()._secrecy()}
        said = " ".join(parts["visible"])
        self.assertIn("fewer than 5 ballots with the same number of votes", said)
        self.assertNotIn("even where few ballots", said)

    def test_page_of_secrecy_says_who_could_be_recognised_in_the_database(self):
        for vals, is_said in (({}, True), ({"weighting": "one"}, False)):
            parts = {p["key"]: p["sentences"] for p in self._box(**vals)._secrecy()}
            said = "keeps its number of votes" in " ".join(parts["after"])
            self.assertEqual(said, is_said)

    def test_bare_result_tells_nothing_of_purses(self):
        costs = [
            Command.create({"code": code, "name": code, "cost": cost})
            for code, cost in COSTS.items()
        ]
        vals = {"method": "equal_shares", "budget": 100, "option_ids": costs}
        for numbers in ([1, 2, 3, 4], [1, 2, 3, 4, 5, 7]):
            box = self._counted(numbers, **vals)
            self.assertLessEqual(
                set(box.result), {"rule", "winners", "scores", "verdicts", "is_bare"}
            )

    def test_category_is_told_only_if_each_weight_in_it_is_common(self):
        mixed = self.env["club.membership.type"]
        for membership in self.members[:6]:
            mixed = membership.sudo().type_id
        big = mixed.copy({"name": "Big"})
        for membership in self.members:
            membership.sudo().type_id = big
        box = self._box(roll_kind="category", accepts_small_classes=True)
        self.assertEqual(set(box.roll_ids.mapped("category")), {"Big"})
        for number in (1, 2, 3, 4, 5, 7):
            self._vote(box, number, ["cars"])
        self._close(box)
        self.assertIsNone(box._breakdown()[0]["totals"])
