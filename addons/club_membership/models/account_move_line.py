from odoo import fields, models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    # Copied to reversals on purpose: a credit note line reduces the due that the line
    # it reverses was written for.
    club_due_id = fields.Many2one(
        "club.due", string="Due", index="btree_not_null", ondelete="restrict"
    )
    club_deposit_line_id = fields.Many2one(
        "club.deposit.line", string="Payment of a deposit", index="btree_not_null",
        ondelete="restrict", copy=False,
    )
