from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.exceptions import UserError

# Facts that only methods write.
OWN_FIELDS = {"state", "closed_on", "closing_reason", "ends_on", "entered_online"}
# How long an order holds when it does not say.
HOLDS = relativedelta(years=1)
# What changes until when, and for whom, an order holds.
HOLDING_FIELDS = {"partner_id", "date", "until", "company_id", "state", "closed_on"}


class ClubPurchaseOrder(models.Model):
    """A payer's promise in writing: the money comes, at the payer's pace.

    While it is open its payer is late with nothing: see ``club_purchase_order_hold``.
    """

    _name = "club.purchase.order"
    _description = "Purchase Order of a Payer"
    _inherit = ["club.facts", "club.state.lock", "mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _own_fields = frozenset(OWN_FIELDS)
    _scope_fields = frozenset({"company_id", "section_id", "partner_id"})

    name = fields.Char(string="Number", required=True, tracking=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner", string="Payer", required=True, index=True, ondelete="restrict"
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
        help="The section of the payer's membership; otherwise yours.",
    )
    date = fields.Date(
        string="Order date",
        required=True,
        default=fields.Date.context_today,
        tracking=True,
    )
    until = fields.Date(
        string="Open until",
        required=True,
        compute="_compute_until",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="Until this day, included, its payer is neither late nor suspended. A "
        "year when the order does not say.",
    )
    ends_on = fields.Date(
        string="Holds until",
        compute="_compute_ends_on",
        store=True,
        help="Last day on which it protects its payer: until it ends, or the day "
        "before it was closed.",
    )
    amount = fields.Monetary(
        tracking=True, help="Taxes included; 0 when the order does not say."
    )
    engagement_number = fields.Char(
        string="Engagement number",
        help="When it is not the number of the order (Chorus Pro).",
        tracking=True,
    )
    contract_number = fields.Char(string="Contract number", tracking=True)
    document = fields.Binary(attachment=True, help="The order as it was received.")
    document_name = fields.Char()
    state = fields.Selection(
        [("open", "Open"), ("served", "Served"), ("closed", "Closed")],
        required=True,
        default="open",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    closed_on = fields.Date(string="Closed on", readonly=True, copy=False)
    closing_reason = fields.Char(string="Closing reason", readonly=True, copy=False)
    entered_online = fields.Boolean(
        string="Entered online",
        readonly=True,
        copy=False,
        help="Entered by the company in its space.",
    )
    due_ids = fields.One2many("club.due", "order_id", string="Dues", readonly=True)
    called = fields.Monetary(string="Dues called", compute="_compute_money")
    residual = fields.Monetary(string="Still due", compute="_compute_money")

    _number_uniq = models.UniqueIndex(
        "(company_id, partner_id, name) WHERE state = 'open'",
        "This order of this payer is open already.",
    )
    _dates_ordered = models.Constraint(
        "CHECK (until >= date)", "An order cannot end before its date."
    )
    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)", "The amount of an order cannot be below zero."
    )
    _holding = models.Index("(company_id, partner_id, date, ends_on)")

    @api.depends("partner_id", "company_id")
    def _compute_section_id(self):
        # As the user: the section that whoever enters it speaks for.
        sections = self.env["club.section"].sudo(False)
        # sudo: whose section it is, whoever enters it; rules check the outcome.
        memberships = self.env["club.membership"].sudo()
        found = memberships.search(
            [
                ("company_id", "in", self.company_id.ids),
                ("merged_into_id", "=", False),
                "|",
                ("partner_id", "in", self.partner_id.ids),
                ("payer_id", "in", self.partner_id.ids),
            ]
        )
        for order in self:
            mine = found.filtered(
                lambda m, o=order: (
                    m.company_id == o.company_id
                    and o.partner_id in (m.partner_id, m.payer_id)
                )
            ).sorted(lambda m, o=order: (m.partner_id != o.partner_id, m.id))
            order.section_id = mine[:1].section_id or sections._default_for_user(
                order.company_id
            )

    @api.depends("date")
    def _compute_until(self):
        for order in self:
            day = order.date or fields.Date.context_today(order)
            order.until = order.until or day + HOLDS

    @api.depends("until", "closed_on")
    def _compute_ends_on(self):
        for order in self:
            last = order.closed_on and order.closed_on - relativedelta(days=1)
            order.ends_on = min(filter(None, (order.until, last)), default=False)

    @api.depends("due_ids.amount", "due_ids.residual")
    def _compute_money(self):
        # sudo: sums of the order's own dues, for who may read the order.
        for order in self.sudo():
            dues = order.due_ids.filtered(lambda due: not due.cancelled_on)
            order.called = sum(dues.mapped("amount"))
            order.residual = sum(dues.mapped("residual"))

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create([self._clean(vals) for vals in vals_list])
        orders._take_dues()
        orders._refresh_held()
        return orders

    def write(self, vals):
        if not self.env.su:
            self._check_open()
        held = self._held_memberships() if vals.keys() & HOLDING_FIELDS else None
        result = super().write(self._clean(vals))
        if vals.keys() & {"company_id", "section_id", "partner_id"}:
            # Rules look at records as they were: nobody moves one out of their sight.
            self.check_access("write")
        if held is not None:
            self._take_dues()
            self._refresh_held(held)
        return result

    @api.model
    def _clean(self, vals):
        """A number typed with spaces around it is the same number."""
        return {**vals, "name": vals["name"].strip()} if vals.get("name") else vals

    def _check_open(self):
        for order in self.filtered(lambda order: order.state != "open"):
            raise UserError(
                self.env._(
                    "The order %(order)s of %(payer)s is over and stays as it was: "
                    "open it again to correct it.",
                    order=order.name,
                    payer=order.partner_id.name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        """An order explains why somebody was not late: it stays."""
        for order in self:
            raise UserError(
                self.env._(
                    "The order %(order)s of %(payer)s cannot be deleted: close it and "
                    "say why.",
                    order=order.name,
                    payer=order.partner_id.name,
                )
            )

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for order in self:
            # sudo: a name; the order's reader may not open the contact.
            parts = (order.name, order.sudo().partner_id.name)
            order.display_name = " – ".join(filter(None, parts))
