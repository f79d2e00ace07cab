from odoo import models
from odoo.tools import SQL


class ClubImport(models.Model):
    """Payers: a member number, an e-mail or a name, of a known contact or a row."""

    _inherit = "club.import"

    def _resolve_payers(self):
        """Find the payer each row names: number first, then e-mail, then name."""
        self._load_payers()
        self._execute(
            """
            WITH named AS (
                SELECT l.id, l.name_key, lower(btrim(l.data ->> 'payer')) AS text,
                       %(key)s AS key
                  FROM club_import_line l
                 WHERE l.import_id = %(import)s AND l.data ? 'payer'
                   AND l.state <> 'done'
            ), found AS (
                SELECT n.id, p.partner_id, p.line_id, 1 AS rank
                  FROM named n JOIN club_import_payer p ON p.number = n.text
                 UNION
                SELECT n.id, p.partner_id, p.line_id,
                       -- of those who share a mailbox, never the member themselves
                       CASE WHEN p.line_id = n.id THEN 4 ELSE 2 END
                  FROM named n JOIN club_import_payer p ON p.email = n.text
                 UNION
                SELECT n.id, p.partner_id, p.line_id, 3
                  FROM named n JOIN club_import_payer p ON p.key = n.key
            ), best AS (
                SELECT id, rank, count(*) AS hits, min(partner_id) AS partner_id,
                       min(line_id) AS line_id,
                       row_number() OVER (PARTITION BY id ORDER BY rank) AS position
                  FROM found GROUP BY id, rank
            )
            INSERT INTO club_import_paying
            SELECT n.id, COALESCE(b.hits, 0), b.partner_id, b.line_id
              FROM named n LEFT JOIN best b ON b.id = n.id AND b.position = 1
            """,
            key=self._name_key(SQL("(l.data ->> 'payer')")),
        )
        self._write_payers()
        self._refuse_payers()
        self.env.cr.execute(SQL("DROP TABLE club_import_payer, club_import_paying"))

    def _load_payers(self):
        """Everybody a row may name: each once, a row standing for whom it matched."""
        self._execute(
            """
            CREATE TEMP TABLE club_import_payer ON COMMIT DROP AS
            SELECT k.partner_id, NULL::int AS line_id, lower(k.number) AS number,
                   k.email, k.key
              FROM club_import_known k
             WHERE k.partner_id IS NOT NULL AND NOT k.claimed
             UNION ALL
            SELECT l.partner_id, l.id, lower(COALESCE(m.number, l.number)), l.email,
                   l.name_key
              FROM club_import_line l
              LEFT JOIN club_membership m ON m.id = l.membership_id
             WHERE l.import_id = %(import)s AND NOT %(told)s
            """,
            told=self._told(),
        )
        self._execute(
            """
            CREATE TEMP TABLE club_import_paying (
                id int, hits int, partner_id int, line_id int) ON COMMIT DROP
            """
        )

    def _write_payers(self):
        self._execute(
            """
            UPDATE club_import_line l
               SET payer_id = p.partner_id, payer_line_id = p.line_id
              FROM club_import_paying p
             WHERE p.id = l.id AND p.hits = 1
               AND p.line_id IS DISTINCT FROM l.id
               AND (p.partner_id IS NULL OR p.partner_id IS DISTINCT FROM l.partner_id)
            """
        )
        self._execute(
            """
            UPDATE club_import_line l SET pays = TRUE
             WHERE l.import_id = %(import)s
               AND l.id IN (SELECT payer_line_id FROM club_import_line
                             WHERE import_id = %(import)s)
            """
        )

    def _refuse_payers(self):
        text = SQL("l.data ->> 'payer'")
        for code, condition in (
            ("payer_unknown", SQL("p.hits = 0")),
            ("payer_ambiguous", SQL("p.hits > 1")),
        ):
            self._flag(
                code,
                SQL("p.id = l.id AND %s", condition),
                column="payer",
                value=text,
                source=SQL("club_import_paying p"),
            )
        # A refused payer is never written: neither can be who hangs on them, nor
        # who hangs on those.
        while self._flag(
            "payer_refused",
            SQL(
                "p.id = l.payer_line_id AND p.problems IS NOT NULL "
                "AND p.partner_id IS NULL "
                "AND NOT COALESCE(l.problems @> %s, FALSE)",
                '[{"code": "payer_refused"}]',
            ),
            column="payer",
            value=text,
            source=SQL("club_import_line p"),
            other=SQL("p.row"),
        ):
            continue
