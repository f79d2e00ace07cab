from datetime import timedelta

from odoo import api, fields, models

# How many meetings that are over a page shows.
PAST = 30
RECENT = timedelta(days=400)


class EventEvent(models.Model):
    """The member's list of meetings: theirs, what is open to them, what is over."""

    _inherit = "event.event"

    @api.model
    def _list_values(self, space, wanted=None):
        """What the page of meetings shows.

        :param space: a ``Space``
        :return: ``coming`` (registered), ``open`` and ``past``: lists of lines
        """
        now = fields.Datetime.now()
        rows = self.env["event.registration"]._of_space(space)
        mine = rows.event_id
        seen = self._of_space(space)
        ahead = seen.filtered(lambda e: e.date_end >= now).sorted(
            lambda e: (e.date_begin, e.id)
        )
        over = mine.filtered(lambda e: e.date_end < now).sorted(
            lambda e: (e.date_begin, e.id), reverse=True
        )
        return {
            "coming": (ahead & mine)._line_values(space),
            "open": (ahead - mine)._line_values(space),
            "past": over[:PAST]._line_values(space),
        }
