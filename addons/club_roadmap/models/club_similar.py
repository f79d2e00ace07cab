import re

from odoo import api, models
from odoo.addons.club_membership.tools import ensure_extensions
from odoo.fields import Domain
from odoo.modules import db
from odoo.tools import SQL, remove_accents

# Whoever types three letters has not said anything yet.
SHORTEST = 4
WORDS = 12
LANGUAGES = ("french", "english")


class ClubSimilar(models.AbstractModel):
    """Finds what was said before in other words, in French and in English.

    A model inherits it and names its texts in ``_similar_fields``: the first is the
    title. ``_similar(text, domain)`` answers, the most alike first; two GIN indexes
    per table serve it. A page shows it while somebody types, without a line of
    JavaScript of its own: it marks the field of its form with ``data-club-similar``
    (address of a GET route, asked with ``?text=``) and ``data-club-similar-in`` (id
    of an empty element). The route answers
    ``request.render("club_roadmap.similar", {"title": …, "similar": [{"url", "name",
    "text"}, …]})``, see ``RoadmapPages._similar_page``.
    """

    _name = "club.similar"
    _description = "Found by Similar Words"

    _similar_fields = ("name",)

    def init(self):  # pylint: disable=missing-return
        super().init()
        if self._abstract:
            return
        cr = self.env.cr
        ensure_extensions(cr, "pg_trgm", "unaccent")
        if db.has_unaccent(cr) != db.FunctionStatus.INDEXABLE:
            return  # finding stays right, only slower: see club_membership
        for name, expression in (
            ("words", self._similar_vector()),
            ("letters", SQL("(%s) gin_trgm_ops", self._similar_title())),
        ):
            cr.execute(
                SQL(
                    "CREATE INDEX IF NOT EXISTS %s ON %s USING gin (%s)",
                    SQL.identifier(f"{self._table}_similar_{name}"),
                    SQL.identifier(self._table),
                    SQL("(%s)", expression) if name == "words" else expression,
                )
            )

    def _similar_title(self):
        return SQL(
            "lower(unaccent(%s::text))",
            SQL.identifier(self._table, self._similar_fields[0]),
        )

    def _similar_vector(self):
        """SQL of the stems of all texts, in both languages."""
        texts = [
            SQL("COALESCE(%s, '')", SQL.identifier(self._table, name))
            for name in self._similar_fields
        ]
        text = SQL("lower(unaccent(%s))", SQL(" || ' ' || ").join(texts))
        return SQL(" || ").join(
            SQL("to_tsvector(%s::regconfig, %s)", language, text)
            for language in LANGUAGES
        )

    @api.model
    def _similar(self, text, domain=Domain.TRUE, limit=5):
        """Records whose texts share words, or whose title nearly all its letters.

        :param text: what was typed so far, of any length
        :param domain: among which records; the caller's rights hold as well
        :param limit: how many at most
        :return: records, the most alike first
        """
        text = remove_accents((text or "")[:200]).lower().strip()
        words = re.findall(r"[a-z0-9]{3,}", text)[:WORDS]
        if len(text) < SHORTEST or not words:
            return self.browse()
        self.flush_model(self._similar_fields)
        query = self._search(domain)
        stems = SQL(" || ").join(
            SQL("to_tsquery(%s::regconfig, %s)", language, " | ".join(words))
            for language in LANGUAGES
        )
        title, vector = self._similar_title(), self._similar_vector()
        query.add_where(
            SQL("(%s @@ (%s) OR %s %% %s)", SQL("(%s)", vector), stems, title, text)
        )
        query.order = SQL(
            "ts_rank(%s, %s) + similarity(%s, %s) DESC, %s DESC",
            vector,
            stems,
            title,
            text,
            SQL.identifier(self._table, "id"),
        )
        query.limit = limit
        return self.browse(query)
