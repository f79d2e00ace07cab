from odoo import api, models
from odoo.tools import SQL

from .club_privacy_field import LEVELS

LEVEL_ORDER = [level for level, _label in LEVELS]
# One row per piece of information: place in the text, key, id, value shown, words.
VALUES = SQL(
    """
    (1, 'name', NULL, to_jsonb(p.name), p.name),
    (2, 'organisation', NULL, to_jsonb(own.work), own.work),
    (3, 'function', NULL,
     CASE WHEN p.function <> '' OR functions.ids IS NOT NULL
          THEN jsonb_build_object('title', COALESCE(p.function, ''),
                                  'ids', COALESCE(functions.ids, '[]'::jsonb)) END,
     concat_ws(' ', p.function, functions.words)),
    (4, 'section', s.id, to_jsonb(s.id), s.complete_name),
    (5, 'city', NULL, to_jsonb(NULLIF(p.city, '')), p.city),
    (6, 'email', NULL, to_jsonb(NULLIF(p.email, '')), p.email),
    (7, 'phone', NULL, to_jsonb(NULLIF(p.phone, '')), p.phone),
    (8, 'photo', NULL,
     CASE WHEN pictures.res_id IS NOT NULL THEN 'true'::jsonb END, NULL),
    (9, 'commissions', NULL, seats.ids, seats.words)
    """
)
SHOWN = SQL(
    """
    jsonb_object_agg(key, value) FILTER (WHERE level = 3) AS shown_public,
    jsonb_object_agg(key, value) FILTER (WHERE level = 2) AS shown_members,
    jsonb_object_agg(key, value) FILTER (WHERE level = 1) AS shown_commissions,
    """
)
# All translations of a name, so that a search finds it in any language.
ANY_LANGUAGE = SQL(
    "(SELECT string_agg(t.value, ' ') FROM jsonb_each_text(n.name) AS t)"
)


def rank(level):
    """SQL of the rank of a level: 0 nobody … 3 everybody."""
    return SQL("array_position(%s, %s::text) - 1", LEVEL_ORDER, level)


def plain(text):
    """SQL of a text as it is searched: no accents, capitals or punctuation."""
    return SQL(
        "regexp_replace(lower(unaccent(%s)), '[[:punct:][:space:]]+', ' ', 'g')", text
    )


