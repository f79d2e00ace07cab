from odoo import models
from odoo.fields import Domain

from .club_duty_confirming import STANDING
from .labels import days_label


class ClubDuty(models.Model):
    """What their volunteer reads of duties: chosen values, never records."""

    _inherit = "club.duty"

    def _labels(self):
        return {
            name: dict(self._fields[name]._description_selection(self.env))
            for name in ("role", "state")
        }

    def _line_values(self):
        """One duty in a list."""
        self.ensure_one()
        labels, today = self._labels(), self._company_today()
        return {
            "id": self.id,
            "url": f"/my/duties/{self.id}",
            "days": days_label(self.env, self.date_start, self.date_end),
            "section": self.section_id.name,
            "role": labels["role"][self.role],
            "name": self.volunteer_id.name or "",
            "state": self.state,
            "state_label": labels["state"][self.state],
            "when": self._how_soon(today),
            "is_now": self.date_start <= today <= self.date_end,
            "away": self.is_away,
        }

    def _how_soon(self, today):
        """How soon it is, in words."""
        days = (self.date_start - today).days
        if days <= 0:
            return self.env._("Now") if today <= self.date_end else ""
        if days == 1:
            return self.env._("Tomorrow")
        if days < 14:
            return self.env._("In %s days", days)
        return self.env._("In %s weeks", days // 7)

    def _mates(self):
        """{duty: duties of the others who serve at the same place and time}."""
        return {
            duty: beside.filtered(
                lambda other, duty=duty: other.volunteer_id - duty.volunteer_id
            )
            for duty, beside in self._places_beside().items()
        }

    def _places_beside(self):
        """{duty: the other places of the same slot, gaps included}, in one query."""
        places = {(d.rota_id, d.section_id, d.slot): d for d in self}
        around = self.search(
            Domain("rota_id", "in", self.rota_id.ids)
            & Domain("section_id", "in", self.section_id.ids)
            & Domain("slot", "in", self.mapped("slot"))
            & Domain("state", "in", (*STANDING, "done"))
        )
        found = {duty: self.browse() for duty in self}
        for other in around:
            mine = places.get((other.rota_id, other.section_id, other.slot))
            if mine and other != mine:
                found[mine] |= other
        return found

    def _page_values(self, reader):
        """One duty with its other volunteer, and what its own one can do about it.

        :param reader: the volunteer whose duty it is
        """
        self.ensure_one()
        mates = self._mates()[self]
        cards = mates.volunteer_id._contacts_for(reader)
        today = self._company_today()
        offer = self.offer_ids.filtered(lambda each: each.state == "open")
        stands = self.state in STANDING and self.date_end >= today
        may_ask = stands and self.date_start > today and not offer
        return {
            **self._line_values(),
            "mates": [
                {**mate._line_values(), **cards.get(mate.partner_id.id, {})}
                for mate in mates
            ],
            "offer": offer and offer._asked_values(),
            "to_confirm": stands and self.state == "published",
            "may_leave": stands,
            "may_ask": may_ask,
            "candidates": [
                {
                    "id": volunteer.id,
                    "name": volunteer.name,
                    "home": volunteer.home_section_id.name,
                    "dislikes": volunteer._dislikes(self.date_start, self.date_end),
                }
                for volunteer in (self._candidates() if may_ask else ())
            ],
            "swaps": [
                other._line_values()
                for other in (self._swappable(reader) if may_ask else ())
            ],
            "by_hand": self.is_by_hand,
            "may_ask_why": stands and self._may_ask_why(),
        }
