from odoo import api, fields, models


class ClubEvaluationFigure(models.Model):
    """What the answers to one question say, written when an evaluation is published.

    A question that fewer users answered than may be shown has none.
    """

    _name = "club.evaluation.figure"
    _description = "Figure of an Evaluation"
    _log_access = False
    _order = "evaluation_id, sequence, id"
    _rec_name = "name"

    question_id = fields.Many2one(
        "club.evaluation.question", required=True, index=True, ondelete="cascade"
    )
    evaluation_id = fields.Many2one(
        related="question_id.evaluation_id", store=True, index=True
    )
    company_id = fields.Many2one(related="evaluation_id.company_id", store=True)
    product_id = fields.Many2one(related="evaluation_id.product_id", store=True)
    year = fields.Integer(related="evaluation_id.year", store=True, aggregator=None)
    sequence = fields.Integer(related="question_id.sequence", store=True)
    name = fields.Char(related="question_id.name", string="About")
    subject = fields.Char(
        compute="_compute_subject",
        store=True,
        help="The module or the criterion, as the evaluation named it.",
    )
    module_id = fields.Many2one(related="question_id.module_id", store=True)
    criterion_id = fields.Many2one(related="question_id.criterion_id", store=True)
    count = fields.Integer(string="Answers", required=True, readonly=True)
    satisfied_count = fields.Integer(
        string="Satisfied", required=True, readonly=True, help="Marks of 4 and 5."
    )
    mean = fields.Float(readonly=True, digits=(3, 2), aggregator="avg")
    satisfied = fields.Float(
        string="Satisfied (%)", readonly=True, digits=(4, 1), aggregator="avg"
    )
    wilson = fields.Float(
        string="At least satisfied (%)",
        readonly=True,
        digits=(4, 1),
        aggregator="avg",
        help="Of all users, with 95 % confidence: the lower end of Wilson's interval.",
    )
    change = fields.Char(compute="_compute_change", string="Since the former one")

    _question_uniq = models.UniqueIndex("(question_id)", "A question has one figure.")

    @api.depends("question_id")
    def _compute_subject(self):
        for figure in self:
            lang = figure.evaluation_id.box_id._names_lang()
            figure.subject = figure.question_id.with_context(lang=lang).name

    def _compute_change(self):
        for figure in self:
            figure.change = figure._change_values().get("sentence", "")
