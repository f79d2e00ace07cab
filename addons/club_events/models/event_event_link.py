from odoo import api, fields, models


class EventEvent(models.Model):
    """The link to connect is for who has a place; the office's note for the office.
    Of a published meeting visitors and portal users read every other field."""

    _inherit = "event.event"

    event_url = fields.Char(groups="base.group_user")
    note = fields.Html(groups="base.group_user")

    @api.depends_context("uid")
    def _compute_event_share_url(self):
        """Core shares the link to connect with whoever reads of the meeting: on its
        page and in its calendar file."""
        if self.env.su or self.env.user._is_internal():
            return super()._compute_event_share_url()
        for event in self:
            event.event_share_url = f"{event.get_base_url()}{event.website_url}"
        return None
