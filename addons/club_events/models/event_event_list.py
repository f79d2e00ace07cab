from odoo import api, fields, models
from odoo.fields import Domain

# How many meetings that are over a page shows.
PAST = 30


class EventEvent(models.Model):
    """The member's list of meetings: theirs, what is open to them, what is over."""

    _inherit = "event.event"

    @api.model
    def _list_values(self, space, whose="", kind=""):
        """What the page of meetings shows.

        :param space: a ``Space``
        :param whose: key of a commission or section, as ``_whose_key``; empty: all
        :param kind: a key of the kinds of meetings; empty: all
        :return: ``answers`` (what waits for the person), ``coming`` (registered),
            ``open`` and ``past``, lists of lines; and what one may filter by
        """
        now = fields.Datetime.now()
        rows = self.env["event.registration"]._of_space(space)
        mine = rows.event_id
        # sudo: members have no right on meetings; their space says which they see.
        ahead = self.sudo().search_fetch(
            self._space_domain(space)
            & Domain("date_end", ">=", now)
            & (Domain("cancelled_on", "=", False) | Domain("id", "in", mine.ids)),
            order="date_begin, id",
        )
        kept = rows.filtered(lambda row: row.state in ("open", "done"))
        over = kept.event_id.filtered(lambda e: e.date_end < now)
        over = over.sorted(lambda e: (e.date_begin, e.id), reverse=True)
        chosen = ahead.filtered(
            lambda e: whose in ("", e._whose_key()) and kind in ("", e.club_kind or "")
        )
        values = {
            "answers": self.env["event.registration"]._to_answer(space).event_id.ids,
            "coming": (chosen & mine)._mine_values(space, rows),
            "open": (chosen - mine)._line_values(space),
            "past": over[:PAST]._mine_values(space, kept),
        }
        return {**values, **ahead._filter_values(whose, kind)}

    def _mine_values(self, space, rows):
        """Lines of these meetings with the registrations of the space in each."""
        shown = rows.filtered(lambda row: row.event_id in self)
        mine = {event.id: [] for event in self}
        for row, values in zip(shown, shown._row_values(space), strict=True):
            mine[row.event_id.id].append(values)
        return [{**line, "mine": mine[line["id"]]} for line in self._line_values(space)]

    def _whose_key(self):
        """Names the commission, else the section, that holds it, in an address."""
        if self.commission_id:
            return f"c{self.commission_id.id}"
        return f"s{self.section_id.id}" if self.section_id else "all"

    def _filter_values(self, whose, kind):
        """What the meetings of a list may be filtered by, and what is chosen."""
        holders = {event._whose_key(): event._whose_text() for event in self}
        labels = dict(self._fields["club_kind"]._description_selection(self.env))
        kinds = {kind: labels[kind] for kind in self.mapped("club_kind") if kind}
        return {
            "holders": sorted(holders.items(), key=lambda each: each[1].lower()),
            "kinds": sorted(kinds.items(), key=lambda each: each[1].lower()),
            "whose": whose,
            "kind": kind,
            "filtered": bool(whose or kind),
        }
