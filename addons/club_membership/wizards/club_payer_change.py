from odoo import api, fields, models
from odoo.fields import Domain

# Where the form is opened from: the field of dues that leads there.
ORIGINS = {
    "club.due": "id",
    "club.membership": "membership_id",
    "res.partner": "payer_id",
}


class ClubPayerChange(models.TransientModel):
    """Somebody else pays: the payer died, a household splits, a branch takes over."""

    _name = "club.payer.change"
    _description = "Change of Payer"

    due_ids = fields.Many2many(
        "club.due",
        string="Dues",
        required=True,
        default=lambda s: s._default_dues(),
        domain="[('residual', '>', 0)]",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_from_dues")
    former_ids = fields.Many2many(
        "res.partner", string="Payer until now", compute="_compute_from_dues"
    )
    amount = fields.Monetary(string="Still due", compute="_compute_from_dues")
    by_invoice = fields.Boolean(compute="_compute_from_dues")
    payer_id = fields.Many2one("res.partner", string="New payer", required=True)
    date = fields.Date(required=True, default=fields.Date.context_today)
    reason = fields.Char(required=True)
    later = fields.Boolean(
        string="Pays the later dues too",
        default=True,
        help="The new payer is also asked for the next dues of these members.",
    )

    @api.model
    def _default_dues(self):
        name = ORIGINS.get(self.env.context.get("active_model"))
        if not name:
            return self.env["club.due"]
        return self.env["club.due"].search(
            Domain(name, "in", self.env.context.get("active_ids", []))
            & Domain("residual", ">", 0)
        )

    @api.depends("due_ids")
    def _compute_from_dues(self):
        for change in self:
            dues = change.due_ids._origin
            change.currency_id = dues.currency_id[:1]
            change.former_ids = dues.payer_id
            change.amount = sum(dues.mapped("residual"))
            change.by_invoice = bool(dues.filtered("invoice_id"))

    @api.constrains("due_ids")
    def _check_due_ids(self):
        """Nobody hands over dues out of their sight."""
        self.due_ids.check_access("read")

    def action_apply(self):
        self.ensure_one()
        self.due_ids._change_payer(self.payer_id, self.reason, self.date, self.later)
        return {"type": "ir.actions.act_window_close"}
