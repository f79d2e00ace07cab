from datetime import datetime, time, timedelta

import pytz
from odoo import api, fields, models


class ResCompany(models.Model):
    """What day it is for an association: crons have no time zone of their own."""

    _inherit = "res.company"

    def _club_tz(self):
        """Name of the association's time zone: its contact's, else its country's."""
        self.ensure_one()
        french = self.partner_id.country_id.code == "FR"
        return self.partner_id.tz or ("Europe/Paris" if french else "UTC")

    def _club_today(self):
        """The day it is where the association is."""
        return fields.Date.context_today(self.with_context(tz=self._club_tz()))

    @api.model
    def _club_by_today(self):
        """Companies grouped by the day it is for them, each group in a time zone of it.

        :return: list of recordsets, with ``tz`` in their context
        """
        groups = self._club_all().grouped(lambda company: company._club_today())
        return [
            companies.with_context(tz=companies[0]._club_tz())
            for _day, companies in sorted(groups.items())
        ]

    @api.model
    def _club_all(self):
        # sudo: nightly jobs are for every association.
        return self.sudo().search([], order="id")  # pylint: disable=no-search-all

    def _club_current_offices(self, role):
        """Offices of these companies that are held on the day of the context."""
        return self.env["club.office"].search(
            [
                ("role", "=", role),
                ("is_current", "=", True),
                ("company_id", "in", self.ids),
            ]
        )

    @api.model
    def _club_next_midnights(self):
        """When the next day begins for each association, a few minutes past (UTC)."""
        moments = set()
        for company in self._club_all():
            tz = pytz.timezone(company._club_tz())
            tomorrow = company._club_today() + timedelta(days=1)
            local = tz.localize(datetime.combine(tomorrow, time(0, 5)))
            moments.add(local.astimezone(pytz.utc).replace(tzinfo=None))
        return sorted(moments)
