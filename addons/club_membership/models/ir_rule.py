from functools import partial

from odoo import api, models

from .. import scope


class IrRule(models.Model):
    """Lets record rules name the scope of an office in a word (see ``scope.py``)."""

    _inherit = "ir.rule"

    @api.model
    def _eval_context(self):
        context = super()._eval_context()
        # The user's own partner is a constant: res.users clears the cache of rules
        # when it changes (see _get_invalidation_fields).
        partner, companies = context["user"].partner_id.id, context["company_ids"]
        return {
            **context,
            "club_sections": partial(scope.served_sections, partner),
            "club_section_tree": partial(scope.readable_sections, partner),
            "club_payers": partial(scope.served_payers, partner),
            "club_contacts": partial(scope.readable_contacts, partner, companies),
            "club_editable_contacts": partial(
                scope.editable_contacts, partner, self.env.uid, companies
            ),
        }
