from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ClubPayout(models.Model):
    """What a provider of online payments sends to the bank: payments minus its fees."""

    _name = "club.payout"
    _description = "Payout of Online Payments"
    _inherit = ["club.booked", "mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True

    _own_fields = frozenset({"state", "bank_line_id"})
    _booked_fields = frozenset(
        {"company_id", "section_id", "date", "provider", "file", "file_name"}
    )

    name = fields.Char(string="Reference of the provider", required=True)
    provider = fields.Char(help="Who sends it: its name as the bank writes it.")
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
        help="Whose bank account it reaches.",
    )
    date = fields.Date(
        string="Sent on", required=True, default=lambda s: s.env.company._club_today()
    )
    line_ids = fields.One2many("club.payout.line", "payout_id", copy=False)
    line_count = fields.Integer(
        string="Payments", compute="_compute_totals", store=True
    )
    gross = fields.Monetary(string="Paid", compute="_compute_totals", store=True)
    fee = fields.Monetary(string="Fees", compute="_compute_totals", store=True)
    net = fields.Monetary(
        string="Reaches the bank", compute="_compute_totals", store=True
    )
    unknown_count = fields.Integer(
        string="Not found here", compute="_compute_totals", store=True
    )
    file = fields.Binary(string="File of the provider (CSV)", attachment=True)
    file_name = fields.Char()
    # Draft until the bank shows it: then it is in the books.
    state = fields.Selection(
        [("draft", "Expected"), ("credited", "Seen at the bank")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    bank_line_id = fields.Many2one(
        "club.bank.line",
        string="Bank line",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    _name_uniq = models.UniqueIndex(
        "(company_id, name)", "This payout is entered already."
    )
    _bank_line_uniq = models.UniqueIndex(
        "(bank_line_id) WHERE bank_line_id IS NOT NULL",
        "One bank line is one payout.",
    )

    @api.depends("line_ids.gross", "line_ids.fee", "line_ids.deposit_id")
    def _compute_totals(self):
        for payout in self:
            lines = payout.line_ids
            payout.line_count = len(lines)
            payout.gross = sum(lines.mapped("gross"))
            payout.fee = sum(lines.mapped("fee"))
            payout.net = payout.gross - payout.fee
            payout.unknown_count = len(lines.filtered(lambda line: not line.deposit_id))

    def action_read_file(self):
        """Read the payments of the provider's file; read again, it replaces them.

        :raises UserError: no file, or one that cannot be read, saying why
        """
        for payout in self._lock_in_state("draft"):
            if not payout.file:
                raise UserError(
                    self.env._("Choose first the file that the provider offers.")
                )
            # sudo: payments of the file are looked for by their references, which
            # belong to the payment provider's records.
            payout.sudo()._read_file()
            payout._look_for_bank_line()

    def _look_for_bank_line(self):
        """Recognise the bank lines that may be these payouts."""
        # sudo: lines of their own bank account, found by its section.
        lines = self.env["club.bank.line"].sudo()
        for payout in self:
            undone = lines.search(
                Domain("section_id", "=", payout.section_id.id)
                & Domain("company_id", "=", payout.company_id.id)
                & Domain("state", "!=", "done")
                & Domain("amount", "=", payout.net)
            )
            undone._recognise()

    def _waiting_lines(self):
        """Ledger lines in which the payments of these payouts wait for the bank."""
        return self.line_ids.deposit_id._payout_lines()


class ClubDeposit(models.Model):
    """An online payment, on its way from the provider to the bank."""

    _inherit = "club.deposit"

    def _payout_lines(self):
        """Ledger lines in which these online payments wait: refunds included."""
        return self.move_ids.line_ids.filtered(
            lambda line: (
                not line.club_deposit_line_id
                and line.parent_state == "posted"
                and line.account_id.reconcile
                and not line.reconciled
            )
        )
