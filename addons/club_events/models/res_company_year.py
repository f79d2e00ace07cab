from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..planning.holidays import french_holidays

ZONES = ("A", "B", "C")


class ResCompany(models.Model):
    """The days on which an association does not meet."""

    _inherit = "res.company"

    club_holidays = fields.Selection(
        [
            ("none", "None"),
            ("fr", "Those of France"),
            ("fr_alsace", "Those of France with Alsace and Moselle"),
        ],
        string="Public holidays",
        compute="_compute_club_holidays",
        store=True,
        readonly=False,
        help="No meeting is planned on them.",
    )

    @api.depends("partner_id.country_id")
    def _compute_club_holidays(self):
        for company in self:
            french = company.partner_id.country_id.code == "FR"
            company.club_holidays = "fr" if french else "none"

    @api.constrains("club_school_zones")
    def _check_club_school_zones(self):
        for company in self:
            unknown = [zone for zone in company._club_zones() if zone not in ZONES]
            if unknown:
                raise ValidationError(
                    self.env._(
                        "%(association)s: “%(zones)s” are no school zones. Write A, B "
                        "or C, with commas between them, or nothing for all of them.",
                        association=company.name,
                        zones=company.club_school_zones,
                    )
                )

    def _club_zones(self):
        """The school zones whose breaks are kept free, as a list; empty: all."""
        text = self.club_school_zones or ""
        return [zone.strip().upper() for zone in text.split(",") if zone.strip()]

    def _club_public_holidays(self, first, last):
        """{day: name} of public holidays from ``first`` to ``last``, both included."""
        self.ensure_one()
        if (self.club_holidays or "none") == "none":
            return {}
        alsace = self.club_holidays == "fr_alsace"
        names = self._club_holiday_names()
        found = french_holidays(first, last, alsace)
        return {day: names[key] for day, key in found.items()}

    def _club_holiday_names(self):
        return {
            "new_year": self.env._("New Year's Day"),
            "good_friday": self.env._("Good Friday"),
            "easter_monday": self.env._("Easter Monday"),
            "labour": self.env._("Labour Day"),
            "victory": self.env._("Victory Day"),
            "ascension": self.env._("Ascension Day"),
            "whit_monday": self.env._("Whit Monday"),
            "national": self.env._("National Day"),
            "assumption": self.env._("Assumption Day"),
            "all_saints": self.env._("All Saints' Day"),
            "armistice": self.env._("Armistice Day"),
            "christmas": self.env._("Christmas Day"),
            "st_stephen": self.env._("Saint Stephen's Day"),
        }

    def _club_free_days(self, first, last):
        """Days without meetings from ``first`` to ``last``, both included.

        :return: {day: name} of closed days, {day: name} of school breaks
        """
        self.ensure_one()
        zones = self._club_zones()
        # sudo: chairs plan around the breaks, which are no secret.
        periods = (
            self.env["club.closed.period"]
            .sudo()
            .search(
                Domain("company_id", "in", (False, self.id))
                & Domain("date_start", "<=", last)
                & Domain("date_end", ">=", first)
            )
        )
        closed, breaks = {}, {}
        for period in periods:
            if period.zone and zones and period.zone.upper() not in zones:
                continue
            found = breaks if period.kind == "break" else closed
            found.update(dict.fromkeys(period._days(first, last), period.name))
        return closed, breaks


class ClubClosedPeriod(models.Model):
    _inherit = "club.closed.period"

    def _days(self, first, last):
        """The days of this period from ``first`` to ``last``, as a list."""
        begin, end = max(self.date_start, first), min(self.date_end, last)
        return [begin + timedelta(days=n) for n in range((end - begin).days + 1)]
