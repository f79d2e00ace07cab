from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount


class ClubBankMatchPart(models.TransientModel):
    """One part of a bank line: the dues of a payer, or a heading."""

    _name = "club.bank.match.part"
    _description = "Part of a Bank Line"
    _inherit = ["club.dialog"]

    match_id = fields.Many2one("club.bank.match", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="match_id.company_id")
    currency_id = fields.Many2one(related="match_id.currency_id")
    incoming = fields.Boolean(compute="_compute_incoming")
    what = fields.Selection(
        [("payer", "A member's or payer's"), ("heading", "Income or spending")],
        required=True,
        default="payer",
    )
    payer_id = fields.Many2one("res.partner", string="Who", check_company=True)
    due_ids = fields.Many2many(
        "club.due",
        string="Dues",
        check_company=True,
        help="Empty: all that this payer owes, oldest first.",
    )
    heading_id = fields.Many2one("club.heading", check_company=True)
    section_id = fields.Many2one(
        "club.section",
        string="For",
        check_company=True,
        help="Whose income or spending it is; by default whose bank account it is.",
    )
    note = fields.Char(string="What for")
    amount = fields.Monetary(
        required=True, help="Above zero what came in, below what left."
    )
    open_amount = fields.Monetary(string="Owed", compute="_compute_open_amount")

    @api.depends("match_id.amount")
    def _compute_incoming(self):
        for part in self:
            part.incoming = part.match_id.amount > 0

    @api.depends("due_ids")
    def _compute_open_amount(self):
        for part in self:
            # _origin: in a form a due is a draft copy, whose ledger nobody can read.
            part.open_amount = sum(part.due_ids._origin.mapped("residual"))

    @api.onchange("payer_id")
    def _onchange_payer_id(self):
        """Propose what this payer still owes, all members they pay for included."""
        self.due_ids = (
            self._dues_of_payer() if self.payer_id and self.incoming else False
        )

    @api.onchange("what")
    def _onchange_what(self):
        if self.what == "heading":
            self.due_ids = False
        else:
            self.heading_id = self.section_id = self.note = False

    def _dues_of_payer(self):
        return self.env["club.due"].search(
            [
                ("payer_id", "=", self.payer_id.id),
                ("company_id", "=", self.company_id.id),
                ("state", "in", ("called", "partial")),
            ],
            order="due_date, id",
        )

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts.match_id.line_id.check_access("write")
        return parts

    def _check_complete(self):
        """Refuse a part that says nothing, in words."""
        amount = format_amount(self.env, self.amount, self.currency_id)
        if self.currency_id.is_zero(self.amount):
            raise UserError(
                self.env._("A part of zero says nothing: give it an amount.")
            )
        if self.what == "heading":
            if not self.heading_id:
                raise UserError(
                    self.env._("Choose the heading of the part of %s.", amount)
                )
            self.heading_id.check_access("read")
            self.heading_id._check_bookable(self.company_id)
            if self.section_id:
                self.section_id._check_keeps_accounts()
            return
        if not self.payer_id:
            raise UserError(self.env._("Choose whose the part of %s is.", amount))
        # Nobody settles, or learns of, dues out of their sight.
        self._check_named()

    def _prepare_proposal(self):
        values = self._prepare_part()
        if self.what == "heading":
            return values | {
                "kind": "heading",
                "heading_id": self.heading_id.id,
                "booked_section_id": self.section_id.id,
                "note": self.note,
            }
        targets = self._targets()
        return values | {
            "kind": "dues",
            "due_ids": self.due_ids.ids,
            "move_line_ids": targets.ids,
        }

    def _prepare_part(self):
        """What proposals of all kinds say."""
        return {
            "line_id": self.match_id.line_id.id,
            "confidence": "exact",
            "reason": self.env._("%s said so.", self.env.user.name),
            "payer_id": self.payer_id.id,
            "amount": self.amount,
        }

    def _targets(self):
        """Open ledger lines that this part settles: what is owed, or what is to be
        given back."""
        if self.amount > 0:
            others = (self.match_id.part_ids - self).due_ids
            dues = self.due_ids or self._dues_of_payer() - others
            self.due_ids._check_payable()
            return dues._open_debts()
        credits = self._open_credits()
        if (
            self.currency_id.compare_amounts(
                -sum(credits.mapped("amount_residual")), -self.amount
            )
            < 0
        ):
            raise UserError(
                self.env._(
                    "%(payer)s has no credit of %(amount)s to be given back: choose a "
                    "heading instead.",
                    payer=self.payer_id.name,
                    amount=format_amount(self.env, -self.amount, self.currency_id),
                )
            )
        return credits

    def _open_credits(self):
        """What the payer paid too much: open credits, oldest first."""
        # sudo: what of the ledger concerns a payer whom one may read.
        payer = self.payer_id
        return (
            self.env["account.move.line"]
            .sudo()
            .search(
                [
                    ("partner_id", "in", (payer | payer.commercial_partner_id).ids),
                    ("company_id", "=", self.company_id.id),
                    ("account_id.account_type", "=", "asset_receivable"),
                    ("parent_state", "=", "posted"),
                    ("amount_residual", "<", 0),
                ],
                order="date, id",
            )
        )
