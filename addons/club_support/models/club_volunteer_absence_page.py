from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .club_volunteer import WEEKDAYS
from .labels import days_label

FORTNIGHT = timedelta(days=14)
# Rows that one form may make, and how far ahead anybody plans.
MOST_ROWS = 60
HORIZON = timedelta(days=3 * 366)


class ClubVolunteerAbsence(models.Model):
    """Absences as their volunteer enters them."""

    _inherit = "club.volunteer.absence"

    _same_days_once = models.UniqueIndex(
        "(volunteer_id, kind, date_from, date_to)",
        "You said so already for these days.",
    )

    def _page_values(self):
        """One absence in the list, with the duties it meets."""
        self.ensure_one()
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return {
            "id": self.id,
            "kind": self.kind,
            "kind_label": kinds[self.kind],
            "days": days_label(self.env, self.date_from, self.date_to),
            "note": self.note or "",
            "duties": [
                {
                    "url": f"/my/duties/{duty.id}",
                    "days": days_label(self.env, duty.date_start, duty.date_end),
                    "section": duty.section_id.name,
                }
                for duty in self.volunteer_id._duties_in_the_way(self)
            ],
        }


class ClubVolunteer(models.Model):
    """The page on which a volunteer says when they cannot serve."""

    _inherit = "club.volunteer"

    def _absences_page_values(self):
        """What the page shows: absences to come, and what its form proposes."""
        self.ensure_one()
        today = self.company_id._club_today()
        ahead = self.absence_ids.filtered(lambda each: each.date_to >= today)
        kinds = self.env["club.volunteer.absence"]._fields["kind"]
        days = [day for day, _label in WEEKDAYS if self[f"{day}_off"]]
        return {
            "absences": [
                absence._page_values()
                for absence in ahead.sorted(lambda each: (each.date_from, each.id))
            ],
            "kinds": kinds._description_selection(self.env),
            "august": self._august_to_say(),
            "today": fields.Date.to_string(today),
            "weekdays": [
                self._fields[f"{day}_off"]._description_string(self.env) for day in days
            ],
        }

    def _august(self):
        """The first day of the next August that is not over."""
        today = self.company_id._club_today()
        return date(today.year + (today.month > 8), 8, 1)

    def _august_to_say(self):
        """The year of the next August, unless it was said to be off already."""
        first = self._august()
        said = self.absence_ids.filtered(
            lambda each: (
                each.kind == "away"
                and each.date_from <= first
                and each.date_to >= date(first.year, 8, 31)
            )
        )
        return False if said else first.year

    def _add_august(self):
        """Away for the whole of next August."""
        first = self._august()
        return self._add_absences(first, date(first.year, 8, 31), "away", "")

    def _add_told_absences(self, told):
        """What the form says, with each repetition as days of its own.

        :param told: {name: text}: ``kind``, ``date_from``, ``date_to``, ``note``,
            ``repeat`` (last day of “one week in two”, or empty)
        :return: the absences that are new
        :raises UserError: days that are missing, over or too many
        """
        self.ensure_one()
        first = self._told_day(self.env._("First day"), told.get("date_from"))
        if not first:
            raise UserError(self.env._("Choose the first day."))
        last = self._told_day(self.env._("Last day"), told.get("date_to")) or first
        again = self._told_day(self.env._("Until"), told.get("repeat"))
        kind = "disliked" if told.get("kind") == "disliked" else "away"
        note = (told.get("note") or "").strip()[:200]
        if again and last - first >= FORTNIGHT:
            raise UserError(
                self.env._(
                    "What comes back every two weeks is shorter than two weeks: "
                    "choose an earlier last day, or no repetition."
                )
            )
        return self._add_absences(first, last, kind, note, again)

    def _add_absences(self, first, last, kind, note, again=None):
        """Add these days, and the same days every two weeks until ``again``."""
        self._expect_days(first, max(last, again or last))
        if last < first:
            raise UserError(self.env._("The last day comes before the first one."))
        rows, day = [], first
        while day <= (again or first):
            rows.append((day, day + (last - first)))
            day += FORTNIGHT
        if len(rows) > MOST_ROWS:
            raise UserError(
                self.env._(
                    "That is more than %s times: choose an earlier end.", MOST_ROWS
                )
            )
        known = {
            (each.date_from, each.date_to)
            for each in self.absence_ids
            if each.kind == kind
        }
        if new := [row for row in rows if row not in known]:
            return self.env["club.volunteer.absence"].create(
                [
                    {
                        "volunteer_id": self.id,
                        "kind": kind,
                        "date_from": row[0],
                        "date_to": row[1],
                        "note": note or False,
                    }
                    for row in new
                ]
            )
        raise UserError(self.env._("You said so already for these days."))

    def _expect_days(self, first, last):
        today = self.company_id._club_today()
        if last < today:
            raise UserError(self.env._("These days are over: choose days to come."))
        if last > today + HORIZON or first < today - HORIZON:
            raise UserError(self.env._("Choose days within the next three years."))

    @api.model
    def _added_sentence(self, absences):
        """What adding these absences means."""
        volunteer = absences.volunteer_id
        if any(volunteer._duties_in_the_way(absence) for absence in absences):
            return self.env._(
                "This is kept. You are on duty on some of these days: ask for cover, "
                "or say below that you cannot serve."
            )
        if len(absences) > 1:
            return self.env._("This is kept, as %s absences.", len(absences))
        return self.env._("This is kept: the next rota takes it into account.")
