from odoo import api, fields, models


class ClubQuoteLine(models.Model):
    """One price of a quote; accepted, it becomes a due."""

    _name = "club.quote.line"
    _description = "Line of a Quote"
    _order = "quote_id, sequence, id"
    _check_company_auto = True

    quote_id = fields.Many2one(
        "club.quote", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="quote_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    section_id = fields.Many2one(related="quote_id.section_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Description", required=True)
    kind = fields.Selection(
        [
            ("base", "Dues"),
            ("seats", "Extra seats"),
            ("joining", "Joining fee"),
            ("commission", "Commission fee"),
            ("other", "Other"),
        ],
        required=True,
        default="other",
        readonly=True,
    )
    origin_key = fields.Char(readonly=True, default="")
    quantity = fields.Integer(required=True, default=1)
    price_unit = fields.Monetary(string="Unit price", help="Taxes excluded.")
    subtotal = fields.Monetary(compute="_compute_subtotal", help="Taxes excluded.")

    _quantity_positive = models.Constraint(
        "CHECK (quantity > 0)", "The quantity of a line is one or more."
    )
    _price_not_negative = models.Constraint(
        "CHECK (price_unit >= 0)", "The price of a line cannot be below zero."
    )

    @api.depends("quantity", "price_unit")
    def _compute_subtotal(self):
        for line in self:
            line.subtotal = line.currency_id.round(line.quantity * line.price_unit)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not self.env.su:
            lines.quote_id._check_draft()
        return lines

    def write(self, vals):
        if not self.env.su:
            self.quote_id._check_draft()
        result = super().write(vals)
        if not self.env.su and "quote_id" in vals:
            self.check_access("write")
            self.quote_id._check_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        self.quote_id._check_draft()

    def _charge(self):
        """The line as a charge of a call: kind, quantity, amount, origin."""
        amount = str(self.currency_id._club_decimal(self.subtotal))
        charge = [self.kind, self.quantity, amount]
        origin = self.origin_key or (f"quote:{self.id}" if self.kind == "other" else "")
        return [*charge, origin] if origin else charge


class ClubQuote(models.Model):
    _inherit = "club.quote"

    def _taxes(self):
        """The taxes that an invoice of these dues would carry, and its position."""
        self.ensure_one()
        # The same rule as the invoice's: it must come to the same cent.
        dues = self.env["club.due"].with_company(self.company_id)
        position = dues._fiscal_position(self.partner_id)
        taxes = self.type_id.tax_ids
        return position.map_tax(taxes) if taxes else taxes

    def _tax_totals(self):
        """Totals by tax, made by the engine that makes invoices."""
        self.ensure_one()
        engine = self.env["account.tax"].with_company(self.company_id)
        taxes = self._taxes() if self.line_ids else engine
        lines = [
            engine._prepare_base_line_for_taxes_computation(
                line,
                price_unit=line.price_unit,
                quantity=line.quantity,
                tax_ids=taxes,
                currency_id=self.currency_id,
                partner_id=self.partner_id,
            )
            for line in self.line_ids
        ]
        engine._add_tax_details_in_base_lines(lines, self.company_id)
        engine._round_base_lines_tax_details(lines, self.company_id)
        return engine._get_tax_totals_summary(lines, self.currency_id, self.company_id)

    def _tax_rows(self):
        """[(name, amount)] of each tax, as the quote prints them."""
        totals = self._tax_totals()
        return [
            (group["group_name"], group["tax_amount_currency"])
            for subtotal in totals["subtotals"]
            for group in subtotal["tax_groups"]
        ]
