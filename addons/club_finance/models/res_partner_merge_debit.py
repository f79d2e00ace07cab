from odoo import api, models


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Two contacts of one payer in one debit: both were told, and both stay."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: rights were checked in _merge.
        lines = (
            self.env["club.debit.line"]
            .sudo()
            .search(
                [
                    ("payer_id", "in", (src_partners | dst_partner).ids),
                    ("state", "!=", "left_out"),
                    ("merged_into_id", "=", False),
                ],
                order="id",
            )
        )
        for same in lines.grouped("debit_id").values():
            kept = same.filtered(lambda line: line.payer_id == dst_partner)[:1]
            kept = kept or same[:1]
            (same - kept).merged_into_id = kept
        self.env.flush_all()
        return super()._update_foreign_keys(src_partners, dst_partner)
