import re

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import remove_accents


def plain(text):
    """``text`` as it is searched: small letters without accents, single blanks."""
    return re.sub(r"[\W_]+", " ", remove_accents(text or "").lower()).strip()


class ClubRequest(models.Model):
    """Finding requests by parts of words, whatever their accents."""

    _inherit = "club.request"

    search_text = fields.Char(
        compute="_compute_search_text",
        store=True,
        help="Number, title and wish as they are searched.",
    )
    _searched = models.Index("USING gin (search_text gin_trgm_ops)")

    @api.depends("number", "name", "wish")
    def _compute_search_text(self):
        for request in self:
            request.search_text = plain(
                f"{request.number} {request.name} {request.wish}"
            )

    @api.model
    def _searched_domain(self, text):
        """Requests that hold each word, or part of a word, of ``text``."""
        words = plain(text[:100]).split()
        return Domain.AND(Domain("search_text", "like", word) for word in words)
