from odoo import fields, models


class ClubEvaluationCriterion(models.Model):
    """What users judge besides the modules: the hot line, the documentation…"""

    _name = "club.evaluation.criterion"
    _description = "Criterion of an Evaluation"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: for all associations."
    )
