from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubTaxReceipt(models.Model):
    """A numbered tax receipt: frozen once given, cancelled but never deleted."""

    _name = "club.tax.receipt"
    _description = "Tax Receipt"
    _inherit = ["mail.thread"]
    _order = "year desc, number desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="Number", required=True, readonly=True)
    year_id = fields.Many2one(
        "club.tax.receipt.year",
        string="Given in",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    year = fields.Integer(readonly=True, required=True)
    number = fields.Integer(string="Number in the year", readonly=True, required=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Donor",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    donor_name = fields.Char(string="Name on the receipt", readonly=True)
    amount = fields.Monetary(readonly=True, required=True)
    issued_on = fields.Date(string="Given on", readonly=True, required=True)
    issued_by_id = fields.Many2one("res.users", string="Given by", readonly=True)
    line_ids = fields.One2many("club.tax.receipt.line", "receipt_id", readonly=True)
    state = fields.Selection(
        [("issued", "Given"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="issued",
        index=True,
        tracking=True,
    )
    cancelled_on = fields.Date(string="Cancelled on", readonly=True)
    cancel_reason = fields.Char(string="Cancelled because", readonly=True)
    replaces_id = fields.Many2one(
        "club.tax.receipt",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    replaced_by_ids = fields.One2many(
        "club.tax.receipt", "replaces_id", string="Replaced by", readonly=True
    )
    # What is printed: kept as it was on the day, whatever changes later.
    facts = fields.Json(readonly=True)
    document = fields.Binary(attachment=True, readonly=True)
    document_name = fields.Char(compute="_compute_document_name")

    _number_uniq = models.UniqueIndex(
        "(company_id, year, number)", "Two tax receipts cannot share a number."
    )
    _replaces_uniq = models.UniqueIndex(
        "(replaces_id) WHERE replaces_id IS NOT NULL",
        "This receipt is replaced already.",
    )
    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A tax receipt is above zero."
    )

    @api.depends("name")
    def _compute_document_name(self):
        for receipt in self:
            receipt.document_name = self.env._("Tax receipt %s.pdf", receipt.name)

    @api.model_create_multi
    def create(self, vals_list):
        self._check_ours("create")
        return super().create(vals_list)

    def write(self, vals):
        # What mail keeps beside a record (followers, messages) may be written.
        if any(name in self._fields and self._fields[name].store for name in vals):
            self._check_ours("write")
        return super().write(vals)

    def _check_ours(self, operation):
        if not self.env.su:
            self.check_access(operation)
            raise UserError(
                self.env._(
                    "A tax receipt is not written by hand: give it from the gifts, or "
                    "cancel and replace it."
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._("Tax receipts are never deleted: cancel them, with a reason.")
        )
