from odoo import api, models

from .club_mandate import LIVE


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Two contacts who are one keep their mandates; one of them is debited."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        self._club_merge_mandates(src_partners | dst_partner)
        self._club_merge_banks(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _club_merge_mandates(self, partners):
        """Of two live mandates the one signed last stays."""
        # sudo: rights were checked in _merge.
        live = (
            self.env["club.mandate"]
            .sudo()
            .search(
                [("partner_id", "in", partners.ids), ("state", "in", LIVE)],
                order="signed_on desc, id desc",
            )
        )
        for same in live.grouped("company_id").values():
            kept = same[:1]
            for other in same - kept:
                other._end("replaced", self.env._("Two contacts of one payer"))
                other.replaced_by_id = kept

    @api.model
    def _club_merge_banks(self, src_partners, dst_partner):
        """Of one account number known twice, core would delete a row that mandates
        name: they name the one that stays first."""
        accounts = self.env["res.partner.bank"].sudo()  # sudo: as above
        accounts = accounts.with_context(active_test=False)
        all_of_them = accounts.search(
            [("partner_id", "in", (src_partners | dst_partner).ids)]
        )
        for same in all_of_them.grouped("sanitized_acc_number").values():
            kept = same.filtered(lambda a: a.partner_id == dst_partner)[:1] or same[:1]
            mandates = (same - kept).mandate_ids
            mandates.with_context(club_mandate=True).write({"partner_bank_id": kept.id})
        self.env.flush_all()
