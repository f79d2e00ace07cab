from odoo import api, models
from odoo.tools import format_date


class ClubMeetingRequest(models.Model):
    """Requests for meetings as their askers see them."""

    _inherit = "club.meeting.request"

    @api.model
    def _asked_values(self, space):
        """What this person asked for lately, and what became of it."""
        states = dict(self._fields["state"]._description_selection(self.env))
        # sudo: members have no right on requests; these are their own.
        mine = self.sudo().search([("asker_id", "=", space.person.id)], limit=20)
        return [
            {
                "name": each.cycle_id.name,
                "wish": each.wish,
                "date": format_date(self.env, each.create_date.date()),
                "state": states[each.state],
                "answer": (each.state == "declined" and each.answer) or "",
                "url": each.event_id.announced_on
                and f"/my/meetings/{each.event_id.id}",
            }
            for each in mine
        ]


class ClubMeetingCycle(models.Model):
    _inherit = "club.meeting.cycle"

    def _ask_values(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return [
            {"id": cycle.id, "name": cycle.name, "kind": kinds[cycle.kind]}
            for cycle in self
        ]


class EventEvent(models.Model):
    _inherit = "event.event"

    @api.model
    def _list_values(self, space, *args):
        asked = self.env["club.meeting.request"]._askable(space)
        return {**super()._list_values(space, *args), "may_ask": bool(asked)}
