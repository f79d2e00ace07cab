from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from .club_duty import LIVE
from .club_duty_confirming import STANDING
from .labels import days_label, share_label

WEEKS_SHOWN = 12
DAYS_OF_YEAR = timedelta(days=366)


class ClubVolunteer(models.Model):
    """Who is on duty, and how the plan was made: what volunteers of a section know of
    one another."""

    _inherit = "club.volunteer"

    def _rota_page_values(self, section_id=None, whole=False):
        """Who is on duty in one section that this volunteer serves, slot by slot.

        :param section_id: of one of the volunteer's sections; any other, and none:
            the home section
        :param whole: the year ahead, not the next weeks only
        """
        self.ensure_one()
        sections = self.section_ids | self._standing_duties().section_id
        chosen = sections.filtered(lambda s: s.id == section_id) or self.home_section_id
        today = self.company_id._club_today()
        until = today + (DAYS_OF_YEAR if whole else timedelta(weeks=WEEKS_SHOWN))
        duties = self.env["club.duty"].search(
            Domain("section_id", "=", chosen.id)
            & Domain("state", "in", LIVE)
            & Domain("date_end", ">=", today)
            & Domain("date_start", "<=", until)
        )
        slots = duties.grouped(lambda d: (d.date_start, d.date_end))
        contacts = duties.filtered(
            lambda d: d.date_start <= today and d.volunteer_id != self
        ).volunteer_id._contacts_for(self)
        return {
            "section": chosen.name,
            "sections": [
                {"id": each.id, "name": each.name, "chosen": each == chosen}
                for each in sections.sorted("name")
            ],
            "whole": whole,
            "slots": [
                {
                    "days": days_label(self.env, first, last),
                    "is_now": first <= today <= last,
                    "why": self._duty_to_ask_about(of_slot).id,
                    "people": [
                        {
                            **duty._line_values(),
                            "mine": duty.volunteer_id == self,
                            **contacts.get(duty.partner_id.id, {}),
                        }
                        for duty in of_slot.sorted(lambda d: (d.role != "lead", d.id))
                    ],
                }
                for (first, last), of_slot in slots.items()
            ],
            "plans": [
                {"url": f"/my/duties/plan/{rota.id}", "name": rota.name}
                for rota in duties.rota_id
            ],
        }

    def _duties_of_others(self):
        """Duties ahead, of others and of nobody, in the sections this volunteer
        serves: of which they may ask why they do not have them."""
        return self.env["club.duty"].search(
            Domain("section_id", "in", self.section_ids.ids)
            & Domain("state", "in", STANDING)
            & Domain("date_end", ">=", self.company_id._club_today())
            & Domain("volunteer_id", "!=", self.id)
        )

    def _duty_to_ask_about(self, of_slot):
        """The duty of this slot for “why not me?”; empty for who serves in it."""
        if self in of_slot.volunteer_id:
            return of_slot.browse()
        planned = of_slot.filtered(
            lambda duty: (
                duty.state in STANDING
                and duty.section_id in self.section_ids
                and duty._may_ask_why()
            )
        )
        return planned.sorted(lambda duty: (duty.role != "lead", duty.id))[:1]

    def _readable_rotas(self):
        """Rotas whose plan this volunteer may read: published ones of the sections
        they serve, and those in which they have a duty."""
        self.ensure_one()
        return self.env["club.rota"].search(
            Domain("company_id", "=", self.company_id.id)
            & Domain("state", "in", ("published", "closed"))
            & (
                Domain("line_ids.section_id", "in", self.section_ids.ids)
                | Domain("id", "in", self._live_duties().rota_id.ids)
            )
        )


class ClubRota(models.Model):
    _inherit = "club.rota"

    def _plan_values(self, reader):
        """How a published rota was made, in plain words, for one of its volunteers.

        Loads and shares of the volunteers who serve the same sections are shown:
        fairness that cannot be compared is none. Why somebody's share is small, an
        absence or a maximum, is not.
        """
        self.ensure_one()
        solution = self.solution_id
        mine = reader.section_ids
        rows = solution.share_ids.filtered(
            lambda row: (
                row.volunteer_id == reader or row.volunteer_id.section_ids & mine
            )
        )
        loads = self._loads_now(rows.volunteer_id)
        return {
            "name": self.name,
            "days": days_label(self.env, self.date_start, self.date_end),
            "made": self.published_on and format_date(self.env, self.published_on),
            "is_proven": bool(solution) and solution.is_proven,
            "is_solved": bool(solution),
            "checked": bool(solution.checked_on) and not solution.findings,
            "people": [
                {
                    "name": row.volunteer_id.name,
                    "mine": row.volunteer_id == reader,
                    "load": loads.get(row.volunteer_id, 0),
                    "share": share_label(self.env, row.share),
                }
                for row in rows.sorted(
                    lambda row: (row.volunteer_id != reader, row.volunteer_id.name)
                )
            ],
        }

    def _loads_now(self, volunteers):
        """Duties of each volunteer in this rota as it stands, after all changes."""
        return dict(
            self.env["club.duty"]._read_group(
                Domain("rota_id", "=", self.id)
                & Domain("volunteer_id", "in", volunteers.ids)
                & Domain("state", "in", LIVE),
                ["volunteer_id"],
                ["__count"],
            )
        )


class ClubDataReaders(models.AbstractModel):
    """Volunteers of a section compare how often each of them serves."""

    _inherit = "club.data.readers"

    @api.model
    def _in_the_portal(self, space, rows):
        yield from super()._in_the_portal(space, rows)
        volunteer = self.env["club.volunteer"]._of_space(space)
        if volunteer:
            others = volunteer.section_ids.volunteer_ids - volunteer
            yield {
                "who": self.env._("The volunteers of the sections that you serve"),
                "sees": self.env._(
                    "How often you serve in a published rota, and your fair share."
                ),
                "names": others.filtered("is_current").mapped("name"),
            }
