from odoo import api, fields, models
from odoo.exceptions import UserError

# What the books were written from: it cannot change once they are.
BOOKED_FIELDS = {"company_id", "section_id", "journal_id", "method", "date"}
# Facts that only posting and cancelling write.
OWN_FIELDS = {"name", "state", "move_id"}


class ClubDeposit(models.Model):
    """Money received: one bank entry for a slip of cheques, a list, or one payment."""

    _name = "club.deposit"
    _description = "Deposit"
    _inherit = ["club.facts", "club.state.lock", "mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _own_fields = frozenset(OWN_FIELDS)

    name = fields.Char(readonly=True, copy=False, default="/")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    section_id = fields.Many2one(
        "club.section",
        index=True,
        check_company=True,
        ondelete="restrict",
        default=lambda s: s._default_section(),
    )
    journal_id = fields.Many2one(
        "account.journal",
        string="Bank or cash journal",
        required=True,
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash'))]",
        ondelete="restrict",
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        precompute=True,
        compute_sudo=True,
    )
    method = fields.Selection(
        [
            ("cheque", "Cheques"),
            ("transfer", "Transfers"),
            ("cash", "Cash"),
            ("card", "Cards"),
        ],
        required=True,
        default="cheque",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    state = fields.Selection(
        [("draft", "Draft"), ("posted", "Posted"), ("cancelled", "Cancelled")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    line_ids = fields.One2many("club.deposit.line", "deposit_id", copy=False)
    line_count = fields.Integer(compute="_compute_total", store=True)
    total = fields.Monetary(compute="_compute_total", store=True)
    move_id = fields.Many2one(
        "account.move",
        string="Bank entry",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    move_ids = fields.One2many(
        "account.move",
        "club_deposit_id",
        string="Bank entries",
        readonly=True,
        help="One entry, or several for a very long list; also what undid them.",
    )

    @api.model
    def _default_section(self):
        """The section one accounts for, for who serves a single one."""
        held = (
            self.env["club.office"]
            .search(
                [
                    ("partner_id", "=", self.env.user.partner_id.id),
                    ("role", "=", "treasurer"),
                    ("is_current", "=", True),
                    ("company_id", "=", self.env.company.id),
                ]
            )
            .section_id
        )
        return held if len(held) == 1 else self.env["club.section"]

    @api.depends("section_id", "company_id")
    def _compute_journal_id(self):
        for deposit in self:
            section = deposit.section_id or deposit.company_id._club_root_section()
            deposit.journal_id = section._bank_journal()

    @api.depends("line_ids.amount")
    def _compute_total(self):
        for deposit in self:
            deposit.line_count = len(deposit.line_ids)
            deposit.total = sum(deposit.line_ids.mapped("amount"))

    def write(self, vals):
        if vals.keys() & BOOKED_FIELDS:
            self._check_draft()
        return super().write(vals)

    def _check_draft(self):
        for deposit in self.filtered(lambda deposit: deposit.state != "draft"):
            raise UserError(
                self.env._(
                    "%s is booked and cannot change: cancel it, or record a bounced "
                    "payment, and enter it again.",
                    deposit.name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_booked(self):
        self._check_draft()

    def action_post(self):
        """Book the deposits; one that is booked already is left as it is.

        :raises UserError: nothing to book, closed accounting period, no donation
            account for a gift
        :raises AccessError: a due or payer that the user may not see
        """
        for deposit in self._lock_in_state("draft"):
            deposit._check_bookable()
            # Read with the user's own eyes before anything is done in their name.
            allocation = deposit._allocate()
            # sudo: regional treasurers enter cheques without any accounting right;
            # what is booked follows from lines whose dues they may read.
            deposit.sudo()._book(allocation)

    def action_cancel(self):
        """Undo the deposits: all their payments are taken back, all dues reopen.

        :raises UserError: closed accounting period
        """
        self._lock_in_state("draft").sudo().state = "cancelled"  # sudo: own field
        for deposit in self._lock_in_state("posted"):
            # sudo: as for posting; the mirror of what it booked.
            deposit.sudo()._undo(
                deposit.sudo().line_ids.filtered(lambda line: not line.bounced_on),
                max(deposit.date, fields.Date.context_today(deposit)),
                self.env._("Cancelled: %s", deposit.name),
            )
            deposit.sudo().state = "cancelled"

    def _check_bookable(self):
        """Refuse in words what the ledger would refuse, or move, in silence."""
        self.ensure_one()
        if not self.line_ids:
            raise UserError(self.env._("There is no payment in this deposit."))
        # sudo: journals and settings of accounting, read for the checks only.
        company, journal = self.company_id.sudo(), self.journal_id.sudo()
        self._check_journal()
        company._club_check_period_open(self.date, journal)
        if any(self.line_ids.mapped("gift_amount")) and not (
            company.club_donation_account_id
        ):
            raise UserError(
                self.env._(
                    "%s has no donations account: set it in the association's "
                    "settings before you book a gift.",
                    company.name,
                )
            )

    def _check_journal(self):
        """Who is not the association's treasurer banks where the section banks."""
        if self.env.su or self.env.user.has_group(
            "club_membership.group_club_treasurer"
        ):
            return
        section = self.section_id or self.company_id._club_root_section()
        # sudo: a regional treasurer may not read journals, only bank into their own.
        if self.sudo().journal_id != section._bank_journal():
            raise UserError(
                self.env._(
                    "%(section)s does not bank in this journal: leave the one "
                    "proposed, or ask the treasurer.",
                    section=section.name,
                )
            )
