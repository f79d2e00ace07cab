from odoo import fields, models


class ClubExpenseRefusal(models.TransientModel):
    """Why a claim is refused, or taken back after it was approved."""

    _name = "club.expense.refusal"
    _description = "Refusal of an Expense Claim"
    _inherit = ["club.dialog"]

    expense_id = fields.Many2one("club.expense", required=True, ondelete="cascade")
    expense_state = fields.Selection(
        related="expense_id.state", related_sudo=False, string="State now"
    )
    reason = fields.Char(
        required=True, help="The person who claims reads it: say what is wrong."
    )

    def action_confirm(self):
        """Refuse what waits, take back what was approved.

        :raises UserError: one's own claim, paid already
        """
        for refusal in self:
            if refusal.expense_id.state == "submitted":
                refusal.expense_id._refuse(refusal.reason)
            else:
                refusal.expense_id._cancel(refusal.reason)
