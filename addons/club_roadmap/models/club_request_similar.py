from odoo import api, models
from odoo.fields import Domain

from .club_request_states import LIVE

LOOKS_AN_HOUR = 600


class ClubRequest(models.Model):
    """Requests that are about the same as a new one, however they are put."""

    _inherit = "club.request"

    @api.model
    def _may_look_for_similar(self, user):
        # sudo: a counter of the system.
        rates = self.env["club.rate"].sudo()
        return rates._allow("request_similar", str(user.id), LOOKS_AN_HOUR, 60)

    @api.model
    def _similar_cards(self, space, title, wish=""):
        """Live requests of the space's associations that resemble a new one.

        :return: see ``_card_values``, the most alike first
        """
        domain = self._visible_domain(space) & Domain("state", "in", LIVE)
        # sudo: members hold no right on requests; the domain is their space's.
        return self.sudo()._similar(title, domain, more=wish)._card_values()
