from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from .club_request_states import LIVE


class ClubRequest(models.Model):
    """What the member's space shows of requests: chosen values, never records."""

    _inherit = "club.request"

    @api.model
    def _visible_domain(self, space):
        """Requests that a space may look at: those of its associations, once they
        are confirmed."""
        return Domain("company_id", "in", space.standing.company_id.ids) & Domain(
            "state", "!=", "unconfirmed"
        )

    @api.model
    def _of_space(self, space, request_id):
        """The request with this id, empty where the space may not look at it."""
        # sudo: members hold no right on requests; the domain is their space's.
        return self.sudo().search(
            self._visible_domain(space) & Domain("id", "=", request_id), limit=1
        )

    def _card_values(self):
        """Requests in a list.

        :return: list of dictionaries, in the order of the requests
        """
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        states = dict(self._fields["state"]._description_selection(self.env))
        return [
            {
                "id": request.id,
                "url": f"/my/requests/{request.id}",
                "number": request.number,
                "name": request.name,
                "kind": kinds[request.kind],
                "product": request.product_id.name or "",
                "module": request.module_id.name or "",
                "state": request.state,
                "state_label": states[request.state],
                "is_live": request.state in LIVE,
                "supporters": request.support_count,
            }
            for request in self
        ]

    def _history_values(self):
        """What happened to a request, the newest first, in sentences."""
        states = dict(self._fields["state"]._description_selection(self.env))
        events = self.env["club.request.event"]
        sources = dict(events._fields["by"]._description_selection(self.env))
        return [
            {
                "date": format_date(self.env, event.date),
                "state": states[event.state],
                "by": sources[event.by],
                "reason": event.reason or "",
            }
            for event in self.event_ids
        ]
