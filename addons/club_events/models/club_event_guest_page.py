from odoo import api, fields, models


class ClubEventGuest(models.Model):
    """What the page of an invitation shows: its guest holds no right on anything.

    Whoever is invited to some items of the agenda learns of no other: neither their
    titles nor their documents, nor the text that announces the whole meeting.
    """

    _inherit = "club.event.guest"

    def _page_values(self):
        """Plain values for the page, in the guest's language.

        :return: dict; ``answer`` says what the page asks for: ``open``, ``declined``,
            ``place`` (registered or waiting) or ``over``
        """
        self.ensure_one()
        event = self.event_id
        place = self._live_registration()
        return {
            "name": self.name,
            "association": self.company_id.name,
            "invited_by": self.invited_by_id.name,
            "meeting": {
                "name": event.name,
                "when": event._club_when(),
                "zone": event.date_tz,
                "where": event._club_where(),
                "online_url": event.event_url
                if event.place != "site" and place.state in ("open", "done")
                else "",
                "description": "" if self.track_ids else event.description,
                "cancelled": bool(event.cancelled_on),
                "cancel_reason": event.cancel_reason,
            },
            "some_items": bool(self.track_ids),
            "items": [self._item_values(item) for item in self._visible_items()],
            "place": self._place_values(place) if place else None,
            "answer": self._answer_asked(place),
        }

    def _answer_asked(self, place):
        event = self.event_id
        if event.cancelled_on or event.date_end < fields.Datetime.now():
            return "over"
        if place:
            return "place"
        return "declined" if self.declined_on else "open"

    def _visible_items(self):
        """The items of the agenda that this guest is invited to, as they follow."""
        items = self.track_ids or self.event_id.track_ids
        return items._on_agenda().sorted(
            lambda item: (item.date or item.event_id.date_end, item.sequence)
        )

    def _item_values(self, item):
        event = self.event_id
        return {
            "name": item.name,
            "when": event._club_hour(event._local(item.date)) if item.date else "",
            "minutes": round((item.duration or 0) * 60),
            "documents": [
                {"id": document.id, "name": document.name}
                for document in item.document_ids
            ],
        }

    def _document(self, document_id):
        """A document of an item this guest may see, empty if it is none of them."""
        return self._visible_items().document_ids.filtered(
            lambda document: document.id == document_id
        )

    def _place_values(self, place):
        """The guest's registration: whether they come, wait, or still have to pay."""
        return self._place_values_of(self.event_id, place)

    @api.model
    def _place_values_of(self, event, place):
        """How a registration stands, for its holder."""
        states = {
            ("draft", "waiting"): "waiting",
            ("draft", "offer"): "offer",
            ("draft", "payment"): "payment",
        }
        state = states.get((place.state, place.hold))
        return {
            "state": state or ("waiting" if place.state == "draft" else "coming"),
            "until": event._moment_text(place.hold_until),
            "ticket": place.event_ticket_id.name,
            "slot": place.event_slot_id.display_name,
            "remote": place.presence == "remote",
            "attended": place.state == "done",
            "barcode": place.barcode if place.state == "open" else "",
        }
