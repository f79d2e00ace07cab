from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

SHOWN = ("announced", "closed")


class ClubProgramme(models.Model):
    """The programme of the year as members read it."""

    _inherit = "club.programme"

    @api.model
    def _of_space(self, space):
        """Years that a member in good standing reads, the latest first."""
        # sudo: members have no right on programmes; a space starts from its person.
        return self.sudo().search_fetch(
            Domain("state", "in", SHOWN)
            & Domain("company_id", "in", space.standing.company_id.ids),
        )

    @api.model
    def _year_values(self, space, programme_id=0, commission_id=0):
        """What the page of the year shows.

        :param programme_id: which year; today's, or the latest, if it is none of them
        :param commission_id: meetings of one commission only, if the space sees any
        """
        years = self._of_space(space)
        today = space.company._club_today()
        chosen = (
            years.filtered(lambda year: year.id == programme_id)
            or years.filtered(lambda y: y.date_start <= today <= y.date_end)
            or years
        )[:1]
        events = chosen._meetings_of(space)
        commissions = events.commission_id.sorted("name")
        picked = commissions.filtered(lambda each: each.id == commission_id)
        if picked:
            events = events.filtered(lambda event: event.commission_id == picked)
        return {
            "programme": chosen._values() if chosen else None,
            "years": [{"id": year.id, "name": year.name} for year in years],
            "months": events._by_month(space),
            "commissions": [{"id": each.id, "name": each.name} for each in commissions],
            "commission": picked.id,
            "commission_name": picked.name or "",
            "plans": self._planning_links(space),
            "figures": chosen._year_figures(space, picked) if chosen else False,
        }

    def _year_figures(self, space, commission):
        """The year in numbers: of the association, or of a commission for those who
        sit in it; False where nothing was held."""
        year = self.date_start.year
        if not commission:
            figures = self.env["club.event.figure"]
            return figures._page_values(
                self.company_id, year, Domain("by", "=", "1_all")
            )
        seats = space.seats.filtered(lambda row: row.state == "active")
        return commission in seats.commission_id and commission._figures(year)

    def _values(self):
        return {
            "id": self.id,
            "name": self.name,
            "theme": self.theme or "",
            "description": self.description,
        }

    def _meetings_of(self, space):
        """Announced meetings of this year that the space sees, in order of time."""
        events = self.env["event.event"]
        if not self:
            return events
        return events.search(
            events._space_domain(space) & Domain("programme_id", "=", self.id),
            order="date_begin, id",
        )

    @api.model
    def _planning_links(self, space):
        """Where who leads a commission plans its year."""
        led = space.seats.filtered(lambda row: row._leads()).commission_id
        return [
            {"name": each.name, "url": f"/my/commissions/{each.id}/year"}
            for each in led
        ]


class EventEvent(models.Model):
    _inherit = "event.event"

    def _by_month(self, space):
        """These meetings as lines below the month in which each begins.

        :return: list of dictionaries with ``title`` and ``meetings``
        """
        months = {}
        rows = self.env["event.registration"]._of_space(space)
        lines = self._mine_values(space, rows)
        for event, line in zip(self, lines, strict=True):
            day = event._local(event.date_begin).date().replace(day=1)
            months.setdefault(day, []).append(line)
        return [
            {"title": self._month_text(day), "meetings": lines}
            for day, lines in months.items()
        ]

    def _month_text(self, day):
        return format_date(self.env, day, date_format="MMMM yyyy").capitalize()
