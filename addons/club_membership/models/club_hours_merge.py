from odoo import api, models

# Of two lines about the same thing, the one that says most.
WEIGHT = {"confirmed": 0, "proposed": 1, "declined": 2}


class ClubHours(models.Model):
    """Two contacts who are one person: their hours are kept, none counts twice."""

    _inherit = "club.hours"

    def _fold_into(self, kept):
        """Set these lines aside, as the same hours as ``kept``."""
        for line in self:
            before = line._facts()
            line.write(
                {
                    "same_as_id": kept.id,
                    "state": "declined",
                    "reason": self.env._("The same hours are in the log once already."),
                }
            )
            line._trace("merged", before)


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Core would delete the lines whose origin both contacts have."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _check_may_merge(self, partners):
        result = super()._check_may_merge(partners)
        if not self.env.su:
            # sudo: what the user cannot see must be found to be refused.
            hours = self.env["club.hours"].sudo()
            given = hours.search([("partner_id", "in", partners.ids)])
            given.sudo(False).check_access("read")
        return result

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        people = src_partners | dst_partner
        # sudo: rights were checked in _merge; hours in all associations count.
        lines = (
            self.env["club.hours"]
            .sudo()
            .search(
                [
                    ("partner_id", "in", people.ids),
                    ("origin", "!=", False),
                    ("same_as_id", "=", False),
                ]
            )
        )
        for same in lines.grouped(lambda row: (row.company_id, row.origin)).values():
            kept, *others = same.sorted(lambda row: (WEIGHT[row.state], row.id))
            same.browse([row.id for row in others])._fold_into(kept)
        self.env.flush_all()
        return super()._update_foreign_keys(src_partners, dst_partner)
