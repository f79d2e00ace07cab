from odoo import api, models


class ClubDue(models.Model):
    _inherit = "club.due"

    @api.depends("called_amount")
    def _compute_ledger(self):
        for due in self:
            due.amount = due.called_amount
