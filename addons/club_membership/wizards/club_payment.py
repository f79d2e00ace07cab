from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools import choices_of


class ClubPayment(models.TransientModel):
    """Record one payment received: makes a deposit of one line and books it."""

    _name = "club.payment"
    _description = "Record a Payment"

    due_ids = fields.Many2many("club.due", string="Dues", required=True)
    company_id = fields.Many2one("res.company", compute="_compute_from_dues")
    currency_id = fields.Many2one(related="company_id.currency_id")
    payer_id = fields.Many2one(
        "res.partner",
        string="Received from",
        required=True,
        compute="_compute_payer_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    open_amount = fields.Monetary(string="Owed", compute="_compute_from_dues")
    amount = fields.Monetary(
        string="Received",
        compute="_compute_amount",
        store=True,
        readonly=False,
        precompute=True,
    )
    gift_amount = fields.Monetary(string="Of which gift")
    overpayment = fields.Monetary(
        string="Kept as credit", compute="_compute_overpayment"
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    method = fields.Selection(
        choices_of("club.deposit", "method"),
        required=True,
        default="transfer",
    )
    number = fields.Char(string="Cheque no.")
    journal_id = fields.Many2one(
        "account.journal",
        string="Paid into",
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        precompute=True,
        compute_sudo=True,
        domain="[('type', 'in', ('bank', 'cash')), ('company_id', '=', company_id)]",
    )

    @api.model
    def default_get(self, fields_list):
        """Take the open dues of what is selected: dues, or members."""
        values = super().default_get(fields_list)
        if "due_ids" in fields_list and not values.get("due_ids"):
            model = self.env.context.get("active_model")
            name = {"club.due": "id", "club.membership": "membership_id"}.get(model)
            if name:
                dues = self.env["club.due"].search(
                    Domain(name, "in", self.env.context.get("active_ids", []))
                    & Domain("residual", ">", 0),
                    order="due_date, id",
                )
                values["due_ids"] = [Command.set(dues.ids)]
        return values

    @api.depends("due_ids")
    def _compute_from_dues(self):
        for payment in self:
            payment.company_id = payment.due_ids.company_id[:1]
            payment.open_amount = sum(payment.due_ids._origin.mapped("residual"))

    @api.depends("due_ids")
    def _compute_payer_id(self):
        for payment in self:
            payment.payer_id = payment.due_ids.payer_id[:1]

    @api.depends("due_ids")
    def _compute_amount(self):
        for payment in self:
            payment.amount = payment.open_amount

    @api.depends("amount", "gift_amount", "open_amount")
    def _compute_overpayment(self):
        for payment in self:
            payment.overpayment = max(
                payment.amount - payment.gift_amount - payment.open_amount, 0.0
            )

    @api.depends("due_ids")
    def _compute_journal_id(self):
        for payment in self:
            section = payment.due_ids.section_id
            if len(section) != 1:
                section = payment.company_id and (
                    payment.company_id._club_root_section()
                )
            payment.journal_id = section and section._bank_journal()

    def action_pay(self):
        """Book the payment; what exceeds the dues stays as a credit of the payer."""
        self.ensure_one()
        if not self.due_ids:
            raise UserError(self.env._("Choose the dues that this payment is for."))
        if len(self.due_ids.company_id) > 1:
            raise UserError(
                self.env._("One payment is for the dues of one association.")
            )
        self.due_ids._pay(
            self.amount,
            self.journal_id,
            self.date,
            self.method,
            self.payer_id,
            number=self.number,
            gift_amount=self.gift_amount,
        )
        return {"type": "ir.actions.act_window_close"}
