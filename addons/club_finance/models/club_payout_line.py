from odoo import api, fields, models


class ClubPayoutLine(models.Model):
    """One payment of a payout, as the provider tells it."""

    _name = "club.payout.line"
    _description = "Payment of a Payout"
    _order = "sequence, id"
    _rec_name = "reference"
    _check_company_auto = True

    payout_id = fields.Many2one(
        "club.payout", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="payout_id.company_id", store=True)
    section_id = fields.Many2one(related="payout_id.section_id", store=True, index=True)
    currency_id = fields.Many2one(related="payout_id.currency_id")
    sequence = fields.Integer(default=10)
    reference = fields.Char(help="What the provider calls it.")
    deposit_id = fields.Many2one(
        "club.deposit",
        string="Payment",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('state', '=', 'posted'), ('method', '=', 'card')]",
    )
    gross = fields.Monetary(string="Paid", required=True)
    fee = fields.Monetary(string="Fees")
    net = fields.Monetary(string="Reaches the bank", compute="_compute_net")

    # A payment reaches the bank once.
    _deposit_uniq = models.UniqueIndex(
        "(deposit_id, (gross > 0)) WHERE deposit_id IS NOT NULL",
        "This payment is in another payout already.",
    )

    @api.depends("gross", "fee")
    def _compute_net(self):
        for line in self:
            line.net = line.gross - line.fee

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.payout_id._check_draft()
        lines._check_deposits()
        return lines

    def write(self, vals):
        self.payout_id._check_draft()
        result = super().write(vals)
        if vals.keys() & {"payout_id", "deposit_id"}:
            # Both payouts of a line that moved, and nothing that is out of sight.
            self.payout_id._check_draft()
            self.check_access("write")
            self._check_deposits()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_credited(self):
        self.payout_id._check_draft()

    def _check_deposits(self):
        """Nobody puts a payment in a payout that they may not see."""
        self.deposit_id.check_access("read")
