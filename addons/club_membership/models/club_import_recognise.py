from odoo import models
from odoo.tools import SQL


class ClubImport(models.Model):
    """Recognising: is this row somebody we know, or somebody like them?

    A row is a known member or contact by member number; by e-mail *and* name; by name
    and birth date; or by SIRET, in this order. Two people may share an e-mail
    address, so an address alone never makes them one. What merely looks alike is
    left to a person to decide.
    """

    _inherit = "club.import"

    def _recognise(self):
        """Find who each row is, what stands twice in the file, and look-alikes."""
        self._apply_decisions()
        self._match_exactly()
        self._check_numbers()
        self._refuse_repeated()
        self._load_rows()
        self._refuse_twins()
        self._look_alike()

    def _apply_decisions(self):
        """A decision taken on an earlier comparison holds."""
        self._execute(
            """
            UPDATE club_import_line l
               SET partner_id = l.candidate_id, membership_id = k.membership_id,
                   match = 'decision'
              FROM club_import_known k
             WHERE k.partner_id = l.candidate_id AND l.decision = 'same'
               AND l.import_id = %(import)s AND l.state <> 'done'
            """
        )

    def _match_exactly(self):
        """Match rows with exactly one known contact by their first key that has any."""
        self._execute(
            """
            WITH found AS (
                SELECT l.id, k.partner_id, 1 AS rank
                  FROM club_import_line l
                  JOIN club_import_known k ON k.number = l.number
                 WHERE %(open)s
                 UNION
                SELECT l.id, k.partner_id, 2
                  FROM club_import_line l
                  JOIN club_import_known k ON k.email = l.email AND k.key = l.name_key
                 WHERE %(open)s AND NOT %(contradicted)s
                 UNION
                SELECT l.id, k.partner_id, 3
                  FROM club_import_line l
                  JOIN club_import_known k ON k.key = l.name_key
                       AND k.birth_date = l.birth_date
                 WHERE %(open)s AND NOT %(contradicted)s
                 UNION
                SELECT l.id, k.partner_id, 4
                  FROM club_import_line l JOIN club_import_known k ON k.siret = l.siret
                 WHERE %(open)s AND NOT %(contradicted)s
            ), best AS (
                SELECT id, rank, array_agg(partner_id ORDER BY partner_id) AS partners,
                       row_number() OVER (PARTITION BY id ORDER BY rank) AS position
                  FROM found GROUP BY id, rank
            ), several AS (
                INSERT INTO club_import_candidate_rel (line_id, partner_id)
                SELECT id, unnest(partners) FROM best
                 WHERE position = 1 AND cardinality(partners) > 1
            )
            UPDATE club_import_line l
               SET partner_id = best.partners[1],
                   match = (ARRAY['number', 'email', 'birth', 'siret'])[best.rank]
              FROM best
             WHERE best.id = l.id AND best.position = 1
               AND cardinality(best.partners) = 1
            """,
            open=SQL(
                "l.import_id = %s AND l.partner_id IS NULL AND l.state <> 'done'",
                self.id,
            ),
            contradicted=self._contradicted(SQL("k")),
        )
        self._execute(
            """
            UPDATE club_import_line l SET membership_id = k.membership_id
              FROM club_import_known k
             WHERE k.partner_id = l.partner_id AND l.import_id = %(import)s
            """
        )

    def _contradicted(self, other):
        """SQL: something known of both cannot belong to one and the same."""
        return SQL(
            """
            (COALESCE(%(k)s.birth_date <> l.birth_date, FALSE)
             OR COALESCE(%(k)s.siret <> l.siret, FALSE)
             OR COALESCE(%(k)s.number <> l.number, FALSE))
            """,
            k=other,
        )

    def _check_numbers(self):
        """A number belongs to its holder: another name on it is a slip of the file."""
        self._flag(
            "number_other_name",
            SQL(
                "k.partner_id = l.partner_id AND l.match = 'number' "
                "AND similarity(k.key, l.name_key) < 0.3 "
                "AND NOT string_to_array(k.key, ' ') "
                "&& string_to_array(l.name_key, ' ')"
            ),
            column="number",
            value=SQL("l.number"),
            source=SQL("club_import_known k"),
            name=SQL("k.name"),
        )

    def _refuse_repeated(self):
        """Two rows for one known member, or with one number: the first counts."""
        for key in (SQL("partner_id"), SQL("number")):
            self._flag(
                "duplicate_row",
                SQL("d.id = l.id AND d.first <> l.row AND NOT %s", self._told()),
                source=SQL(
                    """
                    (SELECT id, first_value(row) OVER (
                                PARTITION BY %(key)s ORDER BY row) AS first
                       FROM club_import_line
                      WHERE import_id = %(import)s AND %(key)s IS NOT NULL) d
                    """,
                    **{"key": key, "import": self.id},
                ),
                other=SQL("d.first"),
            )

    def _told(self):
        """SQL: the row is refused as repeated already."""
        return SQL('COALESCE(l.problems @> \'[{"code": "duplicate_row"}]\', FALSE)')

    def _refuse_twins(self):
        """The same newcomer twice in the file, by the same keys as for the known."""
        self._execute(
            """
            CREATE TEMP TABLE club_import_twin (id int, first int) ON COMMIT DROP
            """
        )
        for same in (
            SQL("k.email = l.email AND k.key = l.key"),
            SQL("k.key = l.key AND k.birth_date = l.birth_date"),
            SQL("k.siret = l.siret"),
        ):
            self._execute(
                """
                INSERT INTO club_import_twin
                SELECT l.line_id, min(k.row)
                  FROM club_import_known l JOIN club_import_known k ON %(same)s
                 WHERE l.line_id IS NOT NULL AND k.line_id IS NOT NULL AND k.row < l.row
                   AND NOT %(contradicted)s
                 GROUP BY l.line_id
                """,
                same=same,
                contradicted=self._contradicted(SQL("k")),
            )
        self._flag(
            "duplicate_row",
            SQL("t.id = l.id AND NOT %s", self._told()),
            source=SQL(
                "(SELECT id, min(first) AS first FROM club_import_twin GROUP BY id) t"
            ),
            other=SQL("t.first"),
        )
        self.env.cr.execute(SQL("DROP TABLE club_import_twin"))
