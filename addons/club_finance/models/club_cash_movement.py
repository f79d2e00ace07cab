from odoo import api, fields, models

from .club_section_cash import default_cash_section

KINDS = [
    ("out", "Paid from the box"),
    ("in", "Received in the box"),
    ("to_bank", "Taken to the bank"),
    ("from_bank", "Fetched from the bank"),
]


class ClubCashMovement(models.Model):
    """Cash that goes into a section's box or out of it, with its receipt."""

    _name = "club.cash.movement"
    _description = "Cash Movement"
    _inherit = ["club.booked", "mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True

    _own_fields = frozenset({"name", "state", "move_id"})
    _booked_fields = frozenset(
        {
            "company_id",
            "section_id",
            "kind",
            "date",
            "heading_id",
            "amount",
            "label",
            "partner_id",
        }
    )

    name = fields.Char(readonly=True, copy=False, default="/")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        default=lambda s: default_cash_section(s.env),
        help="Whose cash box it is.",
    )
    kind = fields.Selection(KINDS, string="What", required=True, default="out")
    date = fields.Date(
        required=True, default=lambda s: s.env.company._club_today(), index=True
    )
    heading_id = fields.Many2one(
        "club.heading", check_company=True, ondelete="restrict"
    )
    heading_kind = fields.Selection(
        [("income", "Income"), ("expense", "Spending")],
        compute="_compute_heading_kind",
    )
    amount = fields.Monetary(required=True)
    signed_amount = fields.Monetary(
        string="In or out",
        compute="_compute_signed_amount",
        store=True,
        help="Above zero what came into the box, below what left it.",
    )
    label = fields.Char(string="What for", required=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="From or to whom",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
    )
    receipt = fields.Binary(string="Receipt (photo or PDF)", attachment=True)
    receipt_name = fields.Char()
    has_receipt = fields.Boolean(
        string="Receipt kept", compute="_compute_has_receipt", store=True
    )
    state = fields.Selection(
        [("draft", "Draft"), ("booked", "Booked"), ("cancelled", "Cancelled")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    move_id = fields.Many2one(
        "account.move",
        string="Entry",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    box_balance = fields.Monetary(
        string="In the box now", compute="_compute_box_balance"
    )

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)",
        "The amount is above zero: whether cash came in or left, the kind says.",
    )
    _heading_given = models.Constraint(
        "CHECK ((kind IN ('in', 'out')) = (heading_id IS NOT NULL))",
        "Say under which heading cash came in or was spent; money between the box and "
        "the bank has none.",
    )

    def write(self, vals):
        if vals.keys() & {"receipt", "receipt_name"}:
            # One that is missing may come later; one that is there is evidence.
            self.filtered("receipt")._check_draft()
        return super().write(vals)

    @api.depends("kind")
    def _compute_heading_kind(self):
        for movement in self:
            movement.heading_kind = {"in": "income", "out": "expense"}.get(
                movement.kind, False
            )

    @api.depends("kind", "amount")
    def _compute_signed_amount(self):
        for movement in self:
            comes_in = movement.kind in ("in", "from_bank")
            movement.signed_amount = movement.amount if comes_in else -movement.amount

    @api.depends("receipt")
    def _compute_has_receipt(self):
        for movement in self:
            movement.has_receipt = bool(movement.receipt)

    @api.depends("section_id", "state")
    def _compute_box_balance(self):
        for movement in self:
            section = movement.section_id
            movement.box_balance = section._cash_balance() if section else 0.0

    @api.depends("name", "label", "state")
    def _compute_display_name(self):
        for movement in self:
            named = movement.name not in (False, "/")
            movement.display_name = movement.name if named else movement.label

    @api.onchange("kind")
    def _onchange_kind(self):
        if self.heading_id and self.heading_id.kind != self.heading_kind:
            self.heading_id = False
        if not self.label and self.kind in ("to_bank", "from_bank"):
            self.label = dict(self._fields["kind"]._description_selection(self.env))[
                self.kind
            ]

    def action_view_entry(self):
        """The entry in the books, for who reads them."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.move",
            "view_mode": "form",
            "res_id": self.move_id.id,
        }
