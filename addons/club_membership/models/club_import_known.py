from odoo import models
from odoo.tools import SQL


class ClubImport(models.Model):
    """Who is known: contacts and, once compared, the rows of the file themselves.

    One temporary table with the keys of comparison; a row in it has a ``line_id``, a
    contact a ``partner_id``, and ``claimed`` marks whom a row is already.
    """

    _inherit = "club.import"

    def _load_known(self):
        """Lay out who is known, with the keys of comparison, in a temporary table."""
        self.env.cr.execute(SQL("DROP TABLE IF EXISTS club_import_known"))
        self._execute(
            """
            CREATE TEMP TABLE club_import_known ON COMMIT DROP AS
            SELECT p.id AS partner_id, m.id AS membership_id, NULL::int AS line_id,
                   NULL::int AS row, m.number, p.name, %(key)s AS key,
                   NULLIF(lower(btrim(p.email)), '') AS email,
                   p.club_birth_date AS birth_date,
                   NULLIF(regexp_replace(p.company_registry, '\\D', '', 'g'), '')
                       AS siret,
                   %(phone)s AS phone, %(address)s AS address, p.is_company,
                   p.zip, FALSE AS claimed
              FROM res_partner p
              LEFT JOIN club_membership m ON m.partner_id = p.id
                   AND m.company_id = %(company)s AND m.merged_into_id IS NULL
             WHERE (p.company_id IS NULL OR p.company_id = %(company)s)
               AND (m.id IS NOT NULL OR p.active AND p.type = 'contact')
               AND p.name IS NOT NULL
            """,
            key=self._name_key(SQL("p.name")),
            phone=self._phone_key(SQL("p.phone")),
            address=self._address_key(SQL("p.street"), SQL("p.zip")),
        )
        self.env.cr.execute(SQL("ANALYZE club_import_known"))

    def _load_rows(self):
        """Add the rows of the file that nobody was recognised in to the known."""
        self._execute(
            """
            UPDATE club_import_known k SET claimed = TRUE
              FROM club_import_line l
             WHERE l.partner_id = k.partner_id AND l.import_id = %(import)s
            """
        )
        self._execute(
            """
            INSERT INTO club_import_known
            SELECT NULL, NULL, l.id, l.row, l.number, l.name, l.name_key, l.email,
                   l.birth_date, l.siret, %(phone)s, %(address)s, l.kind = 'company',
                   l.zip, FALSE
              FROM club_import_line l
             WHERE l.import_id = %(import)s AND l.partner_id IS NULL
               AND l.problems IS NULL AND l.state <> 'done'
            """,
            phone=self._phone_key(SQL("l.data ->> 'phone'")),
            address=self._address_key(SQL("l.data ->> 'street'"), SQL("l.zip")),
        )
        self.env.cr.execute(SQL("ANALYZE club_import_known"))

    def _phone_key(self, column):
        """SQL: the last nine digits, as +33 6… and 06… are the same."""
        return SQL("NULLIF(right(regexp_replace(%s, '\\D', '', 'g'), 9), '')", column)

    def _address_key(self, street, code):
        return SQL(
            "lower(unaccent(regexp_replace(%s, '\\W+', ' ', 'g'))) || '|' || %s",
            street,
            code,
        )
