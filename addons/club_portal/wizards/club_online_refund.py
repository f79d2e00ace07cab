from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubOnlineRefund(models.TransientModel):
    """Give money of an online payment back, the way it came."""

    _name = "club.online.refund"
    _description = "Refund of an Online Payment"

    deposit_id = fields.Many2one(
        "club.deposit",
        required=True,
        ondelete="cascade",
        default=lambda s: s.env.context.get("active_id"),
    )
    currency_id = fields.Many2one(related="deposit_id.currency_id")
    available = fields.Monetary(
        string="Can be given back", compute="_compute_available"
    )
    amount = fields.Monetary(
        string="Give back",
        required=True,
        compute="_compute_amount",
        store=True,
        readonly=False,
        precompute=True,
    )
    is_asked = fields.Boolean(string="Asked", readonly=True)

    @api.depends("deposit_id")
    def _compute_available(self):
        self.deposit_id.check_access("write")
        for wizard in self:
            wizard.available = wizard.deposit_id.refundable

    @api.depends("deposit_id")
    def _compute_amount(self):
        for wizard in self:
            wizard.amount = wizard.available

    def action_refund(self):
        """Ask the provider; what it confirms at once is booked at once.

        :raises UserError: more than is left, or the provider refuses
        """
        self.ensure_one()
        self.deposit_id.check_access("write")
        # sudo: the treasurer decides; only the provider's settings are a secret.
        payment = self.deposit_id.sudo().transaction_id
        # Of two at once, the second begins again and sees what the first has done.
        payment._club_lock()
        if self.is_asked:
            return {"type": "ir.actions.act_window_close"}
        self.is_asked = True
        if not 0 < self.amount <= self.available:
            raise UserError(
                self.env._(
                    "Between nothing and %s can be given back of this payment.",
                    self.currency_id.format(self.available),
                )
            )
        support = payment.provider_id.support_refund
        if support == "none" or (
            support == "full_only" and self.amount != self.available
        ):
            raise UserError(
                self.env._(
                    "%s gives this back in no such way: refund it by transfer.",
                    payment.provider_id.name,
                )
            )
        refund = payment._refund(self.amount)
        if refund.state == "error":
            raise UserError(refund.state_message)
        if refund.state == "done":
            refund._post_process()
        return {"type": "ir.actions.act_window_close"}
