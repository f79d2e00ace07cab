import re

from odoo import api, models
from odoo.addons.club_membership.tools import ensure_extensions
from odoo.fields import Domain
from odoo.modules import db
from odoo.tools import SQL, remove_accents

# Whoever types three letters has not said anything yet.
SHORTEST = 4
WORDS = 16
# Less alike than that is noise: chosen on sentences in both languages, see
# tests/test_request_similar.py.
ALIKE = 0.25
# Mean nothing, and PostgreSQL's lists do not know them without their accents.
EMPTY = ("les", "plus", "moins", "tres", "etre", "deja", "apres", "comme")
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
    def _similar(self, text, domain=Domain.TRUE, limit=5, more=""):
        """Records whose texts share words, or whose title nearly all its letters.

        Words count by their stems, the more the rarer they are among what is found;
        letters forgive what is mistyped. What is hardly alike is left out.

        :param text: the title typed so far, of any length
        :param domain: among which records; the caller's rights hold as well
        :param limit: how many at most
        :param more: further text, whose words count too
        :return: records, the most alike first
        """
        text = remove_accents((text or "")[:200]).lower().strip()
        found = re.findall(
            r"[a-z0-9]{3,}", f"{text} {remove_accents((more or '')[:1000]).lower()}"
        )
        words = [word for word in dict.fromkeys(found) if word not in EMPTY][:WORDS]
        if len(text) < SHORTEST or not words:
            return self.browse()
        self.flush_model(self._similar_fields)
        rows = self.env.execute_query(
            SQL(
                """
                WITH queries AS (
                    SELECT (SELECT string_agg(quote_literal(stem), '|')
                              FROM unnest(french || english) AS stem)::tsquery AS query
                      FROM unnest(%(words)s) AS word,
                           ts_lexize('french_stem', word) AS french,
                           ts_lexize('english_stem', word) AS english
                     -- No stem: it means nothing in one of the languages.
                     WHERE french <> '{}' AND english <> '{}'
                ), here AS MATERIALIZED (%(here)s
                ), weights AS (
                    SELECT query, 1 / (1 + ln(1 + (
                           SELECT count(*) FROM here WHERE stems @@ query))) AS weight
                      FROM queries
                )
                SELECT id FROM (
                    SELECT id, word_similarity(%(text)s, title) * 0.4 + 0.6 * (
                           SELECT COALESCE(sum(weight), 0) FROM weights
                            WHERE stems @@ query) / (SELECT sum(weight) FROM weights)
                           AS alike
                      FROM here
                ) AS found
                 WHERE alike >= %(alike)s ORDER BY alike DESC, id LIMIT %(limit)s
                """,
                words=words,
                here=self._similar_here(text, domain),
                text=text,
                alike=ALIKE,
                limit=limit,
            )
        )
        return self.browse(row[0] for row in rows)

    @api.model
    def _similar_here(self, text, domain):
        """SQL of what shares a word or the letters of the title: ids, stems, titles."""
        query = self._search(domain)
        title, vector = self._similar_title(), self._similar_vector()
        query.add_where(
            SQL(
                "((%s) @@ (SELECT string_agg(query::text, '|')::tsquery FROM queries)"
                " OR %s %% %s)",
                vector,
                title,
                text,
            )
        )
        query.order = None
        return query.select(
            SQL.identifier(self._table, "id"),
            SQL("(%s) AS stems", vector),
            SQL("%s AS title", title),
        )
