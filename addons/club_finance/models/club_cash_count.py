from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_amount, format_date

from .club_section_cash import default_cash_section

# Notes and coins in euros, in the order one counts them.
EURO = (500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01)


class ClubCashCount(models.Model):
    """The money found in a cash box on a day, beside what the books expect."""

    _name = "club.cash.count"
    _description = "Cash Count"
    _inherit = ["club.booked", "mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True

    _own_fields = frozenset(
        {"state", "move_id", "expected_booked", "confirmed_by_id", "confirmed_on"}
    )
    _booked_fields = frozenset({"company_id", "section_id", "date", "counted"})

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
        help="Whose cash box was counted.",
    )
    date = fields.Date(required=True, default=lambda s: s.env.company._club_today())
    line_ids = fields.One2many(
        "club.cash.count.line",
        "count_id",
        string="Notes and coins",
        default=lambda s: s._default_lines(),
        copy=False,
    )
    counted = fields.Monetary(
        string="Found in the box",
        compute="_compute_counted",
        store=True,
        readonly=False,
    )
    expected_booked = fields.Monetary(readonly=True, copy=False)
    expected = fields.Monetary(string="By the books", compute="_compute_expected")
    difference = fields.Monetary(compute="_compute_expected")
    explanation = fields.Char(help="Why it differs, as far as one knows.")
    state = fields.Selection(
        [("draft", "Being counted"), ("confirmed", "Confirmed")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    confirmed_by_id = fields.Many2one(
        "res.users", string="Confirmed by", readonly=True, copy=False
    )
    confirmed_on = fields.Datetime(string="Confirmed on", readonly=True, copy=False)
    move_id = fields.Many2one(
        "account.move",
        string="Entry of the difference",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )

    _counted_positive = models.Constraint(
        "CHECK (counted >= 0)", "A cash box holds nothing or more, never less."
    )

    @api.model
    def _default_lines(self):
        if self.env.company.currency_id.name != "EUR":
            return []
        return [Command.create({"value": value}) for value in EURO]

    @api.depends("line_ids.subtotal")
    def _compute_counted(self):
        for count in self:
            # Who counts without the list of coins types the sum.
            if count.line_ids:
                count.counted = sum(count.line_ids.mapped("subtotal"))
            else:
                count.counted = count.counted

    @api.depends("section_id", "date", "counted", "state", "expected_booked")
    def _compute_expected(self):
        for count in self:
            if count.state == "confirmed":
                count.expected = count.expected_booked
            else:
                section = count.section_id
                count.expected = section._cash_balance(count.date) if section else 0.0
            count.difference = count.currency_id.round(count.counted - count.expected)

    @api.depends("section_id", "date")
    def _compute_display_name(self):
        for count in self:
            count.display_name = self.env._(
                "Cash of %(section)s on %(date)s",
                section=count.section_id.name or "",
                date=format_date(self.env, count.date),
            )

    def action_confirm(self):
        """Agree what is in the box; a difference is booked to the gains or losses.

        :raises UserError: no cash box, a difference without explanation or without an
            account to go to, a closed period
        """
        self.section_id._check_keeps_accounts()
        for count in self._lock_in_state("draft"):
            # sudo: entries are written for a treasurer without accounting rights.
            count.sudo()._confirm(self.env.user)

    def _confirm(self, user):
        journal = self.section_id._lock_cash_box()
        if self.date > self.company_id._club_today():
            raise UserError(
                self.env._("A cash box is counted today or before, not in the future.")
            )
        self.invalidate_recordset(["expected", "difference"])
        expected, difference = self.expected, self.difference
        self.write(
            {
                "expected_booked": expected,
                "move_id": self._book_difference(journal, difference).id,
                "state": "confirmed",
                "confirmed_by_id": user.id,
                "confirmed_on": fields.Datetime.now(),
            }
        )

    def _book_difference(self, journal, difference):
        """The entry that brings the books to what was found, if they differ."""
        moves = self.env["account.move"]
        if self.currency_id.is_zero(difference):
            return moves
        if not self.explanation:
            raise UserError(
                self.env._(
                    "%(amount)s differ from the books: count again, look for a "
                    "movement that was not entered, or explain the difference.",
                    amount=format_amount(self.env, difference, self.currency_id),
                )
            )
        account = (
            journal.profit_account_id if difference > 0 else (journal.loss_account_id)
        )
        if not account:
            raise UserError(
                self.env._(
                    "The journal %s has no account for gains and losses of cash: the "
                    "association's treasurer sets them on the journal.",
                    journal.name,
                )
            )
        return moves._club_book(
            journal,
            self.date,
            self.display_name,
            [
                {
                    "account": journal.default_account_id,
                    "balance": difference,
                    "name": self.explanation,
                },
                {
                    "account": account,
                    "balance": -difference,
                    "name": self.explanation,
                    "section": self.section_id,
                },
            ],
        )
