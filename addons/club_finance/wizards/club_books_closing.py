from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class ClubBooksClosing(models.TransientModel):
    """Close the books until a day: from then on nothing dated before is booked.

    Odoo keeps the day and refuses entries before it; its Community edition has no page
    to set it.
    """

    _name = "club.books.closing"
    _description = "Closing of the Books"
    _inherit = ["club.dialog"]

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda s: s.env.company
    )
    closed_until = fields.Date(
        related="company_id.fiscalyear_lock_date", string="Closed until"
    )
    date = fields.Date(
        string="Close until", help="This day included. Empty: open everything again."
    )
    waiting = fields.Text(string="Still to do", compute="_compute_waiting")

    @api.model
    def default_get(self, fields_list):
        """The end of the last accounting year."""
        company = self.env.company
        start = company._club_year(company._club_today())[0]
        return {
            "date": fields.Date.subtract(start, days=1),
            **super().default_get(fields_list),
        }

    @api.depends("date", "company_id")
    def _compute_waiting(self):
        for closing in self:
            closing.waiting = "\n".join(closing._sentences()) or False

    def _sentences(self):
        """What is dated before the day and not booked yet, in sentences."""
        if not self.date:
            return []
        until = [("company_id", "=", self.company_id.id), ("date", "<=", self.date)]
        counts = (
            (
                self._count("club.bank.line", [*until, ("state", "!=", "done")]),
                self.env._("bank lines wait to be settled: the books cannot close."),
            ),
            (
                self._count("club.deposit", [*until, ("state", "=", "draft")]),
                self.env._("deposit slips are drafts: post or cancel them."),
            ),
            (
                self._count("club.cash.movement", [*until, ("state", "=", "draft")]),
                self.env._("cash movements are drafts: book or delete them."),
            ),
            (
                self._count("account.move", [*until, ("state", "=", "draft")]),
                self.env._("entries or invoices are drafts: post or delete them."),
            ),
        )
        return [f"{count} {sentence}" for count, sentence in counts if count]

    def _count(self, model, domain):
        return self.env[model].search_count(domain)

    def action_close(self):
        """Set the day; nothing dated until then is booked any more.

        :raises UserError: bank lines of these days wait, or the day has not come
        """
        self.ensure_one()
        self.check_access("write")
        company = self.company_id
        if self.date and self.date >= company._club_today():
            raise UserError(
                self.env._(
                    "%s has not ended yet: close the books until a day that is over.",
                    format_date(self.env, self.date),
                )
            )
        if self.date and self._count(
            "club.bank.line",
            [
                ("company_id", "=", company.id),
                ("date", "<=", self.date),
                ("state", "!=", "done"),
            ],
        ):
            raise UserError(self.waiting)
        # sudo: writing a company takes Odoo's own administrator; who may make this
        # form keeps the books, and it writes this day alone.
        company.sudo().fiscalyear_lock_date = self.date
        return {"type": "ir.actions.act_window_close"}
