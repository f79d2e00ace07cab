from fractions import Fraction
from math import floor

from odoo import fields, models
from odoo.addons.club_ballot.tally.figures import wilson_lower

from ..satisfaction.change import Share, change
from .club_evaluation import LEAST


class ClubEvaluation(models.Model):
    """Publishing: the figures of each question are kept, for years to compare."""

    _inherit = "club.evaluation"

    figure_ids = fields.One2many(
        "club.evaluation.figure", "evaluation_id", string="Figures", readonly=True
    )

    def action_publish(self):
        """Count, keep the figures and show them to the members."""
        self.ensure_one()
        self.check_access("write")
        self.box_id.action_publish()

    def _write_figures(self):
        """Keep the figures of the questions that enough users answered."""
        # sudo: figures are written at publication only, never by hand.
        for evaluation in self.sudo():
            evaluation.figure_ids.unlink()
            questions = evaluation.question_ids.grouped("code")
            self.env["club.evaluation.figure"].sudo().create(
                [
                    {
                        "question_id": questions[verdict["option"]].id,
                        **self._prepare_figure(verdict["figures"]),
                    }
                    for verdict in evaluation.result["verdicts"]
                    if Fraction(verdict["figures"].get("marks", 0)) >= LEAST
                ]
            )

    def _prepare_figure(self, figures):
        """Values of a figure.

        :param figures: of the tally (``rating``), fractions as text
        """
        count = int(figures["marks"])
        happy = int(figures["mark_4"]) + int(figures["mark_5"])
        return {
            "count": count,
            "satisfied_count": happy,
            "mean": float(Fraction(figures["mean"])),
            "satisfied": 100 * happy / count,
            # Rounded down: "at least" is never said of more than was found.
            "wilson": floor(1000 * wilson_lower(happy, count)) / 10,
        }

    def _figures(self):
        """The figures of these evaluations, none before they are published."""
        published = self.filtered(lambda evaluation: evaluation.state == "published")
        return published.figure_ids


class ClubEvaluationFigure(models.Model):
    """Comparing a figure with the one of the former evaluation."""

    _inherit = "club.evaluation.figure"

    def _former(self):
        """The figure of the same question in the evaluation compared with, or none."""
        code = self.question_id.code
        return self.evaluation_id.former_id._figures().filtered(
            lambda figure: figure.question_id.code == code
        )

    def _share(self):
        """The satisfied share between the ends of Wilson's interval."""
        happy, count = self.satisfied_count, self.count
        return Share(
            happy / count,
            wilson_lower(happy, count),
            1 - wilson_lower(count - happy, count),
        )

    def _change_values(self):
        """How the satisfied share moved since the former evaluation.

        :return: ``{word, points, former, sentence}``; empty where nothing is compared.
            ``word``: ``better``, ``worse`` or ``noise``; ``points``: percentage points
        """
        self.ensure_one()
        former = self._former()
        if not former:
            return {}
        moved = change(self._share(), former._share())
        points = round(100 * moved.value)
        return {
            "word": moved.word,
            "points": points,
            "former": round(former.satisfied),
            "sentence": self._say_change(moved.word, points),
        }

    def _say_change(self, word, points):
        if word == "noise":
            return self.env._(
                "No change that can be told from chance (%(points)+d points)",
                points=points,
            )
        if word == "better":
            return self.env._("Better by %s points", points)
        return self.env._("Worse by %s points", -points)
