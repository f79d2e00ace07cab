from datetime import date

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from .searched_text import plain

PAGE = 20
# Further on, a list is read by machines only.
LAST_PAGE = 500
DRAFTS = 20


class ClubMinutes(models.Model):
    """The list of minutes: what one page of it costs does not grow with the years."""

    _inherit = "club.minutes"

    @api.model
    def _list_values(self, space, filters):
        """One page of the published minutes, and the drafts that wait for the person.

        :param filters: as the address bar gives them: ``search``, ``commission``,
            ``year``, ``page``; what makes no sense is left out
        :return: plain values: ``minutes``, ``drafts``, ``more``, ``filters``,
            ``commissions`` and ``years`` (what can be chosen)
        """
        held = self._held_filters(filters)
        readable = self._readable_domain(space) | (
            self._written_domain(space) & Domain("published_on", "!=", False)
        )
        # sudo: members hold no right on minutes; the domains are their space's.
        minutes = self.sudo()
        found = minutes.search_fetch(
            readable & self._chosen_domain(held),
            # One more than shown says whether there are more: nothing is counted.
            limit=PAGE + 1,
            offset=(held["page"] - 1) * PAGE,
        )
        drafts = minutes.search(
            self._written_domain(space) & Domain("state", "!=", "published"),
            limit=DRAFTS,
        )
        return {
            "minutes": [one._card_values() for one in found[:PAGE]],
            "more": len(found) > PAGE,
            "drafts": [one._card_values(draft=True) for one in drafts],
            "filters": held,
            **minutes._choices(readable),
        }

    @api.model
    def _held_filters(self, filters):
        """Filters as they hold: numbers that are numbers, and small enough."""

        def number(name, least, most):
            text = str(filters.get(name) or "")
            # Longer ones are larger than an id can be.
            value = int(text) if text.isdecimal() and len(text) < 10 else 0
            return min(max(value, least), most)

        return {
            "search": str(filters.get("search") or "")[:100].strip(),
            "commission": number("commission", 0, 10**9),
            "year": number("year", 0, 9998),
            "page": number("page", 1, LAST_PAGE),
        }

    @api.model
    def _chosen_domain(self, held):
        domain = self._searched_domain(held["search"])
        if held["commission"]:
            domain &= Domain("commission_id", "=", held["commission"])
        if held["year"]:
            domain &= Domain("date", ">=", date(held["year"], 1, 1)) & Domain(
                "date", "<", date(held["year"] + 1, 1, 1)
            )
        return domain

    @api.model
    def _searched_domain(self, text):
        """Minutes that hold each word, or part of a word, of ``text``."""
        words = plain(text[:100]).split()
        return Domain.AND(Domain("search_text", "like", word) for word in words)

    def _choices(self, readable):
        """Commissions and years of what can be read."""
        bodies = self._read_group(readable, ["commission_id"])
        years = self._read_group(readable, ["date:year"])
        return {
            "commissions": sorted(
                ({"id": body.id, "name": body.name} for (body,) in bodies if body),
                key=lambda choice: choice["name"],
            ),
            "years": sorted({when.year for (when,) in years if when}, reverse=True),
        }

    def _card_values(self, draft=False):
        """One line of the list.

        :param draft: what is being written, rather than what was published
        """
        self.ensure_one()
        labels = dict(self._fields["state"]._description_selection(self.env))
        shown = self if draft or not self.revision_id else self.revision_id
        return {
            "id": self.id,
            "url": f"/my/minutes/{self.id}",
            "name": shown.name,
            "date": format_date(self.env, shown.date),
            "commission": self.commission_id.name or self.section_id.name or "",
            "state": self.state,
            "state_label": labels[self.state],
        }
