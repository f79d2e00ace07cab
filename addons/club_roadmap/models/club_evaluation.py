from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# Under this number of answers no figure is made, whatever the box says.
LEAST = 5
# What users were told when the box was opened; the rest of it is the box's own.
FROZEN = {"box_id", "product_id", "year", "module_ids", "criterion_ids"}
# An evaluation is a box of this kind, and no other.
KIND = {
    "method": "rating",
    "roll_kind": "user",
    "weighting": "one",
    "is_replaceable": False,
}


class ClubEvaluation(models.Model):
    """Users give marks to a product, each for themselves and unlinkably.

    It *is* a sealed box (name, dates, roll, state, secrecy are the box's) and knows
    besides what the marks are about, and which former evaluation they are compared
    with.
    """

    _name = "club.evaluation"
    _description = "Evaluation of a Product"
    _inherits = {"club.ballot.box": "box_id"}
    _order = "year desc, id desc"
    _check_company_auto = True

    box_id = fields.Many2one(
        "club.ballot.box", string="Ballot box", required=True, ondelete="cascade"
    )
    product_id = fields.Many2one(
        "club.product",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    year = fields.Integer(
        required=True, default=lambda s: fields.Date.context_today(s).year
    )
    module_ids = fields.Many2many(
        "club.product.module",
        string="Modules",
        domain="[('product_id', '=', product_id)]",
        compute="_compute_module_ids",
        store=True,
        readonly=False,
        help="A question each. The modules of the product, without those you remove.",
    )
    criterion_ids = fields.Many2many(
        "club.evaluation.criterion",
        string="Criteria",
        compute="_compute_criterion_ids",
        store=True,
        readonly=False,
        domain="[('company_id', 'in', (company_id, False))]",
        help="Asked after the modules.",
    )
    former_id = fields.Many2one(
        "club.evaluation",
        string="Compared with",
        compute="_compute_former_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="set null",
        domain="[('product_id', '=', product_id), ('state', '=', 'published'),"
        " ('id', '!=', id)]",
    )
    question_ids = fields.One2many(
        "club.evaluation.question", "evaluation_id", string="Questions", readonly=True
    )
    question_count = fields.Integer(compute="_compute_question_count")
    response_rate = fields.Float(
        string="Response rate (%)", compute="_compute_response_rate", digits=(5, 1)
    )

    _box_uniq = models.UniqueIndex("(box_id)", "A box is of one evaluation.")
    _year_plausible = models.Constraint(
        "CHECK (year BETWEEN 1990 AND 2200)", "Give the year with four digits."
    )

    @api.depends("product_id")
    def _compute_module_ids(self):
        for evaluation in self:
            evaluation.module_ids = evaluation.product_id.module_ids

    @api.depends("company_id")
    def _compute_criterion_ids(self):
        criteria = self.env["club.evaluation.criterion"]
        for evaluation in self:
            company = evaluation.company_id or self.env.company
            evaluation.criterion_ids = criteria.search(
                [("company_id", "in", (company.id, False))]
            )

    @api.depends("product_id", "year")
    def _compute_former_id(self):
        for evaluation in self:
            former = Domain("state", "=", "published") & Domain(
                "product_id", "=", evaluation.product_id.id
            )
            evaluation.former_id = self.search(
                former & Domain("year", "<", evaluation.year), limit=1
            )

    @api.depends("question_ids", "module_ids", "criterion_ids")
    def _compute_question_count(self):
        for evaluation in self:
            evaluation.question_count = len(evaluation.question_ids) or (
                len(evaluation.module_ids) + len(evaluation.criterion_ids)
            )

    @api.depends("voted_count", "roll_count")
    def _compute_response_rate(self):
        for evaluation in self:
            on_roll = evaluation.roll_count
            evaluation.response_rate = (
                100 * evaluation.voted_count / on_roll if on_roll else 0
            )

    @api.model_create_multi
    def create(self, vals_list):
        # The box first: left to Odoo, the defaults of what only its buttons write
        # would come along, and be refused.
        of_box = {name for name, field in self._fields.items() if field.inherited}
        boxes = self.env["club.ballot.box"].create(
            [
                {name: value for name, value in vals.items() if name in of_box} | KIND
                for vals in vals_list
            ]
        )
        return super().create(
            [
                {name: value for name, value in vals.items() if name not in of_box}
                | {"box_id": box.id}
                for vals, box in zip(vals_list, boxes, strict=True)
            ]
        )

    def write(self, vals):
        begun = self.filtered(lambda evaluation: evaluation.state != "draft")
        if begun and FROZEN & set(vals):
            raise UserError(
                self.env._(
                    "%s is no draft any more: what users were asked stays. Cancel it "
                    "and prepare another one.",
                    begun[0].name,
                )
            )
        return super().write(vals)

    def unlink(self):
        boxes = self.box_id
        result = super().unlink()
        boxes.unlink()  # refuses what has been opened
        return result

    def action_view_roll(self):
        """Show who is asked, and who has answered."""
        self.ensure_one()
        return self.box_id.action_view_roll()

    def action_next(self):
        """Prepare the next one, asked and compared like this one."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.evaluation",
            "view_mode": "form",
            "context": {
                "default_name": self.env._(
                    "%(product)s %(year)s",
                    product=self.product_id.name,
                    year=self.year + 1,
                ),
                "default_product_id": self.product_id.id,
                "default_year": self.year + 1,
                "default_criterion_ids": self.criterion_ids.ids,
            },
        }
