from odoo import api, fields, models
from odoo.exceptions import UserError

STATES = [
    ("draft", "In preparation"),
    ("proposed", "Proposed"),
    ("approved", "Approved"),
    ("frozen", "Frozen"),
    ("replaced", "Replaced"),
]
# Facts that only the steps of a budget write.
OWN_FIELDS = {
    "state",
    "version",
    "previous_id",
    "proposed_by_id",
    "proposed_on",
    "sent_back_reason",
    "approved_by_id",
    "approved_on",
    "frozen_by_id",
    "frozen_on",
}


class ClubBudget(models.Model):
    """What one section plans to receive and to spend in one year."""

    _name = "club.budget"
    _description = "Budget"
    _inherit = ["club.facts", "club.state.lock", "mail.thread"]
    _order = "date_from desc, section_id, version desc, id desc"
    _check_company_auto = True
    _own_fields = frozenset(OWN_FIELDS)

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
    )
    date_from = fields.Date(
        string="Year begins",
        required=True,
        index=True,
        help="First day of the accounting year that is planned.",
    )
    date_to = fields.Date(
        string="Year ends", compute="_compute_year", store=True, precompute=True
    )
    year = fields.Char(compute="_compute_year", store=True, precompute=True)
    year_before = fields.Char(compute="_compute_years_before")
    year_before_that = fields.Char(compute="_compute_years_before")
    state = fields.Selection(
        STATES,
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    version = fields.Integer(required=True, default=1, readonly=True, copy=False)
    previous_id = fields.Many2one(
        "club.budget",
        string="Revises",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    has_sections_below = fields.Boolean(compute="_compute_has_sections_below")
    can_edit = fields.Boolean(compute="_compute_can_edit")
    line_ids = fields.One2many("club.budget.line", "budget_id")
    income_line_ids = fields.One2many(
        "club.budget.line",
        "budget_id",
        string="Income",
        domain=[("kind", "=", "income")],
    )
    expense_line_ids = fields.One2many(
        "club.budget.line",
        "budget_id",
        string="Spending",
        domain=[("kind", "=", "expense")],
    )
    note = fields.Text(
        string="Explanations", help="What who approves the budget should know."
    )
    proposed_by_id = fields.Many2one(
        "res.users", string="Proposed by", readonly=True, copy=False
    )
    proposed_on = fields.Date(string="Proposed on", readonly=True, copy=False)
    sent_back_reason = fields.Char(string="Sent back reason", readonly=True, copy=False)
    approved_by_id = fields.Many2one(
        "res.users", string="Approved by", readonly=True, copy=False
    )
    approved_on = fields.Date(string="Approved on", readonly=True, copy=False)
    frozen_by_id = fields.Many2one(
        "res.users", string="Frozen by", readonly=True, copy=False
    )
    frozen_on = fields.Date(string="Frozen on", readonly=True, copy=False)
    income_asked = fields.Monetary(
        string="Income planned", compute="_compute_asked", store=True
    )
    expense_asked = fields.Monetary(
        string="Spending planned", compute="_compute_asked", store=True
    )
    result_asked = fields.Monetary(
        string="Result planned", compute="_compute_asked", store=True
    )

    _version_uniq = models.UniqueIndex(
        "(section_id, date_from, version)",
        "This section has a budget for this year already.",
    )
    # One that is being prepared, one that is in force: never two of a kind.
    _open_uniq = models.UniqueIndex(
        "(section_id, date_from) WHERE state IN ('draft', 'proposed', 'approved')",
        "A budget of this section is being prepared for this year already.",
    )
    _frozen_uniq = models.UniqueIndex(
        "(section_id, date_from) WHERE state = 'frozen'",
        "This section has a frozen budget for this year already.",
    )

    @api.depends("company_id", "date_from")
    def _compute_year(self):
        for budget in self:
            company, start = budget.company_id, budget.date_from
            dates = company and start and company._club_year(start)
            budget.date_to = dates and dates[1]
            budget.year = dates and company._club_year_name(start)

    @api.depends("company_id", "date_from")
    def _compute_years_before(self):
        for budget in self:
            company, start = budget.company_id, budget.date_from
            before = company and start and company._club_year_before(start)
            budget.year_before = before and company._club_year_name(before)
            budget.year_before_that = before and company._club_year_name(
                company._club_year_before(before)
            )

    @api.depends("line_ids.asked", "line_ids.kind")
    def _compute_asked(self):
        for budget in self:
            by_kind = budget.line_ids.grouped("kind")
            nothing = budget.line_ids.browse()
            budget.income_asked, budget.expense_asked = (
                sum(by_kind.get(kind, nothing).mapped("asked"))
                for kind in ("income", "expense")
            )
            budget.result_asked = budget.income_asked - budget.expense_asked

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        free = self._editable_states()
        for budget in self:
            budget.can_edit = budget.state in free and budget.has_access("write")

    @api.depends("section_id.child_ids")
    def _compute_has_sections_below(self):
        for budget in self:
            # sudo: only whether there are any, to offer what adds them up.
            budget.has_sections_below = bool(budget.sudo().section_id.child_ids)

    @api.depends("section_id", "year", "version")
    def _compute_display_name(self):
        for budget in self:
            # sudo: the name of a section that this budget's reader may not open.
            name = f"{budget.sudo().section_id.name or ''} {budget.year or ''}"
            if budget.version > 1:
                name = self.env._(
                    "%(budget)s, revision %(number)s",
                    budget=name,
                    number=budget.version - 1,
                )
            budget.display_name = name

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("date_from"):
                company = self.env["res.company"].browse(
                    vals.get("company_id") or self.env.company.id
                )
                # Whatever day one chooses, it says which year is meant.
                vals["date_from"] = company._club_year(vals["date_from"])[0]
        return super().create(vals_list)

    def write(self, vals):
        if vals.keys() & {"company_id", "section_id", "date_from"}:
            raise UserError(
                self.env._(
                    "A budget stays that of its section and year: open another year "
                    "instead."
                )
            )
        if vals.keys() - {"message_follower_ids", "message_ids"} and not self.env.su:
            self._check_editable()
        return super().write(vals)

    def _editable_states(self):
        """A section changes drafts; the association's treasurer corrects what is
        proposed as well."""
        national = self.env.su or self.env.user.has_group(
            "club_membership.group_club_treasurer"
        )
        return ("draft", "proposed") if national else ("draft",)

    def _check_editable(self):
        """Refuse what would change a budget that somebody relies on.

        :raises UserError: it is proposed (for its section) or frozen (for all)
        """
        free = self._editable_states()
        for budget in self.filtered(lambda budget: budget.state not in free):
            raise UserError(
                self.env._(
                    "The budget %(budget)s is %(state)s and cannot change: the "
                    "association's treasurer can send it back, or open a revision "
                    "once it is frozen.",
                    budget=budget.display_name,
                    state=dict(self._fields["state"]._description_selection(self.env))[
                        budget.state
                    ].lower(),
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for budget in self.filtered(lambda budget: budget.state != "draft"):
            raise UserError(
                self.env._(
                    "The budget %s went further than its preparation and stays.",
                    budget.display_name,
                )
            )
