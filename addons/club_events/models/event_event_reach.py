from odoo import api, models
from odoo.fields import Domain


class EventEvent(models.Model):
    """What a team manager sees besides: meetings that colleagues come to, or may
    come to, in the name of the organisation."""

    _inherit = "event.event"

    @api.model
    def _space_domain(self, space):
        domain = super()._space_domain(space)
        rows = self.env["event.registration"]._of_space(space)
        beside = Domain("id", "in", rows.event_id.ids)
        if space.manages:
            # sudo: where people of the manager's own organisations sit.
            seats = self.env["club.commission.member"].sudo()
            seats = seats.search_fetch(
                Domain("membership_id", "in", space.manages.ids)
                & Domain("state", "=", "active")
            )
            beside |= Domain("audience", "=", "body") & Domain(
                "commission_id", "in", seats.commission_id.ids
            )
        return domain | (Domain("announced_on", "!=", False) & beside)
