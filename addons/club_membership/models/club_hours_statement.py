from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..rules import hours as durations


class ClubHours(models.Model):
    """Attestation of voluntary work: confirmed hours of one person in one year."""

    _inherit = "club.hours"

    def _statements(self):
        """One statement per association, volunteer and year that these lines touch.

        Each covers the whole year, as far as the user may read it.

        :return: dictionaries for the paper
        :raises UserError: nothing of it was confirmed
        """
        # sudo: the volunteer's name and language, for who reads the hours.
        touched = {
            (line.company_id, line.partner_id.sudo(), line.date.year) for line in self
        }
        found = [
            self._statement_values(company, person, year)
            for company, person, year in sorted(
                touched, key=lambda key: (key[1].name or "", key[2], key[0].id)
            )
        ]
        statements = [statement for statement in found if statement]
        if not statements:
            raise UserError(
                self.env._(
                    "None of these hours was confirmed: a statement says what "
                    "volunteers confirmed."
                )
            )
        return statements

    def _statement_values(self, company, person, year):
        """What the paper says, in the person's language; None without any hours."""
        lines = self.search(
            [
                ("company_id", "=", company.id),
                ("partner_id", "=", person.id),
                ("state", "=", "confirmed"),
                ("date", ">=", f"{year}-01-01"),
                ("date", "<=", f"{year}-12-31"),
            ],
            order="date, id",
        )
        if not lines:
            return None
        lang = person.lang or self.env.lang
        lines = lines.with_context(lang=lang)
        by_activity = lines.grouped("activity_id")
        return {
            "lang": lang,
            # sudo: the letterhead; a member's own paper shows it as well.
            "company": company.sudo(),
            "name": person.name,
            "year": year,
            "lines": [
                {
                    "activity": activity.name,
                    "times": len(by_activity[activity]),
                    "hours": durations.said(sum(by_activity[activity].mapped("hours"))),
                }
                for activity in lines.activity_id.sorted()
            ],
            "total": durations.said(sum(lines.mapped("hours"))),
            "declared": durations.said(
                sum(lines.filtered("is_declared").mapped("hours"))
            )
            if any(lines.mapped("is_declared"))
            else "",
            "signatory": company._club_signatory(),
            "today": format_date(lines.env, company._club_today()),
        }
