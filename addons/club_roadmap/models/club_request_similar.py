from odoo import api, models
from odoo.tools import SQL

from .club_request_search import plain
from .club_request_states import LIVE

SIMILAR = 5
# Less alike than that is noise: chosen on sentences in French and English, see
# tests/test_request_similar.py.
ALIKE = 0.3
# Words of a title, then of the wish, that are looked up.
WORDS = 16
# Mean nothing, and PostgreSQL's lists do not know them without their accents.
EMPTY = ("les", "plus", "moins", "tres", "etre", "deja", "apres", "comme")
LOOKS_AN_HOUR = 600


class ClubRequest(models.Model):
    """Requests that are about the same, however they are put, in French or English.

    Two sentences are alike by the words that they share, reduced to their stems and
    weighed by how rare they are among the requests; and by the letters of their
    titles, which forgives what is mistyped.
    """

    _inherit = "club.request"

    @api.model
    def _may_look_for_similar(self, user):
        # sudo: a counter of the system.
        rates = self.env["club.rate"].sudo()
        return rates._allow("request_similar", str(user.id), LOOKS_AN_HOUR, 60)

    @api.model
    def _similar(self, space, title, wish=""):
        """Live requests of the space's associations that resemble a new one.

        :return: see ``_card_values``, the most alike first
        """
        companies = space.standing.company_id
        ids = self._similar_ids(companies, title, wish)
        # sudo: members hold no right on requests; these are live and theirs.
        return self.sudo().browse(ids)._card_values()

    @api.model
    def _similar_ids(self, companies, title, wish="", but=(0,)):
        """Ids of live requests that resemble these texts, the most alike first.

        :param but: ids that are not looked for
        """
        text = plain(title)
        words = list(dict.fromkeys(f"{text} {plain(wish)}".split()))[:WORDS]
        words = [word for word in words if word not in EMPTY]
        if len(text) < 4 or not companies:
            return []
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                WITH asked AS (
                    SELECT word, ts_lexize('french_stem', word)
                                 || ts_lexize('english_stem', word) AS stems
                      FROM unnest(%(words)s) AS word
                     -- No stem: a word that means nothing in one of the languages.
                     WHERE ts_lexize('french_stem', word) <> '{}'
                       AND ts_lexize('english_stem', word) <> '{}'
                ), queries AS (
                    SELECT (SELECT string_agg(quote_literal(stem), '|')
                              FROM unnest(stems) AS stem)::tsquery AS query
                      FROM asked
                ), here AS MATERIALIZED (
                    SELECT id, search_stems, search_text, name
                      FROM club_request
                     WHERE company_id = ANY(%(companies)s) AND state IN %(live)s
                       AND id <> ALL(%(but)s)
                       AND (search_stems @@ (
                                SELECT string_agg(query::text, '|')::tsquery
                                  FROM queries)
                            OR search_text %%> %(text)s)
                ), weights AS (
                    SELECT query, 1 / (1 + ln(1 + (SELECT count(*) FROM here
                            WHERE search_stems @@ query))) AS weight
                      FROM queries
                )
                SELECT id FROM (
                    SELECT here.id,
                           COALESCE((SELECT sum(weight) FROM weights
                                      WHERE here.search_stems @@ query)
                                    / (SELECT sum(weight) FROM weights), 0) * 0.6
                           + word_similarity(%(text)s, search_text) * 0.4 AS alike
                      FROM here
                ) AS found
                 WHERE alike >= %(alike)s AND EXISTS (SELECT FROM queries)
                 ORDER BY alike DESC, id LIMIT %(most)s
                """,
                words=words,
                companies=companies.ids,
                live=LIVE,
                but=list(but),
                text=text,
                alike=ALIKE,
                most=SIMILAR,
            )
        )
        return [row[0] for row in rows]
