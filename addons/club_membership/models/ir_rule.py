from functools import partial

from odoo import api, models

from .. import scope


class IrRule(models.Model):
    """Lets record rules name the scope of an office in a word (see ``scope.py``)."""

    _inherit = "ir.rule"

    @api.model
    def _eval_context(self):
        context = super()._eval_context()
        uid, companies = self.env.uid, context["company_ids"]
        return {
            **context,
            "club_sections": partial(scope.served_sections, uid),
            "club_contacts": partial(scope.readable_contacts, uid, companies),
            "club_editable_contacts": partial(
                scope.editable_contacts, uid, companies
            ),
        }
