from odoo import api, models
from odoo.fields import Domain


class EventEvent(models.Model):
    """Agenda, minutes and open actions on the page of a meeting."""

    _inherit = "event.event"

    @api.model
    def _with_id(self, event_id):
        """Domain of one meeting."""
        return Domain("id", "=", event_id)

    def _page_values(self, space):
        hosted = self._hosted_by(space)
        coming = not self.is_finished and not self.cancelled_on
        sits = self.commission_id in self._seated(space)
        follows = coming and self.commission_id and (hosted or sits)
        actions = self.env["club.minutes.action"]
        return {
            **super()._page_values(space),
            "agenda": self._agenda(space),
            "hosted": hosted,
            "may_propose": bool(
                coming and space.standing and not self._sees_as_guest_only(space)
            ),
            "minutes": self._minutes_line(space),
            "may_begin_minutes": bool(
                hosted
                and not self.minutes_ids
                and not self.cancelled_on
                and self.announced_on
            ),
            "open_actions": actions._late_first(self.commission_id, space)
            if follows
            else [],
        }

    def _seated(self, space):
        """Commissions in which this space takes part today."""
        return space.seats.filtered(lambda row: row._takes_part()).commission_id

    def _minutes_line(self, space):
        """The minutes of this meeting as far as this space reads them, else empty."""
        # sudo: members hold no right on minutes; _of_space says who reads them.
        minutes = self.sudo().minutes_ids
        if not minutes:
            return {}
        found = self.env["club.minutes"]._of_space(space, minutes.id)
        return found._card_values(draft=not found.revision_id) if found else {}


class EventTrack(models.Model):
    _inherit = "event.track"

    def _is_led_by(self, space):
        """Whether the person of this space leads the item, and brings its documents."""
        return bool(space.personal and self.owner_id and self.owner_id == space.person)
