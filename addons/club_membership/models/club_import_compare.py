from odoo import api, models
from odoo.tools import SQL

from ..tools import ensure_extensions


class ClubImport(models.Model):
    """Comparing: staged rows against lists of names and against who is known.

    Everything is set-based, so that the time follows the number of rows; it may run
    again at any time before the rows are applied.
    """

    _inherit = "club.import"

    def _auto_init(self):
        # unaccent and similarity() serve the comparison of names.
        ensure_extensions(self.env.cr, "unaccent", "pg_trgm")
        return super()._auto_init()

    def _compare(self):
        """Resolve names, recognise members and say what each row would do."""
        self.ensure_one()
        self.env.flush_all()
        self._resolve_names()
        self._analyze()
        self._load_known()
        self._recognise()
        self._keep_what_is_not_given()
        self._resolve_periods()
        self._resolve_payers()
        self._tell_outcome()
        self._analyze()
        self.env.invalidate_all()

    def _analyze(self):
        # Rows inserted in this transaction are unknown to the planner.
        self.env.cr.execute(SQL("ANALYZE club_import_line"))

    def _execute(self, query, **params):
        """Run a statement about this import: %(import)s and %(company)s are given."""
        self.env.cr.execute(
            SQL(query, **{"import": self.id, "company": self.company_id.id, **params})
        )

    def _fetch(self, query, **params):
        self._execute(query, **params)
        return self.env.cr.fetchall()

    @api.model
    def _name_key(self, column):
        """SQL: the words of a name without accents, capitals and order.

        “DUPONT-MARTIN Zoé” and “Zoë Dupont Martin” have the same key.
        """
        return SQL(
            """
            COALESCE((
                SELECT string_agg(word, ' ' ORDER BY word COLLATE "C")
                  FROM regexp_split_to_table(
                           lower(unaccent(%(column)s)), '[^[:alnum:]]+') AS word
                 WHERE word <> ''), lower(%(column)s))
            """,
            column=column,
        )

    def _title(self, column):
        """The file's own heading of a canonical column."""
        return (self.titles or {}).get(column, "")

    def _flag(self, code, condition, column="", value=None, source=None, **params):
        """Add a problem to the rows that meet a condition.

        :param condition: SQL about ``l``, the row, and what ``source`` joins
        :param column: canonical column whose heading the report shows
        :param value: SQL, what to quote
        :param source: SQL of other tables, joined by ``condition``
        :param params: SQL of what else the sentence needs
        :return: number of rows refused
        """
        pairs = SQL(", ").join(
            SQL("%s, %s", name, expression) for name, expression in params.items()
        )
        self._execute(
            """
            UPDATE club_import_line l
               SET problems = COALESCE(l.problems, '[]') || jsonb_build_array(
                       jsonb_build_object(
                           'column', %(title)s::text, 'code', %(code)s::text,
                           'value', COALESCE((%(value)s)::text, ''),
                           'blocking', TRUE, 'params', jsonb_build_object(%(pairs)s)))
              %(source)s
             WHERE l.import_id = %(import)s AND l.state <> 'done' AND (%(condition)s)
            """,
            title=self._title(column),
            code=code,
            value=value or SQL("''"),
            pairs=pairs,
            source=SQL("FROM %s", source) if source else SQL(),
            condition=condition,
        )
        return self.env.cr.rowcount
