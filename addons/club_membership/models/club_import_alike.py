from odoo import models
from odoo.tools import SQL

# A mailbox, a telephone or an address shared by more people than this says nothing
# about who they are.
CROWD = 20
ALIKE = 0.65


class ClubImport(models.Model):
    """Look-alikes: what may be somebody we know, left to a person to decide."""

    _inherit = "club.import"

    def _look_alike(self):
        """Propose known contacts, or earlier rows, that may be the same.

        The same name, unless e-mail and place tell them apart; or a similar name
        with the same e-mail, telephone, address or birth date. Nothing is asked
        about who another row is already.
        """
        pairs = SQL(" UNION ").join(
            self._alike_pairs(key, extra)
            for key, extra in (
                (SQL("key"), self._not_homonyms()),
                (SQL("email"), self._similar()),
                (SQL("phone"), self._similar()),
                (SQL("address"), self._similar()),
                (SQL("birth_date"), self._similar()),
            )
        )
        self._execute(
            """
            CREATE TEMP TABLE club_import_alike ON COMMIT DROP AS %(pairs)s
            """,
            pairs=pairs,
        )
        self._execute(
            """
            INSERT INTO club_import_candidate_rel (line_id, partner_id)
            SELECT id, partner_id FROM club_import_alike
             WHERE partner_id IS NOT NULL
            ON CONFLICT DO NOTHING
            """
        )
        self._execute(
            """
            UPDATE club_import_line l SET twin_id = a.twin_id
              FROM (SELECT id, min(twin_id) AS twin_id FROM club_import_alike
                     WHERE twin_id IS NOT NULL GROUP BY id) a
             WHERE a.id = l.id
            """
        )
        self._execute(
            """
            UPDATE club_import_line l SET candidate_id = c.partner_id
              FROM (SELECT line_id, min(partner_id) AS partner_id
                      FROM club_import_candidate_rel GROUP BY line_id) c
             WHERE c.line_id = l.id AND l.import_id = %(import)s
               AND l.decision IS NULL
            """
        )
        self.env.cr.execute(SQL("DROP TABLE club_import_alike"))

    def _alike_pairs(self, key, extra):
        """SQL: pairs (row, contact or earlier row) with the same ``key``, not a crowd.

        :param extra: SQL on ``l`` and ``k`` that must hold too
        """
        return SQL(
            """
            SELECT l.line_id AS id, k.partner_id, k.line_id AS twin_id
              FROM club_import_known l
              JOIN club_import_known k ON k.%(key)s = l.%(key)s
              JOIN (SELECT %(key)s FROM club_import_known WHERE %(key)s IS NOT NULL
                     GROUP BY %(key)s HAVING count(*) <= %(crowd)s) c
                ON c.%(key)s = l.%(key)s
             WHERE l.line_id IS NOT NULL AND NOT k.claimed
               AND (k.line_id IS NULL OR k.row < l.row)
               AND COALESCE(k.is_company = l.is_company, TRUE)
               AND NOT COALESCE(k.birth_date <> l.birth_date, FALSE)
               AND NOT COALESCE(k.siret <> l.siret, FALSE)
               AND NOT (k.line_id IS NOT NULL AND k.number IS NOT NULL
                        AND l.number IS NOT NULL)
               AND %(extra)s
            """,
            key=key,
            crowd=CROWD,
            extra=extra,
        )

    def _similar(self):
        return SQL("similarity(k.key, l.key) >= %s", ALIKE)

    def _not_homonyms(self):
        return SQL(
            "NOT (COALESCE(k.email <> l.email, FALSE) "
            "AND COALESCE(k.zip <> l.zip, TRUE))"
        )
