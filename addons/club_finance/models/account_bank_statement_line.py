from odoo import api, fields, models
from odoo.exceptions import UserError

# What is copied from Odoo's bank line when it changes there.
COPIED = {
    "journal_id",
    "date",
    "amount",
    "payment_ref",
    "partner_name",
    "account_number",
    "ref",
}


class AccountBankStatementLine(models.Model):
    """Odoo's bank line tells ours, whatever way it came in."""

    _inherit = "account.bank.statement.line"

    # Without it each change of a line would have the database look for ours.
    club_line_ids = fields.One2many(
        "club.bank.line", "statement_line_id", string="Bank lines"
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        self.env["club.bank.line"]._adopt(lines)
        return lines

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & COPIED:
            self.env["club.bank.line"]._adopt(self)
        return result

    def _do_auto_reconcile_invoices(self):
        """No reconciling by a piece of label found in an invoice: our own recognition
        gives its reasons, and a treasurer can take it back."""
        return self, self.browse()

    def _club_suspense_lines(self):
        """The suspense lines of these bank lines, none of which is done.

        :raises UserError: one has none
        """
        found = self.env["account.move.line"]
        for line in self:
            _liquidity, suspense, _others = line._seek_for_lines()
            if not suspense:
                raise UserError(
                    self.env._("%s is booked already.", line.payment_ref or line.name)
                )
            found |= suspense
        return found
