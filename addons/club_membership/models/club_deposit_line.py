from odoo import fields, models


class ClubDepositLine(models.Model):
    """One cheque or payment: whose, how much, for which dues, how much is a gift."""

    _name = "club.deposit.line"
    _description = "Payment of a Deposit"
    _order = "sequence, id"
    _check_company_auto = True

    deposit_id = fields.Many2one(
        "club.deposit", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(related="deposit_id.company_id", store=True)
    currency_id = fields.Many2one(related="deposit_id.currency_id")
    payer_id = fields.Many2one(
        "res.partner", required=True, index=True, ondelete="restrict"
    )
    number = fields.Char(string="Cheque no.")
    drawer = fields.Char(help="Name on the cheque, when it is not the payer's.")
    bank_name = fields.Char(string="Bank")
    amount = fields.Monetary(required=True)
    due_ids = fields.Many2many(
        "club.due", string="Pays", check_company=True,
        help="Empty: the payer's open dues, oldest first.",
    )
    gift_amount = fields.Monetary(string="Of which gift")
    move_line_ids = fields.One2many(
        "account.move.line", "club_deposit_line_id", string="Ledger lines"
    )
    bounced_on = fields.Date(readonly=True, copy=False)
    bounce_reason = fields.Char(readonly=True, copy=False)

    _amounts_valid = models.Constraint(
        "CHECK (amount > 0 AND gift_amount >= 0 AND gift_amount <= amount)",
        "A payment is above zero, and its gift part is at most the whole.",
    )
