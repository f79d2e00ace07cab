from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubDueDecision(models.TransientModel):
    """Waive or cancel dues, or give money back, with the reason that stays on them."""

    _name = "club.due.decision"
    _description = "Decision about Dues"

    due_ids = fields.Many2many(
        "club.due",
        string="Dues",
        required=True,
        default=lambda s: s._default_dues(),
    )
    company_id = fields.Many2one("res.company", compute="_compute_from_dues")
    currency_id = fields.Many2one(related="company_id.currency_id")
    payer_id = fields.Many2one("res.partner", compute="_compute_from_dues")
    decision = fields.Selection(
        [
            ("waive", "Waive what is still due"),
            ("cancel", "Cancel dues called by mistake"),
            ("refund", "Give back what was paid too much"),
            ("unwaive", "Take back a waiver"),
        ],
        required=True,
        default=lambda s: s._default_decision(),
    )
    reason = fields.Char(required=True)
    date = fields.Date(required=True, default=fields.Date.context_today)
    amount = fields.Monetary(
        string="To give back", compute="_compute_amount", store=True, readonly=False
    )
    journal_id = fields.Many2one(
        "account.journal",
        string="Paid from",
        compute="_compute_amount",
        store=True,
        readonly=False,
        domain="[('type', 'in', ('bank', 'cash')), ('company_id', '=', company_id)]",
    )

    @api.model
    def _default_dues(self):
        if self.env.context.get("active_model") != "club.due":
            return self.env["club.due"]
        return self.env["club.due"].browse(self.env.context.get("active_ids", []))

    @api.model
    def _default_decision(self):
        dues = self._default_dues()
        return "unwaive" if dues and all(dues.mapped("waived_on")) else "waive"

    @api.depends("due_ids")
    def _compute_from_dues(self):
        for decision in self:
            decision.company_id = decision.due_ids.company_id[:1]
            decision.payer_id = decision.due_ids.payer_id[:1]

    @api.depends("due_ids", "decision")
    def _compute_amount(self):
        for decision in self:
            dues = decision.due_ids
            refund = decision.decision == "refund" and dues
            decision.amount = refund and -sum(
                dues._open_credits().mapped("amount_residual")
            )
            section = dues.section_id
            if len(section) != 1:
                section = (
                    decision.company_id._club_root_section() if refund else section
                )
            decision.journal_id = refund and section._bank_journal()

    def action_apply(self):
        self.ensure_one()
        dues = self.due_ids
        if self.decision == "waive":
            dues._waive(self.reason, self.date)
        elif self.decision == "cancel":
            dues._cancel(self.reason, self.date)
        elif self.decision == "unwaive":
            dues._take_back_waiver(self.reason, self.date)
        else:
            if len(dues.payer_id) != 1 or len(dues.company_id) != 1:
                raise UserError(self.env._("Refund one payer at a time."))
            dues._refund(self.amount, self.journal_id, self.date, self.reason)
        return {"type": "ir.actions.act_window_close"}
