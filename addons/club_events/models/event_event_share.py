from odoo import api, models


class EventEvent(models.Model):
    """Where a meeting is read about: its page on the site, else in the space."""

    _inherit = "event.event"

    @api.depends("is_published")
    def _compute_event_share_url(self):
        """A page of the website that is not published is nobody's to read."""
        shown = self.filtered("is_published")
        result = super(EventEvent, shown)._compute_event_share_url()
        for event in self - shown:
            base = event.get_base_url()
            event.event_share_url = f"{base}/my/meetings/{event._origin.id}"
        return result
