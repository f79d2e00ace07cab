from odoo import api, models
from odoo.exceptions import UserError


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Merging two contacts never makes somebody the judge of their own claim."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        people = (src_partners | dst_partner).ids
        # sudo: rights were checked in _merge. Core would delete the claim that the
        # database refuses to rewrite.
        claims = (
            self.env["club.expense"]
            .sudo()
            .search(
                [
                    ("decided_by_id", "in", people),
                    "|",
                    ("partner_id", "in", people),
                    ("submitted_by_id", "in", people),
                ],
                limit=1,
            )
        )
        if claims:
            raise UserError(
                self.env._(
                    "%(claim)s was claimed under one of these contacts and decided on "
                    "under another: they cannot become one person. Take the claim "
                    "back and let somebody else decide, then merge them.",
                    claim=claims.display_name,
                )
            )
        return super()._update_foreign_keys(src_partners, dst_partner)
