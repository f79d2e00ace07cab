from odoo import api, fields, models
from odoo.exceptions import UserError

# Facts that only the steps of a claim write.
OWN_FIELDS = {
    "name",
    "state",
    "submitted_by_id",
    "submitted_on",
    "decided_by_id",
    "decided_on",
    "decision_reason",
    "move_id",
    "payment_id",
    "donation_id",
    "paid_on",
    "waiver_name",
    "waiver_text",
    "waiver_at",
    "waiver_address",
}
# What somebody decides on: it changes in a draft only.
CLAIMED_FIELDS = {"company_id", "section_id", "partner_id", "settlement", "iban"}
OPEN_STATES = ("draft", "refused")
ACCOUNT_SEEN_BY = (
    "club_membership.group_club_section_treasurer,club_membership.group_club_treasurer"
)


class ClubExpense(models.Model):
    """What a volunteer spent for the association and asks back, or gives."""

    _name = "club.expense"
    _description = "Expense Claim"
    _inherit = ["club.facts", "club.state.lock", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True
    _own_fields = frozenset(OWN_FIELDS)

    name = fields.Char(string="Number", readonly=True, copy=False, default="/")
    summary = fields.Char(string="For", required=True, help="What it was spent for.")
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
        default=lambda s: s.env["club.section"]._default_for_user(),
        help="Whose accounts bear it, and whose treasurer or officer decides.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Claimed by",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To decide"),
            ("approved", "To pay"),
            ("paid", "Paid"),
            ("waived", "Given to the association"),
            ("refused", "Refused"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    line_ids = fields.One2many("club.expense.line", "expense_id", copy=False)
    total = fields.Monetary(compute="_compute_total", store=True)
    settlement = fields.Selection(
        [("repay", "Repay it"), ("waive", "Give it to the association")],
        string="Wish",
        required=True,
        default="repay",
    )
    iban = fields.Char(
        string="Account for repayment", copy=False, groups=ACCOUNT_SEEN_BY
    )
    iban_masked = fields.Char(
        string="Repaid to", compute="_compute_iban_masked", compute_sudo=True
    )
    submitted_by_id = fields.Many2one(
        "res.partner", string="Sent by", readonly=True, copy=False, ondelete="restrict"
    )
    submitted_on = fields.Date(string="Sent on", readonly=True, copy=False)
    decided_by_id = fields.Many2one(
        "res.partner",
        string="Decided by",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    decided_on = fields.Date(string="Decided on", readonly=True, copy=False)
    decision_reason = fields.Char(string="Reason", readonly=True, copy=False)
    waiver_text = fields.Text(string="Statement", readonly=True, copy=False)
    waiver_name = fields.Char(string="Signed by", readonly=True, copy=False)
    waiver_at = fields.Datetime(string="Signed on", readonly=True, copy=False)
    waiver_address = fields.Char(
        string="Signed from", readonly=True, copy=False, help="Address on the network."
    )
    paid_on = fields.Date(string="Paid on", readonly=True, copy=False)
    move_id = fields.Many2one(
        "account.move",
        string="Entry",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    payment_state = fields.Selection(related="payment_id.state", string="Payment is")
    payment_id = fields.Many2one(
        "club.payment.out",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    donation_id = fields.Many2one(
        "club.donation",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    mine = fields.Boolean(compute="_compute_mine", help="Whoever looks claims it.")

    # Nobody decides on what they claim, or sent for somebody else.
    _not_ones_own = models.Constraint(
        "CHECK (decided_by_id IS NULL OR (decided_by_id <> partner_id "
        "AND decided_by_id <> submitted_by_id))",
        "Nobody decides on a claim of their own, or on one they sent for somebody: "
        "another officer or treasurer has to.",
    )
    _decided_before_booked = models.Constraint(
        "CHECK (state NOT IN ('approved', 'paid', 'waived') "
        "OR (decided_by_id IS NOT NULL AND move_id IS NOT NULL))",
        "A claim is decided on before it is booked.",
    )
    _waived_in_writing = models.Constraint(
        "CHECK (state <> 'waived' OR waiver_at IS NOT NULL)",
        "Expenses are given up in writing.",
    )

    @api.depends("line_ids.amount")
    def _compute_total(self):
        for expense in self:
            expense.total = sum(expense.line_ids.mapped("amount"))

    @api.depends("iban")
    def _compute_iban_masked(self):
        for expense in self:
            account = expense.iban or ""
            expense.iban_masked = f"{account[:4]} … {account[-4:]}" if account else ""

    @api.depends_context("uid")
    @api.depends("partner_id")
    def _compute_mine(self):
        for expense in self:
            expense.mine = expense.partner_id == self.env.user.partner_id

    @api.depends("name", "summary")
    def _compute_display_name(self):
        for expense in self:
            number = expense.name if expense.name not in (False, "/") else ""
            expense.display_name = f"{number} {expense.summary or ''}".strip()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.update(self._checked_account(vals))
        return super().create(vals_list)

    def write(self, vals):
        if vals.keys() & CLAIMED_FIELDS:
            self._check_open()
        return super().write({**vals, **self._checked_account(vals)})

    @api.model
    def _checked_account(self, vals):
        """The account in one spelling, checked."""
        if not vals.get("iban"):
            return {}
        return {"iban": self.env["res.partner.bank"]._club_checked_iban(vals["iban"])}

    def _check_open(self):
        # su: a remote call may say anything in its context.
        if self.env.su and self.env.context.get("club_forgetting"):
            return
        for expense in self:
            if expense.state not in OPEN_STATES:
                raise UserError(
                    self.env._(
                        "%s was sent and cannot change: take it back first, or have "
                        "it refused.",
                        expense.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        for expense in self:
            if expense.state != "draft" or expense.name not in (False, "/"):
                raise UserError(
                    self.env._(
                        "%s was sent once: claims are kept, with what was decided.",
                        expense.display_name,
                    )
                )

    def unlink(self):
        # By the ORM and not by the database: their receipts go with them.
        self.line_ids.unlink()
        return super().unlink()
