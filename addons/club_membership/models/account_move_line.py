from odoo import fields, models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    club_due_id = fields.Many2one(
        "club.due",
        string="Due",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
    )
    club_deposit_line_id = fields.Many2one(
        "club.deposit.line",
        string="Payment of a deposit",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
    )

    def _copy_data_extend_business_fields(self, values):
        # Asked for by credit notes and reversals only, not by Duplicate: a credit line
        # reduces the due that the line it reverses was written for.
        values["club_due_id"] = self.club_due_id.id
        return super()._copy_data_extend_business_fields(values)

    def _club_debts(self):
        """Those of these lines that are what somebody was asked to pay."""
        return self.filtered(
            lambda line: (
                line.account_id.account_type == "asset_receivable"
                and line.balance > 0
                and line.parent_state == "posted"
            )
        )
