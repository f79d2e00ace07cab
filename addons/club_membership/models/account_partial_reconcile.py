from odoo import api, models


class AccountPartialReconcile(models.Model):
    """The one place where money meets a debt or leaves it again."""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        dues = partials._club_dues()
        dues._recompute_handed_over()
        dues._sync_terms()
        return partials

    def unlink(self):
        # Only money taken back ends what it had begun: a credit note or a waiver
        # undone leaves the membership alone.
        payments = self.filtered(lambda partial: partial._is_club_payment())
        undone, others = payments._club_dues(), (self - payments)._club_dues()
        result = super().unlink()
        (undone | others)._recompute_handed_over()
        undone._sync_terms(undone=True)
        (others - undone)._sync_terms()
        return result

    def _is_club_payment(self):
        # sudo: as for the dues.
        credit = self.sudo().credit_move_id
        return not credit.club_due_id and credit.move_id.move_type != "out_refund"

    def _club_dues(self):
        # sudo: whoever may reconcile, the membership follows.
        lines = (self.debit_move_id | self.credit_move_id).sudo()
        return lines.club_due_id | lines.move_id._club_all_dues()
