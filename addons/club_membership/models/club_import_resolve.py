import json
from collections import defaultdict
from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

from ..rules.importing.columns import fold
from ..rules.terms import next_term, term_until

ONE_DAY = timedelta(days=1)
SHOWN_NAMES = 20


class ClubImport(models.Model):
    """Resolving: the names a file uses for sections, types, countries, languages.

    A file holds few different names, so each is looked up once, in Python; a name
    means one record or is refused with the valid ones.
    """

    _inherit = "club.import"

    def _resolve_sections(self):
        sections = self.env["club.section"].search(
            [("company_id", "=", self.company_id.id)]
        )
        names = defaultdict(set)
        for section in sections:
            for name in (section.code, section.name, section.complete_name):
                names[fold(name or "")].add(section.id)
        # A code means its section, whatever others are called.
        names.update({fold(s.code): {s.id} for s in sections if s.code})
        valid = self._shown(sections.mapped("complete_name"))
        self._resolve("section", SQL("section_id"), names, valid)
        self._execute(
            """
            UPDATE club_import_line SET section_id = %(section)s
             WHERE import_id = %(import)s AND section_id IS NULL
               AND NOT data ? 'section' AND state <> 'done'
            """,
            section=self.section_id.id,
        )

    def _resolve_types(self):
        types = self.env["club.membership.type"].search(
            [("company_id", "=", self.company_id.id)]
        )
        names = defaultdict(set)
        for lang, _label in self.env["res.lang"].get_installed():
            for kind in types.with_context(lang=lang):
                names[fold(kind.name)].add(kind.id)
        names.update({fold(kind.code): {kind.id} for kind in types if kind.code})
        self._resolve("type", SQL("type_id"), names, self._shown(types.mapped("name")))
        if self.type_id:
            self._execute(
                """
                UPDATE club_import_line SET type_id = %(type)s
                 WHERE import_id = %(import)s AND type_id IS NULL
                   AND NOT data ? 'type' AND state <> 'done'
                """,
                type=self.type_id.id,
            )
        self._settle_kinds()

    def _settle_kinds(self):
        """The kind the row tells must suit the type; else the type tells it."""
        labels = dict(
            self.env["club.import.line"]
            ._fields["kind"]
            ._description_selection(self.env)
        )
        self._flag(
            "kind_mismatch",
            SQL(
                "t.id = l.type_id AND (t.member_kind, l.kind) IN "
                "(('person', 'company'), ('organisation', 'person'))"
            ),
            column="type",
            value=SQL("l.data ->> 'type'"),
            source=SQL("club_membership_type t"),
            kind=SQL(
                "CASE l.kind WHEN 'person' THEN %s ELSE %s END",
                str(labels["person"]),
                str(labels["company"]),
            ),
        )
        self._execute(
            """
            UPDATE club_import_line l
               SET kind = CASE WHEN t.member_kind = 'organisation' THEN 'company'
                               ELSE 'person' END
              FROM club_membership_type t
             WHERE t.id = l.type_id AND l.import_id = %(import)s AND l.kind IS NULL
            """
        )

    def _resolve_countries(self):
        names = defaultdict(set)
        countries = self.env["res.country"].search([])
        for lang, _label in self.env["res.lang"].get_installed():
            for country in countries.with_context(lang=lang):
                names[fold(country.name)].add(country.id)
        names.update({fold(country.code): {country.id} for country in countries})
        self._resolve("country", SQL("country_id"), names, "")

    def _resolve_languages(self):
        names = defaultdict(set)
        installed = self.env["res.lang"].get_installed()
        # The first installed variant answers to the bare language.
        for code, label in reversed(installed):
            for name in (code, label.split("/")[-1], label.split(" (")[0]):
                names[fold(name)] = {code}
            names[code[:2]] = {code}
        for name, code in (
            ("francais", "fr"),
            ("french", "fr"),
            ("anglais", "en"),
            ("english", "en"),
        ):
            if code in names:
                names[name] = names[code]
        valid = self._shown([label for _code, label in installed])
        self._resolve("lang", SQL("lang"), names, valid)

    def _resolve(self, column, field, names, valid):
        """Write the record a name means, or refuse the name.

        :param field: column to write, as SQL
        :param names: {folded name: set of what it may mean}
        :param valid: the valid names, as shown
        """
        texts = self._fetch(
            "SELECT DISTINCT data ->> %(column)s FROM club_import_line "
            "WHERE import_id = %(import)s AND data ? %(column)s",
            column=column,
        )
        found, unknown, ambiguous = {}, [], []
        for (text,) in texts:
            meant = names.get(fold(text), ())
            if len(meant) == 1:
                found[text] = next(iter(meant))
            else:
                (ambiguous if meant else unknown).append(text)
        self._execute(
            """
            UPDATE club_import_line l
               SET %(field)s = (%(found)s::jsonb ->> (l.data ->> %(column)s))::%(cast)s
             WHERE l.import_id = %(import)s AND l.data ? %(column)s
               AND l.state <> 'done'
            """,
            field=field,
            found=json.dumps(found),
            column=column,
            cast=SQL("text") if column == "lang" else SQL("int"),
        )
        for code, refused in (("unknown", unknown), ("ambiguous", ambiguous)):
            if refused:
                self._flag(
                    f"{column}_{code}",
                    SQL("l.data ->> %s = ANY(%s)", column, refused),
                    column=column,
                    value=SQL("l.data ->> %s", column),
                    valid=SQL("%s::text", valid),
                )

    def _shown(self, names):
        shown = ", ".join(names[:SHOWN_NAMES])
        return f"{shown}…" if len(names) > SHOWN_NAMES else shown

    def _keep_what_is_not_given(self):
        """The defaults are for newcomers: members keep their own section and type."""
        self._execute(
            """
            UPDATE club_import_line l
               SET section_id = CASE WHEN l.data ? 'section' THEN l.section_id
                                     ELSE m.section_id END,
                   type_id = CASE WHEN l.data ? 'type' THEN l.type_id
                                  ELSE m.type_id END
              FROM club_membership m
             WHERE m.id = l.membership_id AND l.import_id = %(import)s
               AND l.state <> 'done'
            """
        )

    def _resolve_periods(self):
        """Complete the period a row gives, by its type's policy.

        A first day alone runs to the end of its year, a last day alone covers its
        year from joining on, and “paid” alone means the current year. Without a
        column saying what is paid, the import's default holds; with one, an empty
        cell is a no.
        """
        rows = self._fetch(
            """
            SELECT DISTINCT type_id, data ->> 'period_from', data ->> 'period_to'
              FROM club_import_line
             WHERE import_id = %(import)s AND type_id IS NOT NULL AND state <> 'done'
               AND (data ?| ARRAY['period_from', 'period_to']
                    OR data @> '{"paid": true}')
            """
        )
        policies = {
            kind.id: kind._term_policy()
            for kind in self.env["club.membership.type"].browse({r[0] for r in rows})
        }
        found = [
            (type_id, begin, end, *self._period(policies[type_id], begin, end))
            for type_id, begin, end in rows
        ]
        self._execute(
            """
            UPDATE club_import_line l
               SET date_from = GREATEST(v.date_from, CASE
                       WHEN NOT l.data ? 'period_from'
                        AND (l.data ->> 'joined_on')::date <= v.date_to
                       THEN (l.data ->> 'joined_on')::date END),
                   date_to = v.date_to,
                   confirmed = t.is_free OR COALESCE(
                       (l.data ->> 'paid')::bool, %(default)s)
              FROM jsonb_to_recordset(%(found)s) AS v(
                       type_id int, period_from text, period_to text, date_from date,
                       date_to date)
              JOIN club_membership_type t ON t.id = v.type_id
             WHERE l.import_id = %(import)s AND l.type_id = v.type_id
               AND (l.data ->> 'period_from') IS NOT DISTINCT FROM v.period_from
               AND (l.data ->> 'period_to') IS NOT DISTINCT FROM v.period_to
               AND (l.data ?| ARRAY['period_from', 'period_to']
                    OR l.data @> '{"paid": true}')
               AND l.state <> 'done'
            """,
            found=json.dumps(
                [
                    dict(
                        zip(
                            (
                                "type_id",
                                "period_from",
                                "period_to",
                                "date_from",
                                "date_to",
                            ),
                            row,
                            strict=True,
                        )
                    )
                    for row in found
                ]
            ),
            default=self.paid_default and "paid" not in (self.titles or {}),
        )

    def _period(self, policy, begin, end):
        """First and last day, as ISO dates, of a period given in part."""
        to_date = fields.Date.to_date
        if begin and not end:
            end = next_term(policy, to_date(begin) - ONE_DAY).date_to.isoformat()
        elif not begin:
            if not end:
                today = self._today()
                end = next_term(policy, today - ONE_DAY).date_to.isoformat()
            begin = term_until(policy, to_date(end)).date_from.isoformat()
        return begin, end