class ClubDirectoryEntry(models.Model):
    """The directory is computed by one statement, for one person as for everybody."""

    _inherit = "club.directory.entry"

    @api.model
    def _project(self, partner_ids):
        """Write, change and remove entries so that they are what people show today.

        :param partner_ids: list of ids, None for all
        :return: numbers of entries added, changed and removed
        """
        self.env.flush_all()
        scope = (
            SQL("TRUE")
            if partner_ids is None
            else SQL("e.partner_id = ANY(%s)", partner_ids)
        )
        shown = SQL(
            "sort_name, section_id, shown_public, shown_members, shown_commissions, "
            "search_public, search_members, search_commissions"
        )
        # Compared and inserted apart: an upsert would burn an id per entry each night.
        counts = self.env.execute_query(
            SQL(
                """
                WITH %(members)s, %(facts)s, %(wanted)s,
                removed AS (
                    DELETE FROM club_directory_entry e
                     WHERE %(scope)s AND NOT EXISTS (
                           SELECT 1 FROM wanted w WHERE w.company_id = e.company_id
                                                    AND w.partner_id = e.partner_id)
                    RETURNING 1
                ), changed AS (
                    UPDATE club_directory_entry e
                       SET (%(shown)s) = (w.sort_name, w.section_id, w.shown_public,
                           w.shown_members, w.shown_commissions, w.search_public,
                           w.search_members, w.search_commissions),
                           write_uid = %(uid)s, write_date = now() AT TIME ZONE 'UTC'
                      FROM wanted w
                     WHERE w.company_id = e.company_id
                       AND w.partner_id = e.partner_id
                       AND (w.sort_name, w.section_id, w.shown_public,
                            w.shown_members, w.shown_commissions, w.search_public,
                            w.search_members, w.search_commissions)
                           IS DISTINCT FROM
                           (e.sort_name, e.section_id, e.shown_public,
                            e.shown_members, e.shown_commissions, e.search_public,
                            e.search_members, e.search_commissions)
                    RETURNING 1
                ), added AS (
                    INSERT INTO club_directory_entry (company_id, partner_id, %(shown)s,
                           create_uid, create_date, write_uid, write_date)
                    SELECT company_id, partner_id, %(shown)s,
                           %(uid)s, now() AT TIME ZONE 'UTC',
                           %(uid)s, now() AT TIME ZONE 'UTC'
                      FROM wanted w
                     WHERE NOT EXISTS (
                           SELECT 1 FROM club_directory_entry e
                            WHERE w.company_id = e.company_id
                              AND w.partner_id = e.partner_id)
                        ON CONFLICT DO NOTHING
                    RETURNING 1
                )
                SELECT (SELECT count(*) FROM added), (SELECT count(*) FROM changed),
                       (SELECT count(*) FROM removed)
                """,
                members=self._members_sql(partner_ids),
                facts=self._facts_sql(partner_ids),
                wanted=self._wanted_sql(),
                scope=scope,
                shown=shown,
                uid=self.env.uid,
            )
        )
        self.invalidate_model()
        return counts[0]

    @api.model
    def _facts_sql(self, partner_ids):
        """Common table expressions of what there is to show: ``people``, ``employers``,
        ``seats``, ``functions``, ``pictures``, and the ``ranks`` of who may see it."""
        only = SQL("TRUE"), SQL("TRUE")
        if partner_ids is not None:
            only = (
                SQL("who.partner_id = ANY(%s)", partner_ids),
                SQL("res_id = ANY(%s)", partner_ids),
            )
        return SQL(
            """
            people AS (
                SELECT DISTINCT ON (company_id, partner_id)
                       company_id, partner_id, section_id
                  FROM members ORDER BY company_id, partner_id, place, section_id
            ), employers AS (
                SELECT company_id, partner_id,
                       string_agg(DISTINCT name, ', ' ORDER BY name) AS names
                  FROM holders GROUP BY company_id, partner_id
            ), seats AS (
                SELECT n.company_id, who.partner_id,
                       jsonb_agg(n.id ORDER BY n.id) AS ids,
                       string_agg(%(words)s, ' ' ORDER BY n.id) AS words
                  FROM club_commission_member who
                  JOIN club_commission n ON n.id = who.commission_id
                                        AND n.state = 'open'
                 WHERE who.state = 'active' AND %(only)s
                 GROUP BY n.company_id, who.partner_id
            ), functions AS (
                SELECT n.company_id, who.partner_id,
                       jsonb_agg(n.id ORDER BY n.id) AS ids,
                       string_agg(%(words)s, ' ' ORDER BY n.id) AS words
                  FROM club_function_partner_rel who
                  JOIN club_function n ON n.id = who.function_id
                 WHERE %(only)s
                 GROUP BY n.company_id, who.partner_id
            ), pictures AS (
                SELECT DISTINCT res_id FROM ir_attachment
                 WHERE res_model = 'res.partner' AND res_field = 'image_128'
                   AND %(pictures)s
            ), defaults AS (
                SELECT company_id, jsonb_object_agg(key, %(default)s) AS ranks,
                       jsonb_object_agg(key, 0) FILTER (WHERE forced IS NOT TRUE)
                           AS hidden
                  FROM club_privacy_field GROUP BY company_id
            ), choices AS (
                SELECT f.company_id, who.partner_id,
                       jsonb_object_agg(f.key, %(chosen)s) AS ranks
                  FROM club_privacy_choice who
                  JOIN club_privacy_field f ON f.id = who.field_id
                                           AND f.forced IS NOT TRUE
                 WHERE %(only)s
                 GROUP BY f.company_id, who.partner_id
            )
            """,
            words=ANY_LANGUAGE,
            only=only[0],
            pictures=only[1],
            default=rank(SQL("level")),
            chosen=rank(SQL("who.level")),
        )

    @api.model
    def _wanted_sql(self):
        """Common table expressions ending in ``wanted``: the entries as they should
        be. Nothing is shown to more people than the name is.

        Of a minor nothing is shown that was not chosen (see ``_club_is_minor``).
        """
        return SQL(
            """
            gathered AS (
                SELECT e.company_id, e.partner_id, p.name, g.*
                  FROM people e
                  JOIN defaults USING (company_id)
                  LEFT JOIN choices USING (company_id, partner_id)
                  LEFT JOIN employers o USING (company_id, partner_id)
                  LEFT JOIN seats USING (company_id, partner_id)
                  LEFT JOIN functions USING (company_id, partner_id)
                  LEFT JOIN pictures ON pictures.res_id = e.partner_id
                  JOIN club_section s ON s.id = e.section_id
                  JOIN res_partner p ON p.id = e.partner_id AND p.name <> ''
                  JOIN res_company c ON c.id = e.company_id
                  JOIN days ON days.company_id = e.company_id
                  LEFT JOIN res_partner up ON up.id = p.parent_id AND up.is_company
                 CROSS JOIN LATERAL (
                       SELECT defaults.ranks
                              || CASE WHEN %(minor)s
                                      THEN COALESCE(defaults.hidden, '{}')
                                      ELSE '{}' END
                              || COALESCE(choices.ranks, '{}') AS ranks,
                              CASE WHEN NOT p.is_company THEN COALESCE(
                              o.names, up.name, NULLIF(p.company_name, '')) END AS work
                       ) AS own
                 CROSS JOIN LATERAL (
                       SELECT max(id) FILTER (WHERE level >= 2) AS section_id,
                       %(shown)s
                       string_agg(words, ' ' ORDER BY place) FILTER (WHERE level = 3)
                           AS for_public,
                       string_agg(words, ' ' ORDER BY place) FILTER (WHERE level >= 2)
                           AS for_members,
                       string_agg(words, ' ' ORDER BY place) FILTER (WHERE level >= 1)
                           AS for_mates
                         FROM (
                              SELECT v.*, LEAST((own.ranks->>'name')::int,
                                     COALESCE((own.ranks->>v.key)::int, 0)) AS level
                                FROM (VALUES %(values)s)
                                     AS v (place, key, id, value, words)
                               WHERE v.value IS NOT NULL) AS limited
                       ) AS g
                 WHERE (own.ranks->>'name')::int > 0
            ), wanted AS (
                SELECT company_id, partner_id, section_id,
                       left(%(name)s, 200) AS sort_name,
                       shown_public, shown_members, shown_commissions,
                       ' ' || %(public)s AS search_public,
                       ' ' || %(members)s AS search_members,
                       ' ' || %(mates)s AS search_commissions
                  FROM gathered
            )
            """,
            minor=self.env["club.guardian"]._minor_sql("p", "c", SQL("days.today")),
            shown=SHOWN,
            values=VALUES,
            name=plain(SQL("name")),
            public=plain(SQL("for_public")),
            members=plain(SQL("for_members")),
            mates=plain(SQL("for_mates")),
        )
