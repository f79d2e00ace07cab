from odoo import api, fields, models
from odoo.tools import format_amount


class ClubDeposit(models.Model):
    """The slip as one prints it."""

    _inherit = "club.deposit"

    bank_label = fields.Char(
        string="Paid into", compute="_compute_bank_label", compute_sudo=True
    )
    bounced_count = fields.Integer(compute="_compute_bounced_count")

    @api.depends("journal_id")
    def _compute_bank_label(self):
        # compute_sudo: the slip of a section's treasurer, who holds no accounting
        # group, names the bank and the account number printed on it.
        for deposit in self:
            account = deposit.journal_id.bank_account_id
            parts = [
                account.bank_id.name or deposit.journal_id.name,
                account.acc_number,
            ]
            deposit.bank_label = " · ".join(part for part in parts if part)

    @api.depends("name", "state")
    def _compute_display_name(self):
        for deposit in self:
            draft = deposit.state == "draft" and deposit.name in (False, "/")
            deposit.display_name = self.env._("New deposit") if draft else deposit.name

    @api.depends("line_ids.bounced_on")
    def _compute_bounced_count(self):
        for deposit in self:
            deposit.bounced_count = len(deposit.line_ids.filtered("bounced_on"))

    def action_view_entries(self):
        """The bank entries of this deposit, for who reads the books."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Entries of %s", self.name),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("id", "in", self.move_ids.ids)],
        }


class ClubDepositLine(models.Model):
    """Entering a cheque: name the payer, the rest is proposed."""

    _inherit = "club.deposit.line"

    member_names = fields.Char(
        string="For",
        compute="_compute_member_names",
        help="The members whose dues this payment settles.",
    )
    open_amount = fields.Monetary(
        string="Owed",
        compute="_compute_open_amount",
        help="What the dues chosen still ask for.",
    )

    @api.depends("due_ids.partner_id")
    def _compute_member_names(self):
        for line in self:
            names = dict.fromkeys(line.due_ids.mapped("partner_id.name"))
            line.member_names = ", ".join(name for name in names if name)

    @api.depends("due_ids.residual")
    def _compute_open_amount(self):
        for line in self:
            # _origin: in a form a due is a draft copy, whose ledger nobody can read.
            line.open_amount = sum(line.due_ids._origin.mapped("residual"))

    @api.onchange("payer_id")
    def _onchange_payer_id(self):
        """Propose what this payer still owes, all members they pay for included."""
        if not self.payer_id:
            return
        self.due_ids = self.env["club.due"].search(
            [
                ("payer_id", "=", self.payer_id.id),
                ("company_id", "=", self.deposit_id.company_id.id),
                ("state", "in", ("called", "partial")),
            ],
            order="due_date, id",
        )
        self._propose_amount()

    @api.onchange("due_ids")
    def _onchange_due_ids(self):
        # One more spouse on the cheque: the proposal follows, a typed amount stays.
        proposals = {0.0, sum(self._origin.due_ids.mapped("residual"))}
        if self.amount in proposals or self.amount < self.open_amount:
            self._propose_amount()

    def _propose_amount(self):
        owed = sum(self.due_ids._origin.mapped("residual"))
        if owed > 0:
            self.amount = owed

    @api.onchange("amount")
    def _onchange_amount(self):
        """What exceeds the dues chosen is left to the treasurer to name a gift."""
        over = self.amount - self.open_amount
        if self.gift_amount and self.gift_amount != over:
            self.gift_amount = max(over, 0.0)

    def action_excess_is_gift(self):
        """The part of the cheque above the dues is a gift."""
        for line in self:
            line.gift_amount = max(line.amount - line.open_amount, 0.0)


class ClubDue(models.Model):
    """A due in words, where one chooses what a cheque pays."""

    _inherit = "club.due"

    # The order of the list: its first page is read from the index.
    _list_order = models.Index("(date DESC, id DESC)")

    @api.depends(
        "reference", "partner_id.name", "residual", "amount", "term_id.date_from"
    )
    @api.depends_context("club_due_in_words")
    def _compute_display_name(self):
        if not self.env.context.get("club_due_in_words"):
            return super()._compute_display_name()
        for due in self:
            # In a form, what is owed stands in the record behind it: an invoice's is
            # shared out in the ledger.
            owed = due._origin or due
            due.display_name = self.env._(
                "%(member)s %(year)s: %(amount)s",
                member=due.partner_id.name,
                year=due.term_id.date_from.year,
                amount=format_amount(
                    self.env, owed.residual or owed.amount, due.currency_id
                ),
            )
        return None
