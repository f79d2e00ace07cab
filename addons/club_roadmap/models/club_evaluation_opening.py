from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from .club_evaluation import KIND, LEAST


class ClubEvaluation(models.Model):
    """Opening: the questions are written down and become the options of the box."""

    _inherit = "club.evaluation"

    def action_open(self):
        """Freeze the questions and the roll, open the box and invite the users.

        :raises UserError: nothing is asked, or the box refuses
        """
        self.ensure_one()
        self.check_access("write")
        self._expect_draft()
        # sudo: questions are written by the opening only, never by hand.
        plain = self.sudo()
        plain._write_questions()
        plain.box_id.write(
            {
                **KIND,
                "breakdown_min": max(self.breakdown_min, LEAST),
                "option_ids": plain._option_commands(),
            }
        )
        plain.box_id._open()
        plain._trigger_notices()

    def _expect_draft(self):
        if self.state != "draft":
            raise UserError(self.env._("%s has been opened already.", self.name))
        if not self.module_ids and not self.criterion_ids:
            raise UserError(
                self.env._("%s asks nothing: choose modules or criteria.", self.name)
            )
        foreign = self.module_ids.product_id - self.product_id
        if foreign:
            raise UserError(
                self.env._(
                    "%(evaluation)s is about %(product)s: remove the modules of "
                    "%(other)s.",
                    evaluation=self.name,
                    product=self.product_id.name,
                    other=foreign[0].name,
                )
            )

    def _write_questions(self):
        self.question_ids.unlink()
        rows = []
        for subject in (*self.module_ids.sorted(), *self.criterion_ids.sorted()):
            kind = "module" if subject._name == "club.product.module" else "criterion"
            rows.append(
                {
                    "evaluation_id": self.id,
                    "sequence": len(rows) + 1,
                    "code": f"{kind}-{subject.id}",
                    "name": subject.name,
                    f"{kind}_id": subject.id,
                }
            )
        for question in self.env["club.evaluation.question"].create(rows):
            question._take_translations()

    def _option_commands(self):
        """The questions as options, named in the one language of the box."""
        lang = self.box_id._names_lang()
        return [
            Command.clear(),
            *(
                Command.create(
                    {
                        "code": question.code,
                        "name": question.name,
                        "sequence": question.sequence,
                    }
                )
                for question in self.question_ids.with_context(lang=lang)
            ),
        ]


class ClubEvaluationQuestion(models.Model):
    _inherit = "club.evaluation.question"

    def _take_translations(self):
        """Say it in each language as the module or the criterion says it today."""
        subject = self.module_id or self.criterion_id
        for code, _name in self.env["res.lang"].get_installed():
            self.with_context(lang=code).name = subject.with_context(lang=code).name
