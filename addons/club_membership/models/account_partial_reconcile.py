from odoo import api, models


class AccountPartialReconcile(models.Model):
    """The one place where money meets a debt or leaves it again."""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        partials._club_dues()._sync_terms()
        return partials

    def unlink(self):
        dues = self._club_dues()
        result = super().unlink()
        dues._sync_terms()
        return result

    def _club_dues(self):
        # sudo: whoever may reconcile, the membership follows.
        lines = (self.debit_move_id | self.credit_move_id).sudo()
        return lines.club_due_id | lines.move_id.club_due_ids
