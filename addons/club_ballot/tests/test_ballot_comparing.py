from odoo import Command
from odoo.tests import tagged

from .common import TODAY, BallotCommon, freeze_time

COSTS = {"bikes": 50, "cars": 50, "trains": 40}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotComparing(BallotCommon):
    """What stands behind a list: other rules, and who pays, of enough voters."""

    def setUp(self):
        super().setUp()
        for number in range(7, 13):
            membership = self._team_member(f"Firm {number}", self.rennes)
            person = self._person(f"Delegate {number}")
            self._join(membership, person, "voter")
            self.members.append(membership)
            self.people.append(person)
        self.addCleanup(self.members.__delitem__, slice(6, None))
        self.addCleanup(self.people.__delitem__, slice(6, None))

    def _counted(self, ballots, **vals):
        costs = [
            Command.create({"code": code, "name": code, "cost": cost})
            for code, cost in COSTS.items()
        ]
        vals = {"method": "equal_shares", "budget": 100, "option_ids": costs, **vals}
        box = self._box(**vals)
        for number, ballot in enumerate(ballots, 1):
            self._vote(box, number, ballot)
        self._close(box)
        return box

    def _heavy(self, count):
        heavy = self.type_seats.copy({"name": "Heavy", "vote_count": 3})
        for membership in self.members[:count]:
            membership.sudo().type_id = heavy
            membership.period_ids.sudo().type_id = heavy

    def test_same_ballots_are_counted_by_three_rules(self):
        box = self._counted([["bikes", "cars"]] * 7 + [["trains"]] * 5)
        told = {each["rule"]: each for each in box._compare()}
        self.assertEqual(set(told), {"greedy", "borda", "equalshares"})
        self.assertEqual(set(told["greedy"]["winners"]), {"bikes", "cars"})
        self.assertEqual(
            (told["greedy"]["spent"], told["greedy"]["nothing"]), (100, 0.4167)
        )
        self.assertEqual(told["equalshares"]["winners"], box.result["winners"])
        self.assertEqual(told["equalshares"]["nothing_heads"], 0)

    def test_round_without_costs_is_compared_by_places(self):
        box = self._counted(
            [{"bikes": 60, "cars": 40}] * 7 + [{"trains": 100}] * 5,
            method="cumulative",
            winner_count=2,
        )
        told = {each["rule"]: each for each in box._compare()}
        self.assertIn("trains", told["equalshares"]["winners"])
        self.assertEqual(told["greedy"]["spent"], 2)
        self.assertEqual(box._paid(), [])

    def test_who_paid_what_is_told_of_enough_payers_together(self):
        self._heavy(6)
        box = self._counted(
            [["bikes"]] * 5 + [["trains"]] + [["bikes"]] * 2 + [["trains"]] * 4
        )
        told = {each["option"]: each for each in box._paid()}
        self.assertEqual(told["bikes"]["supporters"], 7)
        self.assertTrue(told["bikes"]["least"] <= told["bikes"]["most"])
        # Two light ones paid besides five heavy ones: neither is told.
        self.assertEqual(told["bikes"]["groups"], [])
        self.assertEqual(
            (told["trains"]["supporters"], told["trains"]["groups"]), (5, [])
        )

    def test_classes_of_enough_payers_are_told(self):
        self._heavy(6)
        box = self._counted([["bikes", "trains"]] * 12)
        [bikes] = [each for each in box._paid() if each["option"] == "bikes"]
        self.assertEqual(
            {each["weight"]: each["share"] for each in bikes["groups"]},
            {3: 0.75, 1: 0.25},
        )

    def test_option_of_few_supporters_shows_no_payment(self):
        box = self._counted([["bikes"]] * 8 + [["trains"]] * 4)
        [trains] = [each for each in box._paid() if each["option"] == "trains"]
        self.assertEqual(
            (trains["supporters"], trains["least"], trains["most"], trains["groups"]),
            (None, None, None, []),
        )

    def test_few_ballots_are_neither_compared_nor_split_up(self):
        box = self._counted([["bikes"]] * 4)
        self.assertEqual((box._compare(), box._paid()), ([], []))

    def test_methods_without_points_are_not_compared(self):
        box = self._counted([["bikes", "cars"]] * 6, method="borda")
        self.assertEqual(box._compare(), [])

    def test_open_box_is_not_compared(self):
        box = self._box()
        for ask in (box._compare, box._paid):
            with self._refused("while the box is"):
                ask()
