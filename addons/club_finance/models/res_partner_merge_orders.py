from odoo import api, models


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Of one order that both contacts have, one stays open; both stay in the books."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: rights were checked in _merge.
        both = (src_partners | dst_partner).ids
        orders = self.env["club.purchase.order"].sudo()
        found = orders.search(
            [("partner_id", "in", both), ("state", "=", "open")], order="id"
        )
        for same in found.grouped(lambda o: (o.company_id.id, o.name)).values():
            kept = same.filtered(lambda o: o.partner_id == dst_partner)[:1] or same[:1]
            (same - kept)._end("closed", self.env._("The same order of one payer."))
        self.env.flush_all()
        result = super()._update_foreign_keys(src_partners, dst_partner)
        orders.invalidate_model()
        orders.search([("partner_id", "in", both)])._refresh_held()
        return result
