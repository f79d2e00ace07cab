from odoo import fields, models

from ..money.bars import lengths

YEARS = ("last", "estimate", "asked")


class ClubSection(models.Model):
    """The picture that a general assembly is shown: three years side by side."""

    _inherit = "club.section"

    def _page_assembly(self, year):
        """Values of the picture: income and spending by heading, last year, this year
        and next year, each with its bars.

        :param year: first day of the year that is planned
        """
        start = fields.Date.to_date(year)
        figures = self.env["club.budget"]._consolidated(self, start)
        rows = [row for kind in figures["headings"].values() for row in kind]
        bars = lengths([row[column] for row in rows for column in YEARS])
        for place, row in enumerate(rows):
            row["bars"] = bars[len(YEARS) * place : len(YEARS) * (place + 1)]
        company = self.company_id
        this = company._club_year_before(start)
        return {
            **figures,
            "section": self,
            "money": self._money(),
            # Once a year is over, what stands for it is no estimate.
            "estimated": company._club_months_over(this) < 12,
            "last_estimated": company._club_months_over(company._club_year_before(this))
            < 12,
        }
