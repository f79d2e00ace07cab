from odoo import models


class ClubDebit(models.Model):
    """What stands against a mandate, in the words of the association's mandates."""

    _inherit = "club.debit"

    def _mandate_refusal(self, mandate):
        ours = mandate.club_mandate_ids
        if ours.state == "suspended":
            return self.env._(
                "The mandate %(reference)s is suspended: %(why)s.",
                reference=ours.reference,
                why=ours.reason or self.env._("the treasurer knows why"),
            )
        return super()._mandate_refusal(mandate)
