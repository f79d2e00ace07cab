from odoo import models


class ClubDebitReturnLine(models.Model):
    """What a treasurer does next about a debit that came back."""

    _inherit = "club.debit.return.line"

    def action_view_dues(self):
        """Show what is owed again, and the fee."""
        self.check_access("read")
        # sudo: numbers only; the list shows those that the reader may see.
        lines = self.sudo()
        dues = lines.debit_line_id.due_ids | lines.fee_due_id
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_membership.club_due_action"
            ),
            "domain": [("id", "in", dues.ids)],
        }

    def action_view_mandate(self):
        """Open the mandate: resume it, or enter another account."""
        self.ensure_one()
        self.check_access("read")
        # sudo: its number only; the form opens to whom it may.
        mandates = self.sudo().debit_line_id.mandate_id.club_mandate_ids
        return {
            "type": "ir.actions.act_window",
            "res_model": mandates._name,
            "res_id": mandates[:1].id,
            "views": [(False, "form")],
        }
