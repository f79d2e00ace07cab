from odoo import fields, models


class ClubEvaluationQuestion(models.Model):
    """A question as it was asked: written at the opening, in all languages, and
    changed by nobody afterwards."""

    _name = "club.evaluation.question"
    _description = "Question of an Evaluation"
    _log_access = False
    _order = "evaluation_id, sequence, id"

    evaluation_id = fields.Many2one(
        "club.evaluation", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="evaluation_id.company_id", store=True)
    sequence = fields.Integer(required=True)
    code = fields.Char(required=True, help="Names it in the box, year after year.")
    name = fields.Char(required=True, translate=True)
    module_id = fields.Many2one(
        "club.product.module", index="btree_not_null", ondelete="restrict"
    )
    criterion_id = fields.Many2one(
        "club.evaluation.criterion", index="btree_not_null", ondelete="restrict"
    )
    figure_ids = fields.One2many("club.evaluation.figure", "question_id")

    _code_uniq = models.UniqueIndex(
        "(evaluation_id, code)", "A question is asked once."
    )
