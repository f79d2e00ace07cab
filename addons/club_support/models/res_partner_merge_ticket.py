from odoo import api, models


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Questions follow their contacts by themselves; none keeps its own requester."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        result = super()._update_foreign_keys(src_partners, dst_partner)
        self.env.invalidate_all()
        # sudo: rights were checked in _merge; nobody owns their own question.
        tickets = self.env["club.ticket"].sudo()
        for ticket in tickets._open_of(dst_partner):
            if not ticket._is_owner_reachable():
                ticket._find_owner(self.env._("Two contacts were merged."))
        return result
