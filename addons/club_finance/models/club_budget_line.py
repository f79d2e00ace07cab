from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubBudgetLine(models.Model):
    """What a section plans under one heading, amounts above zero for both kinds."""

    _name = "club.budget.line"
    _description = "Budget Line"
    _order = "budget_id, kind desc, sequence, id"
    _rec_name = "heading_id"
    _check_company_auto = True

    budget_id = fields.Many2one(
        "club.budget", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="budget_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    section_id = fields.Many2one(related="budget_id.section_id", store=True, index=True)
    date_from = fields.Date(related="budget_id.date_from", store=True)
    year = fields.Char(related="budget_id.year", store=True)
    state = fields.Selection(related="budget_id.state", store=True, index=True)
    heading_id = fields.Many2one(
        "club.heading",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
    )
    kind = fields.Selection(related="heading_id.kind", store=True)
    sequence = fields.Integer(related="heading_id.sequence", store=True)
    estimate = fields.Monetary(
        string="This year, estimated",
        help="Where the year that runs will end: proposed from the books, yours to "
        "correct.",
    )
    asked = fields.Monetary(
        string="Next year", help="What is planned for the year of this budget."
    )
    comment = fields.Char(help="Why, in a few words.")
    # What was frozen, month by month: twelve amounts.
    months = fields.Json(readonly=True, copy=False)

    _heading_uniq = models.UniqueIndex(
        "(budget_id, heading_id)", "A heading stands once in a budget."
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self._refuse_own_fields(*vals_list)
            ids = [vals.get("budget_id") for vals in vals_list]
            self.env["club.budget"].browse(filter(None, ids))._check_editable()
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_own_fields(vals)
            self.budget_id._check_editable()
            if vals.get("budget_id", False) not in (False, *self.budget_id.ids):
                raise UserError(self.env._("A line stays in its budget."))
        return super().write(vals)

    def _refuse_own_fields(self, *vals_list):
        if any({"months"} & vals.keys() for vals in vals_list):
            raise UserError(self.env._("The months are written by freezing a budget."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_fixed(self):
        if not self.env.su:
            self.budget_id._check_editable()
