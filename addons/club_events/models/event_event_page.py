from odoo import models


class EventEvent(models.Model):
    """What the member's space shows of meetings: chosen values, never records."""

    _inherit = "event.event"

    def _line_values(self, space):
        """These meetings as one line of a list each, in their order.

        Files that add something to the line extend this; for all meetings at once,
        since lists are long.

        :param space: a ``Space``
        :return: list of dictionaries of plain values
        """
        kinds = dict(self._fields["club_kind"]._description_selection(self.env))
        places = dict(self._fields["place"]._description_selection(self.env))
        return [
            {
                "id": event.id,
                "url": f"/my/meetings/{event.id}",
                "name": event.name,
                "kind": kinds.get(event.club_kind, ""),
                "when": event._club_when(),
                "begin": event.date_begin,
                "whose": event._whose_text(),
                "where": event._where_text(),
                "presence": places[event.place],
                "cancelled": bool(event.cancelled_on),
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
        [line] = self._line_values(space)
        return {
            **line,
            "elsewhere": self._elsewhere_text(space),
            "for_whom": self._audience_text(),
            "description": self.description,
        }

    def _whose_text(self):
        """Who holds it: the commission, the section, or the association."""
        return (
            self.commission_id.name
            or self.section_id.name
            or self.company_id.name
            or ""
        )

    def _where_text(self):
        """Where one goes, on one line; nothing where one only connects."""
        return self.address_inline if self.place != "remote" else ""

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
