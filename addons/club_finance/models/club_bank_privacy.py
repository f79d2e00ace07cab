from odoo import models


class ResPartner(models.Model):
    """Of who is forgotten the bank's words stay in the books, not their account."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        result = super()._club_forget_elsewhere()
        # sudo: as for their other data; who may erase was checked.
        paid = (
            self.env["club.bank.proposal"]
            .sudo()
            .search([("payer_id", "in", self.ids), ("accepted", "=", True)])
            .line_id
        )
        # The entry stays as it was booked: only what identifies the payer goes.
        paid.statement_line_id.with_context(
            skip_account_move_synchronization=True
        ).write({"partner_name": False, "account_number": False})
        return result
