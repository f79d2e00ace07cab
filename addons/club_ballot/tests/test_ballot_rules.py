from odoo import Command
from odoo.tests import tagged

from .common import TODAY, BallotCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotRules(BallotCommon):
    """Rules that fit the vote they are set for, or keep the box shut."""

    def _shares(self, budget, costs, **vals):
        options = [
            Command.create({"code": f"p{cost}", "name": "P", "cost": cost})
            for cost in costs
        ]
        return self._draft(
            method="equal_shares", budget=budget, option_ids=options, **vals
        )

    def test_step_of_the_purses_fits_the_budget_and_the_roll(self):
        for budget, costs, step in (
            (100, [40, 60], 0.1),  # 16.7 each
            (90_000, [40_000, 60_000], 100),  # 15,000 each
            (1, [1, 2], 0.001),
        ):
            with self.subTest(budget=budget):
                box = self._shares(budget, costs)
                box.action_open()
                self.assertEqual(box.step, step)

    def test_declared_step_is_kept_and_published(self):
        box = self._shares(90_000, [40_000, 60_000], step=250)
        box.action_open()
        for number in range(1, 6):
            self._vote(box, number, ["p40000"])
        self._close(box)
        self.assertIn("club_step;250\n", box._export())

    def test_step_that_would_never_end_is_refused(self):
        box = self._shares(90_000, [40_000, 60_000], step=1)
        with self._refused("at least 3"):
            box.action_open()

    def test_step_that_would_pass_the_budget_at_once_is_refused(self):
        box = self._shares(90, [40, 60], step=16)
        with self._refused("at most 15"):
            box.action_open()

    def test_rule_left_from_another_method_keeps_no_box_shut(self):
        box = self._draft(method="majority", min_spread=4, option_ids=False)
        box.action_open()
        self.assertEqual(box.state, "open")
        other = self._draft(method="rating", min_spread=4)
        other.action_open()

    def test_ranking_that_nobody_could_fill_in_keeps_the_box_shut(self):
        # Points say nothing about rankings: three options can be ranked.
        box = self._draft(method="borda", points=2, min_spread=4)
        with self._refused("only 3"):
            box.action_open()
        box.min_spread = 3
        box.action_open()

    def test_points_that_cannot_be_spread_keep_the_box_shut(self):
        box = self._draft(method="cumulative", points=2, min_spread=3)
        with self._refused("could not spread"):
            box.action_open()

    def test_ranking_by_nobody_chooses_nothing(self):
        for method in ("borda", "schulze"):
            box = self._box(method=method)
            for number in range(1, 6):
                self._vote(box, number, [])
            self._close(box)
            self.assertEqual(box.result["winners"], [], method)
