from odoo import fields, models


class ClubTaxReceiptCancel(models.TransientModel):
    """Why a tax receipt is cancelled, and whether another one replaces it."""

    _name = "club.tax.receipt.cancel"
    _description = "Cancel or Replace a Tax Receipt"
    _inherit = ["club.dialog"]

    receipt_id = fields.Many2one("club.tax.receipt", required=True, ondelete="cascade")
    reason = fields.Char(required=True, help="The donor reads it.")
    replace = fields.Boolean(
        string="Give another one for the same gifts",
        default=True,
        help="With the donor's name and address as they are now.",
    )

    def action_confirm(self):
        """Cancel the receipt, and replace it if asked.

        :return: the action that shows the new one, or closes the dialog
        """
        self.ensure_one()
        if not self.replace:
            self.receipt_id._cancel(self.reason)
            return {"type": "ir.actions.act_window_close"}
        made = self.receipt_id._replace(self.reason)
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.tax.receipt",
            "res_id": made.id,
            "view_mode": "form",
        }
