import json
from collections import defaultdict
from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

from ..rules.importing.columns import fold
from ..rules.terms import next_term, term_until

ONE_DAY = timedelta(days=1)
SHOWN_NAMES = 20
COMMON_LANGUAGES = (
    ("francais", "fr"),
    ("french", "fr"),
    ("anglais", "en"),
    ("english", "en"),
)


class ClubImport(models.Model):
    """Resolving: the names a file uses for sections, types, countries, languages.

    A file holds few different names, so each is looked up once, in Python; a name
    means one record or is refused with the valid ones.
    """

    _inherit = "club.import"

    def _resolve_names(self):
        """Write what the names mean, in one statement, and refuse the others."""
        lists = {
            "section": self._section_names(),
            "type": self._type_names(),
            "country": self._country_names(),
            "lang": self._language_names(),
        }
        looked_up = {
            column: self._look_up(column, names)
            for column, (names, _valid) in lists.items()
        }
        self._restart({column: found for column, (found, *_) in looked_up.items()})
        for column, (_found, unknown, ambiguous) in looked_up.items():
            for code, refused in (("unknown", unknown), ("ambiguous", ambiguous)):
                if refused:
                    self._flag(
                        f"{column}_{code}",
                        SQL("l.data ->> %s = ANY(%s)", column, refused),
                        column=column,
                        value=SQL("l.data ->> %s", column),
                        valid=SQL("%s::text", lists[column][1]),
                    )
        self._settle_kinds()

    def _section_names(self):
        """{folded name: ids it may mean}, and the valid names as shown."""
        sections = self.env["club.section"].search(
            [("company_id", "=", self.company_id.id)]
        )
        names = defaultdict(set)
        for section in sections:
            for name in (section.code, section.name, section.complete_name):
                names[fold(name or "")].add(section.id)
        # A code means its section, whatever others are called.
        names.update({fold(s.code): {s.id} for s in sections if s.code})
        return names, self._shown(sections.mapped("complete_name"))

    def _type_names(self):
        types = self.env["club.membership.type"].search(
            [("company_id", "=", self.company_id.id)]
        )
        names = self._translated_names(types)
        names.update({fold(kind.code): {kind.id} for kind in types if kind.code})
        return names, self._shown(types.mapped("name"))

    def _country_names(self):
        countries = self.env["res.country"].search([])  # pylint: disable=no-search-all
        names = self._translated_names(countries)
        names.update({fold(country.code): {country.id} for country in countries})
        return names, ""

    def _translated_names(self, records):
        names = defaultdict(set)
        for lang, _label in self.env["res.lang"].get_installed():
            for record in records.with_context(lang=lang):
                names[fold(record.name)].add(record.id)
        return names

    def _language_names(self):
        names = {}
        installed = self.env["res.lang"].get_installed()
        # The first installed variant answers to the bare language.
        for code, label in reversed(installed):
            for name in (code, code[:2], label.split("/")[-1], label.split(" (")[0]):
                names[fold(name)] = {code}
        for name, code in COMMON_LANGUAGES:
            if code in names:
                names[name] = names[code]
        return names, self._shown([label for _code, label in installed])

    def _look_up(self, column, names):
        """What each text of a column means: (found, unknown, ambiguous)."""
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
        return found, unknown, ambiguous

    def _restart(self, found):
        """Forget an earlier comparison and write what the names mean.

        One statement for all: a row is large, and each update writes it anew.

        :param found: {column: {text: id or code}}
        """
        self._execute(
            """
            DELETE FROM club_import_candidate_rel r USING club_import_line l
             WHERE l.id = r.line_id AND l.import_id = %(import)s
            """
        )
        meant = {
            column: SQL(
                "CASE WHEN l.data ? %s THEN %s::jsonb ->> (l.data ->> %s) ELSE %s END",
                column,
                json.dumps(texts),
                column,
                default,
            )
            for column, texts, default in (
                ("section", found["section"], self._text(self.section_id.id)),
                ("type", found["type"], self._text(self.type_id.id)),
                ("country", found["country"], None),
                ("lang", found["lang"], None),
            )
        }
        self._execute(
            """
            UPDATE club_import_line l
               SET problems = read_problems, failure = NULL, date_from = NULL,
                   date_to = NULL, confirmed = FALSE, payer_id = NULL,
                   payer_line_id = NULL, pays = FALSE, partner_id = NULL,
                   membership_id = NULL, match = NULL, changes = NULL, twin_id = NULL,
                   name_key = COALESCE(name_key, %(key)s),
                   kind = COALESCE(data ->> 'kind', %(kind)s),
                   section_id = (%(section)s)::int, type_id = (%(type)s)::int,
                   country_id = (%(country)s)::int, lang = %(lang)s
             WHERE import_id = %(import)s AND state <> 'done'
            """,
            key=self._name_key(SQL("l.name")),
            kind=SQL(
                "(SELECT CASE t.member_kind WHEN 'organisation' THEN 'company' "
                "ELSE 'person' END FROM club_membership_type t "
                "WHERE t.id = (%s)::int)",
                meant["type"],
            ),
            **meant,
        )

    def _text(self, number):
        return str(number) if number else None

    def _settle_kinds(self):
        """The kind the row tells must suit the type."""
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
