from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..money.target_days import is_target_day, next_target_day

# What the lines were written from: it cannot change once they are.
BASIS = {"company_id", "call_id", "collection_date", "notice_days", "payment_mode_id"}
# Facts that only the steps of a debit write.
OWN_FIELDS = {"stage", "job", "state", "run_total", "run_done", "run_error"}


class ClubDebit(models.Model):
    """A direct debit of dues: whom it takes money from, how much, on which day.

    It is prepared, announced to the payers, written into files for the bank and, once
    the bank took these, booked: each step a long job, done in committed chunks.
    """

    _name = "club.debit"
    _description = "Direct Debit"
    _inherit = ["club.facts", "club.state.lock", "club.run", "mail.thread"]
    _order = "collection_date desc, id desc"
    _check_company_auto = True
    _own_fields = frozenset(OWN_FIELDS)
    _scope_fields = frozenset({"company_id"})

    name = fields.Char(
        required=True,
        default=lambda s: s.env._("Direct debit of dues"),
        help="Payers read it in the announcement and on their bank statement.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    call_id = fields.Many2one(
        "club.dues.call",
        string="Dues call",
        check_company=True,
        ondelete="restrict",
        domain="[('kind', '=', 'campaign')]",
        help="Empty: all open dues of the payers who gave a mandate.",
    )
    notice_days = fields.Integer(
        string="Days of notice",
        required=True,
        default=lambda s: s.env.company.club_debit_notice_days,
        help="Between the announcement and the debit: 14 unless you agreed otherwise "
        "with your members.",
    )
    collection_date = fields.Date(
        string="Debited on",
        required=True,
        tracking=True,
        default=lambda s: s._default_collection_date(),
        help="A day on which banks work. Instalments payable until then are debited.",
    )
    payment_mode_id = fields.Many2one(
        "account.payment.mode",
        string="Way of debiting",
        check_company=True,
        ondelete="restrict",
        domain="[('payment_method_code', '=', 'sepa_direct_debit')]",
        default=lambda s: s.env.company._club_debit_mode(),
    )
    stage = fields.Selection(
        [
            ("draft", "Draft"),
            ("prepared", "Prepared"),
            ("announced", "Announced"),
            ("ordered", "Files made"),
            ("collected", "Taken by the bank"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    job = fields.Selection(
        [
            ("announce", "Announcing"),
            ("order", "Making the files"),
            ("collect", "Booking"),
            ("retract", "Telling the payers that it does not come"),
        ],
        readonly=True,
        copy=False,
        help="What the long job does, or did last.",
    )
    line_ids = fields.One2many("club.debit.line", "debit_id", copy=False)
    order_ids = fields.One2many(
        "account.payment.order",
        "club_debit_id",
        string="Files",
        copy=False,
        groups="account_payment_order.group_account_payment",
    )
    line_count = fields.Integer(string="Payers", compute="_compute_totals")
    left_out_count = fields.Integer(string="Left out", compute="_compute_totals")
    returned_count = fields.Integer(string="Returned", compute="_compute_totals")
    order_count = fields.Integer(string="Number of files", compute="_compute_totals")
    amount = fields.Monetary(compute="_compute_totals")

    @api.model
    def _default_collection_date(self):
        company = self.env.company
        # A day more: whoever prepares in the evening announces the next morning.
        days = company.club_debit_notice_days + 1
        return next_target_day(company._club_today() + timedelta(days=days))

    @api.depends("line_ids.state", "line_ids.amount", "order_ids")
    def _compute_totals(self):
        groups = self.env["club.debit.line"]._read_group(
            [("debit_id", "in", self.ids)],
            ["debit_id", "state"],
            ["__count", "amount:sum"],
        )
        # sudo: how many files there are, for readers who hold no accounting group.
        orders = dict(
            self.env["account.payment.order"]
            .sudo()
            ._read_group(
                [("club_debit_id", "in", self.ids), ("state", "!=", "cancel")],
                ["club_debit_id"],
                ["__count"],
            )
        )
        for debit in self:
            mine = {state: (n, total) for d, state, n, total in groups if d == debit}
            counted = {
                state: pair
                for state, pair in mine.items()
                if state not in ("left_out", "cancelled")
            }
            debit.line_count = sum(n for n, _total in counted.values())
            debit.amount = sum(total for _n, total in counted.values())
            debit.left_out_count = mine.get("left_out", (0, 0.0))[0]
            debit.returned_count = mine.get("returned", (0, 0.0))[0]
            debit.order_count = orders.get(debit, 0)

    @api.constrains("collection_date")
    def _check_collection_date(self):
        for debit in self:
            day = debit.collection_date
            if not is_target_day(day):
                raise UserError(
                    self.env._(
                        "Banks do not debit on %(day)s: choose %(next)s.",
                        day=format_date(self.env, day, date_format="EEEE d MMMM y"),
                        next=format_date(
                            self.env,
                            next_target_day(day),
                            date_format="EEEE d MMMM y",
                        ),
                    )
                )

    _notice_positive = models.Constraint(
        "CHECK (notice_days >= 1)",
        "Payers are told of a direct debit at least one day before.",
    )

    def write(self, vals):
        if vals.keys() & BASIS:
            self._check_not_told()
        result = super().write(vals)
        if vals.keys() & BASIS:
            # What was prepared no longer holds.
            self.filtered(lambda debit: debit.stage == "prepared")._unprepare()
        return result

    def _check_not_told(self):
        for debit in self:
            if debit.stage not in ("draft", "prepared") or debit.state == "running":
                raise UserError(
                    self.env._(
                        "%s was announced to its payers as it is: cancel it and "
                        "prepare another one.",
                        debit.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_told(self):
        for debit in self:
            if debit.stage not in ("draft", "prepared"):
                raise UserError(
                    self.env._(
                        "%s was announced and cannot be deleted: cancel it, so that "
                        "its trace stays.",
                        debit.name,
                    )
                )
