from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.exceptions import UserError

# Facts that only methods write.
OWN_FIELDS = {
    "name",
    "state",
    "issued_on",
    "answered_on",
    "answered_by_id",
    "order_id",
    "asked_online",
    "term_from",
    "term_to",
}
# How long an offer binds when it does not say.
VALID = relativedelta(months=2)


class ClubQuote(models.Model):
    """An offer to a company or a public body: what joining, renewing or seats cost.

    What is quoted binds until its last day: accepted, its dues are called at its
    prices, whatever the prices of the type became.
    """

    _name = "club.quote"
    _description = "Quote"
    _inherit = ["club.facts", "club.state.lock", "mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _own_fields = frozenset(OWN_FIELDS)
    _scope_fields = frozenset({"company_id", "section_id", "partner_id"})

    name = fields.Char(string="Number", readonly=True, copy=False, default="/")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Company or public body",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    membership_id = fields.Many2one(
        "club.membership",
        compute="_compute_membership_id",
        store=True,
        precompute=True,
        compute_sudo=True,
        index="btree_not_null",
    )
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        compute="_compute_section_id",
        store=True,
        readonly=False,
        precompute=True,
        compute_sudo=True,
    )
    kind = fields.Selection(
        [
            ("joining", "Joining"),
            ("renewal", "Next dues"),
            ("seats", "Extra seats"),
            ("other", "Something else"),
        ],
        string="For",
        required=True,
        default="renewal",
        tracking=True,
    )
    type_id = fields.Many2one(
        "club.membership.type",
        string="Membership type",
        check_company=True,
        ondelete="restrict",
        compute="_compute_type_id",
        store=True,
        readonly=False,
        precompute=True,
        compute_sudo=True,
    )
    headcount = fields.Integer(help="Of who joins, where the price depends on it.")
    seats = fields.Integer(
        help="Extra seats to buy; of who joins, all the seats they want."
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    valid_until = fields.Date(
        string="Valid until",
        required=True,
        compute="_compute_valid_until",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="Last day on which it can be accepted.",
    )
    term_from = fields.Date(readonly=True, copy=False)
    term_to = fields.Date(string="Covers until", readonly=True, copy=False)
    line_ids = fields.One2many("club.quote.line", "quote_id", copy=True)
    amount_untaxed = fields.Monetary(
        string="Without taxes", compute="_compute_amounts", store=True
    )
    amount_tax = fields.Monetary(string="Taxes", compute="_compute_amounts", store=True)
    amount_total = fields.Monetary(
        string="Total", compute="_compute_amounts", store=True
    )
    terms = fields.Text(string="Conditions", help="Printed below the prices.")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("issued", "Issued"),
            ("accepted", "Accepted"),
            ("refused", "Refused"),
            ("expired", "Expired"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    issued_on = fields.Date(string="Issued on", readonly=True, copy=False)
    answered_on = fields.Date(string="Answered on", readonly=True, copy=False)
    answered_by_id = fields.Many2one(
        "res.partner", string="Answered by", readonly=True, copy=False
    )
    asked_online = fields.Boolean(string="Asked online", readonly=True, copy=False)
    order_id = fields.Many2one(
        "club.purchase.order",
        string="Purchase order",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    due_ids = fields.One2many("club.due", "quote_id", string="Dues", readonly=True)

    _number_uniq = models.UniqueIndex(
        "(company_id, name) WHERE name <> '/'", "Two quotes cannot share a number."
    )
    _dates_ordered = models.Constraint(
        "CHECK (valid_until >= date)", "A quote cannot end before its date."
    )
    _counts_not_negative = models.Constraint(
        "CHECK (seats >= 0 AND headcount >= 0)",
        "Seats and headcount cannot be below zero.",
    )

    @api.depends("partner_id", "company_id")
    def _compute_membership_id(self):
        found = self.env["club.membership"].search(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
                ("merged_into_id", "=", False),
            ]
        )
        by_key = {(m.partner_id.id, m.company_id.id): m for m in found}
        for quote in self:
            quote.membership_id = by_key.get((quote.partner_id.id, quote.company_id.id))

    @api.depends("membership_id", "company_id")
    def _compute_section_id(self):
        # As the user: the section that whoever quotes a newcomer speaks for.
        sections = self.env["club.section"].sudo(False)
        for quote in self:
            quote.section_id = (
                quote.membership_id.section_id
                or quote.section_id
                or sections._default_for_user(quote.company_id)
            )

    @api.depends("membership_id", "kind")
    def _compute_type_id(self):
        for quote in self:
            known = quote.kind != "joining" and quote.membership_id.type_id
            quote.type_id = known or quote.type_id

    @api.depends("date")
    def _compute_valid_until(self):
        for quote in self:
            day = quote.date or fields.Date.context_today(quote)
            quote.valid_until = quote.valid_until or day + VALID

    @api.depends("line_ids.quantity", "line_ids.price_unit", "type_id", "partner_id")
    def _compute_amounts(self):
        for quote in self:
            # sudo: taxes are accounting's; who quotes sees what they make.
            totals = quote.sudo()._tax_totals()
            quote.amount_untaxed = totals["base_amount_currency"]
            quote.amount_tax = totals["tax_amount_currency"]
            quote.amount_total = totals["total_amount_currency"]

    def write(self, vals):
        threads = {"message_follower_ids", "message_ids", "activity_ids"}
        if not self.env.su and vals.keys() - threads:
            self._check_draft()
        return super().write(vals)

    def _check_draft(self):
        for quote in self.filtered(lambda quote: quote.state != "draft"):
            raise UserError(
                self.env._(
                    "The quote %s was issued and binds as it is: duplicate it to offer "
                    "something else.",
                    quote.name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        self._check_draft()

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for quote in self:
            number = quote.name if quote.name not in (False, "/") else ""
            quote.display_name = " – ".join(
                # sudo: a name; the quote's reader may not open the contact.
                filter(None, (number, quote.sudo().partner_id.name))
            )
