from odoo import models

from .club_duty import LIVE
from .club_volunteer import WEEKDAYS


class ClubVolunteer(models.Model):
    """When a volunteer can serve: what a rota and a change of hands ask."""

    _inherit = "club.volunteer"

    def _absences(self, first, last, kind="away"):
        """Absences of this volunteer that touch these days, both included."""
        return self.absence_ids.filtered(
            lambda each: (
                each.kind == kind and each.date_from <= last and first <= each.date_to
            )
        )

    def _can_serve(self, first, last):
        """Whether this volunteer can be on duty from ``first`` to ``last``.

        One day away makes a slot impossible: somebody would have to stand in. Days of
        the week that are never served make it impossible when they are half of its
        days or more; otherwise the other one on duty answers on those days.
        """
        self.ensure_one()
        if not (self._serves_on(first) and self._serves_on(last)):
            return False
        if self._absences(first, last):
            return False
        days = (last - first).days + 1
        off = sum(
            self[f"{WEEKDAYS[(first.weekday() + n) % 7][0]}_off"] for n in range(days)
        )
        return off * 2 < days

    def _dislikes(self, first, last):
        """Whether this volunteer would rather not serve on these days."""
        return bool(self._absences(first, last, "disliked"))

    def _reachable_sections(self):
        """Sections where this volunteer may be on duty, the own ones included."""
        self.ensure_one()
        own = self.section_ids
        return own | own.neighbour_ids if self.helps_neighbours else own

    def _live_duties(self):
        """Duties that stand for this volunteer: published, confirmed or done."""
        return self.duty_ids.filtered(lambda duty: duty.state in LIVE)

    def _load(self, first, last):
        """Number of duties that stand and begin between these days, both included."""
        return len(
            self._live_duties().filtered(lambda d: first <= d.date_start <= last)
        )
