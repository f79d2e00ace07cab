from odoo import api, models
from odoo.fields import Domain

from .club_pain import LIVE

OFFERED = 200


class ClubRequest(models.Model):
    """Beware of answering pain with features: a request says which pains it heals."""

    _inherit = "club.request"

    def _pain_values(self):
        """The pain points that this request answers: plain values for its page."""
        # sudo: see _of_space; what was merged into it heals the same pains.
        merged = self.sudo().search([("root_id", "=", self.id)])
        roots = {pain._root().id for pain in (self | merged).pain_ids}
        found = self.env["club.pain"].browse(roots)
        return found.sorted("member_count", reverse=True)._card_values()

    def _page_values(self, space):
        return {**super()._page_values(space), "pains": self._pain_values()}

    @api.model
    def _form_choices(self, space):
        # sudo: members hold no right on pain points; the domain is their space's.
        pains = self.env["club.pain"].sudo()
        live = pains._visible_domain(space) & Domain("state", "in", LIVE)
        return {
            **super()._form_choices(space),
            "pains": [
                {"id": pain.id, "name": pain.name}
                for pain in pains.search_fetch(live, ["name"], limit=OFFERED)
            ],
        }

    def _typed_values(self):
        pain = self.pain_ids[:1]._root() if self.pain_ids else self.pain_ids
        return {**super()._typed_values(), "pain": str(pain.id or "")}

    @api.model
    def _form_values(self, space, form, membership):
        values = super()._form_values(space, form, membership)
        pain = self.env["club.pain"]._pick(
            "club.pain", membership.company_id, [form.get("pain")]
        )
        return {**values, "pain_ids": [(4, pain._root().id)]} if pain else values
