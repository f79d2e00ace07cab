from odoo import api, models


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Questions follow their contacts by themselves; requests to merge are settled."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: rights were checked in _merge.
        requests = self.env["club.merge.request"].sudo()
        requests._settle(src_partners | dst_partner, dst_partner)
        result = super()._update_foreign_keys(src_partners, dst_partner)
        self.env.invalidate_all()
        # sudo: as above; nobody owns their own question for a moment.
        tickets = self.env["club.ticket"].sudo()
        for ticket in tickets._open_of(dst_partner):
            if not ticket._is_owner_reachable():
                ticket._find_owner(self.env._("Two contacts were merged."))
        return result
