import re

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, remove_accents

SHOWN = 8
WORDS = 5
# Letters of one word at least: fewer are in half of all names.
SHORTEST = 3
LOOKS_AN_HOUR = 200


class ClubTicket(models.Model):
    """Who is on the telephone: people of the sections that somebody helps.

    A volunteer reads names, towns, organisations and numbers of people of their own
    sections and the neighbouring ones, eight at a time, and no list of them: each
    search is counted and kept (``club.ticket.look``).
    """

    _inherit = "club.ticket"

    @api.model
    def _find_callers(self, looker, company, sections, text):
        """People whose name, organisation or number hold all the words of ``text``.

        :param looker: ``res.users`` who asks
        :param sections: of which the people are, those below them included
        :param text: parts of words of three letters at least, accents ignored, or a
            member number
        :return: dictionary with ``people`` (dictionaries with ``id``, ``name``,
            ``city``, ``organisation``, ``number``) and ``sentence`` (what keeps
            somebody from being shown, or empty)
        """
        words = self._caller_words(text)
        if not words:
            said = self.env._("Type three letters of the name, or the member number.")
            return {"people": [], "sentence": said if (text or "").strip() else ""}
        if not self._may_look(looker):
            said = self.env._(
                "Enough searches for now: log the call for somebody we do not know, "
                "and the office finds out who it was."
            )
            return {"people": [], "sentence": said}
        people = self._callers(company, sections, words, limit=SHOWN + 1)
        self._keep_look(looker, company, " ".join(words), len(people))
        said = ""
        if not people:
            said = self.env._("Nobody of your sections is called that.")
        elif len(people) > SHOWN:
            said = self.env._("There are more: type more letters, or the town.")
        return {"people": people[:SHOWN], "sentence": said}

    @api.model
    def _may_look(self, looker):
        """Count one more look at people; False when there were enough."""
        # sudo: a counter of the system.
        rates = self.env["club.rate"].sudo()
        return rates._allow("ticket_call", str(looker.id), LOOKS_AN_HOUR, 60)

    @api.model
    def _keep_look(self, looker, company, text, found):
        # sudo: nobody writes by hand what they looked for.
        self.env["club.ticket.look"].sudo().create(
            {
                "user_id": looker.id,
                "company_id": company.id,
                "text": text,
                "found": found,
            }
        )

    @api.model
    def _caller_words(self, text):
        """Words to look for, without accents or capitals; none if all are short."""
        found = re.findall(r"[^\W_]+", remove_accents((text or "")[:100]).lower())
        long = [word for word in found if len(word) >= SHORTEST or word.isdigit()]
        return found[:WORDS] if long else []

    @api.model
    def _callers(self, company, sections, words=(), limit=None, partner_id=None):
        """What may be told of people of these sections, see ``_find_callers``.

        :param partner_id: only this person
        """
        if not sections:
            return []
        conditions = [
            SQL(
                "(lower(unaccent(concat_ws(' ', p.name, p.city, h.organisations))) "
                "LIKE %(part)s OR %(number)s = ANY(h.numbers))",
                part=f"%{word}%",
                number=word.lstrip("0") or "0",
            )
            for word in words
        ]
        if partner_id is not None:
            conditions.append(SQL("p.id = %s", partner_id))
        rows = self.env.execute_query(
            SQL(
                """
                WITH %(here)s
                SELECT p.id, p.name, p.city, h.organisations, h.number
                  FROM res_partner p JOIN here h ON h.partner_id = p.id
                 WHERE p.active AND NOT p.is_company AND %(conditions)s
                 ORDER BY lower(unaccent(p.name)), p.id LIMIT %(limit)s
                """,
                here=self._callers_here(company, sections),
                conditions=SQL(" AND ").join(conditions),
                limit=limit,
            )
        )
        names = ("id", "name", "city", "organisation", "number")
        return [
            {name: value or "" for name, value in zip(names, row, strict=True)}
            for row in rows
        ]

    @api.model
    def _callers_here(self, company, sections):
        """CTE ``here``: members of the sections and who acts for them today, with the
        names of organisations and all numbers, written as they are searched."""
        below = [f"{section.parent_path}%" for section in sections.sudo()]
        self.env["club.membership"].flush_model()
        self.env["club.delegation"].flush_model()
        self.env["res.partner"].flush_model(["name", "city", "active", "is_company"])
        return SQL(
            """
            near AS MATERIALIZED (
                SELECT m.id, m.partner_id, m.number
                  FROM club_membership m JOIN club_section s ON s.id = m.section_id
                 WHERE m.company_id = %(company)s AND m.merged_into_id IS NULL
                   AND m.state NOT IN ('excluded', 'deceased')
                   AND s.parent_path LIKE ANY(%(below)s)
            ), held AS (
                SELECT partner_id, number, NULL AS organisation FROM near
                UNION ALL
                SELECT d.partner_id, n.number, o.name
                  FROM near n JOIN club_delegation d ON d.membership_id = n.id
                  JOIN res_partner o ON o.id = n.partner_id
                 WHERE d.date_from <= %(today)s
                   AND (d.date_to IS NULL OR d.date_to >= %(today)s)
            ), here AS (
                SELECT partner_id, min(number) AS number,
                       array_agg(ltrim(lower(number), '0')) AS numbers,
                       string_agg(DISTINCT organisation, ', ') AS organisations
                  FROM held GROUP BY partner_id
            )
            """,
            company=company.id,
            below=below,
            today=company._club_today(),
        )

    @api.model
    def _sections_near(self, volunteer):
        """Sections whose people a volunteer may look for."""
        own = volunteer._desk_sections()
        return own | own.neighbour_ids

    @api.model
    def _callers_for(self, volunteer, looker, text):
        """See ``_find_callers``: people near this volunteer."""
        sections = self._sections_near(volunteer)
        if not sections:
            said = self.env._(
                "A coordinator of your sections lets you look for members, or puts you "
                "on a rota. Until then, log the call for somebody we do not know."
            )
            return {"people": [], "sentence": said}
        return self._find_callers(looker, volunteer.company_id, sections, text)

    @api.model
    def _caller_again(self, volunteer, looker, person_id):
        """The person chosen before a form was refused, as a search shows them, and
        counted as one: a form can name anybody's id."""
        chosen = self._caller(volunteer, person_id)
        if not chosen or not self._may_look(looker):
            return {"people": [], "sentence": ""}
        self._keep_look(looker, volunteer.company_id, chosen["name"], 1)
        return {"people": [chosen], "sentence": ""}

    @api.model
    def _caller(self, volunteer, person_id):
        """What may be told of the person whose id a form sent; None if they are none
        of the people near this volunteer."""
        text = str(person_id or "")
        if not (text.isdecimal() and len(text) < 10):
            return None
        found = self._callers(
            volunteer.company_id, self._sections_near(volunteer), partner_id=int(text)
        )
        return found[0] if found else None

    @api.model
    def _notice_double(self, volunteer, partner_ids, reason):
        """Ask the office to merge two of the people that a search showed.

        :param partner_ids: ids as a form sent them: people near the volunteer only
        :raises UserError: not two of them
        """
        known = [each for each in set(partner_ids) if self._caller(volunteer, each)]
        if len(known) != 2:
            raise UserError(
                self.env._("Choose the two entries that are the same person.")
            )
        # sudo: both are people that the volunteer may look for.
        one, other = self.env["res.partner"].sudo().browse(sorted(known))
        return self.env["club.merge.request"]._ask_merge(
            one, other, volunteer.partner_id, reason, volunteer.company_id
        )
