from urllib.parse import urlencode

from odoo import fields, models


class EventEvent(models.Model):
    """What the member's space shows of meetings: chosen values, never records."""

    _inherit = "event.event"

    # Odoo's sample words promise a conference of 24 hours to whoever reads on.
    description = fields.Html(default=None)

    def _line_values(self, space):
        """These meetings as one line of a list each, in their order.

        Files that add something to the line extend this; for all meetings at once,
        since lists are long.

        :param space: a ``Space``
        :return: list of dictionaries of plain values
        """
        kinds = dict(self._fields["club_kind"]._description_selection(self.env))
        free = self._free_places()
        return [
            {
                "id": event.id,
                "url": f"/my/meetings/{event.id}",
                "name": event.name,
                "kind": kinds.get(event.club_kind, ""),
                "when": event._club_when(),
                "whose": event._whose_text(),
                "where": event._town_text(),
                "places": event._places_text(free.get(event)),
                "full": free.get(event) == 0,
                "cancelled": event._is_off(),
                "reason": event.cancel_reason or "",
            }
            for event in self
        ]

    def _page_values(self, space):
        """One meeting as its page shows it. Other concerns extend this.

        :param space: a ``Space`` that may see it
        :return: dictionary of plain values
        """
        self.ensure_one()
        rows = self._rows_of(space)
        [line] = self._mine_values(space, rows)
        placed = rows.filtered(lambda row: row.state in ("open", "done"))
        return {
            **line,
            "elsewhere": self._elsewhere_text(space),
            "for_whom": self._audience_text(),
            "description": self.description,
            "address": self._club_where(),
            "map_url": self._map_url() if placed else "",
            "connect_url": self._connect_url(placed),
            "connect_later": self.place != "site",
            "ways": self._way_values(space),
            "commission_url": self._commission_url(space),
        }

    def _way_values(self, space):
        """In whose name one may register from the page, or why not."""
        return [
            {
                "key": way["key"],
                "label": way["label"],
                "why_not": way["why_not"],
                "at_once": not way["why_not"] and self._at_once(space, way),
            }
            for way in self._ways(space)
        ]

    def _at_once(self, space, way):
        """Whether one click is enough: oneself, nothing to choose, answer or pay."""
        if way["membership"] or self.place == "both" or self.is_multi_slots:
            return False
        tickets = self._tickets_for(space.person, None)
        return not (
            len(tickets) > 1
            or any(tickets.mapped("price"))
            or self._further_questions()
            or (self._asks_phone() and not space.person.phone)
        )

    def _whose_text(self):
        """Who holds it: the commission, the section, or the association."""
        holder = self.commission_id or self.section_id or self.company_id
        return holder.name or ""

    def _town_text(self):
        """Where one goes, short enough for a list."""
        if self.place == "remote":
            return self.env._("Remote")
        town = self.address_id.city or self.address_id.name or ""
        if self.place == "both" and town:
            return self.env._("%s, or remote", town)
        return town

    def _map_url(self):
        """A map of the venue; nothing without an address."""
        if self.place == "remote" or not self.address_id.city:
            return ""
        query = urlencode({"query": self.address_inline})
        return f"https://www.openstreetmap.org/search?{query}"

    def _connect_url(self, placed):
        """The link to take part remotely, for who has a place.

        :param placed: registrations of the space that have a place
        """
        return self.event_url or "" if placed and self.place != "site" else ""

    def _commission_url(self, space):
        """The page of the commission, where the space may look at it."""
        seen = self.env["club.commission"]._of_space(space)
        if self.commission_id and self.commission_id in seen:
            return f"/my/commissions/{self.commission_id.id}"
        return ""

    def _audience_text(self):
        """For whom it is, as members read it."""
        if self.audience == "body":
            return self.env._("Members of %s", self.commission_id.name)
        if self.audience == "functions":
            return self.env._(
                "Members who are: %s", ", ".join(self.function_ids.mapped("name"))
            )
        labels = dict(self._fields["audience"]._description_selection(self.env))
        return labels[self.audience]
