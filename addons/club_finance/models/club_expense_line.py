from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class ClubExpenseLine(models.Model):
    """One receipt, or one trip by the kilometre."""

    _name = "club.expense.line"
    _description = "Line of an Expense Claim"
    _inherit = ["club.receipt.files"]
    _order = "date, id"
    _rec_name = "label"
    _check_company_auto = True

    expense_id = fields.Many2one(
        "club.expense", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="expense_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    section_id = fields.Many2one(
        related="expense_id.section_id", store=True, index=True
    )
    state = fields.Selection(related="expense_id.state")
    kind = fields.Selection(
        [("receipt", "Receipt"), ("trip", "Trip")], required=True, default="receipt"
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    label = fields.Char(required=True, help="What was bought, or from where to where.")
    heading_id = fields.Many2one(
        "club.heading",
        required=True,
        check_company=True,
        ondelete="restrict",
        domain="[('claimable', '=', True), ('company_id', '=', company_id)]",
    )
    km = fields.Float(string="Kilometres", digits=(8, 1))
    rate_id = fields.Many2one(
        "club.km.rate", string="Vehicle", check_company=True, ondelete="restrict"
    )
    # As it was when the trip was claimed: later rates change nothing here.
    rate = fields.Float(
        string="Per kilometre",
        digits=(8, 4),
        compute="_compute_rate",
        store=True,
        precompute=True,
    )
    amount = fields.Monetary(
        required=True,
        compute="_compute_amount",
        store=True,
        readonly=False,
        precompute=True,
    )
    no_receipt_reason = fields.Char(
        string="Why there is no receipt", help="Needed where no receipt is attached."
    )
    # By it the same form sent twice adds one line.
    token = fields.Char(copy=False, readonly=True)

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "What is claimed is above zero."
    )
    _trip_complete = models.Constraint(
        "CHECK (kind <> 'trip' OR (km > 0 AND rate > 0))",
        "A trip has kilometres and a vehicle with its rate.",
    )
    _token_uniq = models.UniqueIndex(
        "(expense_id, token) WHERE token IS NOT NULL", "This line is added already."
    )

    @api.depends("rate_id", "date", "kind")
    def _compute_rate(self):
        for line in self:
            if line.kind == "trip" and line.rate_id and line.date:
                company = line.expense_id.company_id or line.env.company
                line.rate = line.rate_id._for_trip(company, line.date).amount
            else:
                line.rate = 0.0

    @api.depends("km", "rate", "kind")
    def _compute_amount(self):
        for line in self:
            if line.kind == "trip":
                currency = line.expense_id.currency_id or line.env.company.currency_id
                line.amount = currency.round(line.km * line.rate)
            elif not line.amount:
                line.amount = 0.0

    @api.constrains("date", "heading_id")
    def _check_claimable(self):
        for line in self:
            if line.date > line.company_id._club_today():
                raise ValidationError(
                    self.env._(
                        "%s is dated in the future: claim it once it is spent.",
                        line.label,
                    )
                )
            # sudo: who claims does not read headings.
            heading = line.heading_id.sudo()
            if not heading.claimable or heading.company_id != line.company_id:
                raise ValidationError(
                    self.env._(
                        "%s is no heading of expense claims: choose another one.",
                        heading.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.expense_id._check_open()
        return lines

    def write(self, vals):
        self.expense_id._check_open()
        result = super().write(vals)
        self.expense_id._check_open()
        self.check_access("write")
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        self.expense_id._check_open()

    def _check_proof(self):
        """Every receipt is there, or the reason why it is not.

        :raises UserError: a line has neither
        """
        for line in self:
            missing = line.kind == "receipt" and not line.receipt_ids
            if missing and not line.no_receipt_reason:
                raise UserError(
                    self.env._(
                        "%s has no receipt: photograph it, or say why there is none.",
                        line.label,
                    )
                )
