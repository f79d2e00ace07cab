from odoo import fields, models


class ClubDebitItem(models.Model):
    """One debt that a debit takes: a receivable line, whole or what was open of it."""

    _name = "club.debit.item"
    _description = "Debt in a Direct Debit"
    _order = "id"

    line_id = fields.Many2one(
        "club.debit.line", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="line_id.company_id", store=True)
    section_id = fields.Many2one(related="line_id.section_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    move_line_id = fields.Many2one(
        "account.move.line", string="Debt", required=True, ondelete="restrict"
    )
    amount = fields.Monetary(required=True)
    live = fields.Boolean(
        default=True, readonly=True, help="The debit is still to come."
    )

    # Two debits never ask the bank for the same debt, whoever prepares them.
    _live_uniq = models.UniqueIndex(
        "(move_line_id) WHERE live", "This debt is in another direct debit already."
    )
    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "What is debited is above zero."
    )
