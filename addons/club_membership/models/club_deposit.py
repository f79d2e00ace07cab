from odoo import api, fields, models


class ClubDeposit(models.Model):
    """Money received: one bank entry for a slip of cheques, a list, or one payment."""

    _name = "club.deposit"
    _description = "Deposit"
    _inherit = ["mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(readonly=True, copy=False, default="/")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    section_id = fields.Many2one("club.section", index=True, check_company=True,
                                 ondelete="restrict")
    journal_id = fields.Many2one(
        "account.journal", string="Bank or cash journal", required=True,
        check_company=True, domain="[('type', 'in', ('bank', 'cash'))]",
        ondelete="restrict",
    )
    method = fields.Selection(
        [("cheque", "Cheques"), ("transfer", "Transfers"), ("cash", "Cash"),
         ("card", "Cards")],
        required=True, default="cheque",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    state = fields.Selection(
        [("draft", "Draft"), ("posted", "Posted"), ("cancelled", "Cancelled")],
        required=True, default="draft", readonly=True, copy=False, index=True,
    )
    line_ids = fields.One2many("club.deposit.line", "deposit_id", copy=False)
    line_count = fields.Integer(compute="_compute_total", store=True)
    total = fields.Monetary(compute="_compute_total", store=True)
    move_id = fields.Many2one("account.move", readonly=True, copy=False,
                              ondelete="restrict", index="btree_not_null")

    @api.depends("line_ids.amount")
    def _compute_total(self):
        for deposit in self:
            deposit.line_count = len(deposit.line_ids)
            deposit.total = sum(deposit.line_ids.mapped("amount"))
