from odoo import models


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
        # sudo: numbers that name nobody, for the pages of the commission's members.
        figures = self.env["club.event.figure"].sudo()
        found = figures.with_company(self.company_id).search(
            [
                ("by", "=", "2_commission"),
                ("commission_id", "=", self.id),
                ("company_id", "=", self.company_id.id),
                ("year", "=", str(year)),
            ],
            limit=1,
        )
        if not found:
            return False
        return {
            "year": year,
            "rate": round(100 * found.rate) if found.attended else False,
            **{
                name: found[name]
                for name in (
                    *("meetings", "participants", "organisations"),
                    *("last_meetings", "last_participants", "last_organisations"),
                )
            },
        }

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
