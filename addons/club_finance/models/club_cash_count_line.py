from odoo import api, fields, models


class ClubCashCountLine(models.Model):
    """How many notes or coins of one value were found."""

    _name = "club.cash.count.line"
    _description = "Notes and Coins"
    _order = "value desc, id"
    _rec_name = "value"

    count_id = fields.Many2one(
        "club.cash.count", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="count_id.company_id", store=True)
    currency_id = fields.Many2one(related="count_id.currency_id")
    section_id = fields.Many2one(related="count_id.section_id", store=True, index=True)
    value = fields.Monetary(required=True)
    quantity = fields.Integer(string="How many")
    subtotal = fields.Monetary(compute="_compute_subtotal", store=True)

    _quantity_positive = models.Constraint(
        "CHECK (quantity >= 0 AND value > 0)",
        "One counts notes and coins from zero up.",
    )

    @api.depends("value", "quantity")
    def _compute_subtotal(self):
        for line in self:
            line.subtotal = line.value * line.quantity

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.count_id._check_draft()
        return lines

    def write(self, vals):
        self.count_id._check_draft()
        result = super().write(vals)
        if "count_id" in vals:
            # Both counts of a line that moved, and nothing that is out of sight.
            self.count_id._check_draft()
            self.check_access("write")
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_booked(self):
        self.count_id._check_draft()
