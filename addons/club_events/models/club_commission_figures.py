from odoo import models
from odoo.fields import Domain


class ClubCommission(models.Model):
    """The year of a commission in a few numbers, for its chair and its members."""

    _inherit = "club.commission"

    def _figures(self, year):
        """Numbers of the meetings held in a year, beside those of the year before.

        :param year: a calendar year, as a number
        :return: dict with ``meetings``, ``participants``, ``organisations``,
            ``rate`` (whole percent, or False where attendance was not taken) and
            ``last_…`` of the first three; False when no meeting was held
        """
        self.ensure_one()
        line = Domain("by", "=", "2_commission") & Domain("commission_id", "=", self.id)
        figures = self.env["club.event.figure"]
        return figures._page_values(self.company_id, year, line)

    def _page_values(self, space, visible):
        values = super()._page_values(space, visible)
        figures = False
        if self._seat_of(space).state == "active":
            # When a year begins nothing is held yet: the last one is shown.
            year = self.company_id._club_today().year
            figures = self._figures(year) or self._figures(year - 1)
        return {**values, "year_figures": figures}

    def _one_year_values(self, programme):
        return {
            **super()._one_year_values(programme),
            "figures": self._figures(programme.date_start.year),
        }
