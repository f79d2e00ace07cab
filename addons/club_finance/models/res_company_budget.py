from datetime import timedelta

from odoo import fields, models

from ..money.forecast import MONTHS, months_over


class ResCompany(models.Model):
    """Years of the books, and how much the association wants to keep aside."""

    _inherit = "res.company"

    club_reserve_months = fields.Integer(
        string="Reserve aimed at (months)",
        default=12,
        help="For how many months of running cost the money should last.",
    )

    _reserve_positive = models.Constraint(
        "CHECK (club_reserve_months >= 0)", "A reserve is of no months or more."
    )

    def _club_year(self, day):
        """The accounting year that ``day`` is in.

        :return: its first and its last day
        """
        self.ensure_one()
        # sudo: the accounting year of the association is no secret of its settings.
        dates = self.sudo().compute_fiscalyear_dates(fields.Date.to_date(day))
        return dates["date_from"], dates["date_to"]

    def _club_year_before(self, day):
        """First day of the accounting year before the one of ``day``."""
        start = self._club_year(day)[0]
        return self._club_year(start - timedelta(days=1))[0]

    def _club_year_after(self, day):
        """First day of the accounting year after the one of ``day``."""
        return self._club_year(day)[1] + timedelta(days=1)

    def _club_year_name(self, day):
        """How people call the accounting year of ``day``: 2026, or 2025-2026."""
        start, end = self._club_year(day)
        same = start.year == end.year
        return str(start.year) if same else f"{start.year}-{end.year}"

    def _club_months_over(self, start, today=None):
        """How many months are over of the year that begins on ``start``."""
        today = today or self._club_today()
        return months_over((start.year, start.month), (today.year, today.month))

    def _club_months(self, start):
        """First days of the twelve months of the year that begins on ``start``."""
        first = start.year * MONTHS + start.month - 1
        return [
            start.replace(year=month // MONTHS, month=month % MONTHS + 1, day=1)
            for month in range(first, first + MONTHS)
        ]
