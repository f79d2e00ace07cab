from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .club_duty_confirming import STANDING


class ClubDuty(models.Model):
    """Each morning: what is over, what nobody answered, what begins soon."""

    _inherit = "club.duty"

    @api.model
    def _cron_daily(self):
        """Do what the day brings, association by association, each on its own day.

        Each one is committed; a second run on the same day finds nothing to do.
        """
        cron = self.env["ir.cron"]
        companies = self.env["res.company"]._club_all()
        for number, company in enumerate(companies, start=1):
            here = self.with_company(company).with_context(tz=company._club_tz())
            here._end_past(company)
            here.env["club.duty.offer"]._expire(company)
            here._remind(company)
            if not cron._commit_progress(1, remaining=len(companies) - number):
                return

    @api.model
    def _remind(self, company):
        """Note whom to remind today: after a pause of the server, of the last level
        only.

        Who was put on duty today or yesterday has just been told, and is reminded
        tomorrow.
        """
        today = company._club_today()
        coming = self.search(
            Domain("company_id", "=", company.id)
            & Domain("state", "in", STANDING)
            & Domain("volunteer_id", "!=", False)
            & Domain("date_start", ">=", today)
            & Domain("date_start", "<=", today + timedelta(days=company._duty_days()))
        )
        due = {duty: duty._level_due(company, today) for duty in coming}
        late = coming.filtered(lambda duty: duty._is_unconfirmed(company, today))
        for duty in late:
            duty._tell_coordinators("unconfirmed", volunteer_id=duty.volunteer_id.id)
        for gap in self._gaps_coming(company, today):
            gap._tell_coordinators("gap")
        told = coming._just_told(today)
        for level in ("confirm", "first", "last"):
            wanted = coming.filtered(
                lambda duty, level=level: (
                    due[duty] == level and (level == "last" or duty not in told)
                )
            )
            wanted._tell(level)

    @api.model
    def _gaps_coming(self, company, today):
        """Duties that nobody has and that begin soon, unless their coordinators have
        just heard that somebody gave them back."""
        days = timedelta(days=company.club_duty_first_days)
        if not days:
            return self.browse()
        gaps = self.search(
            Domain("company_id", "=", company.id)
            & Domain("state", "in", STANDING)
            & Domain("volunteer_id", "=", False)
            & Domain("date_start", ">=", today)
            & Domain("date_start", "<=", today + days)
        )
        heard = self.env["club.duty.notice"].search(
            Domain("duty_id", "in", gaps.ids)
            & Domain("level", "=", "released")
            & Domain("date", ">", today - days)
        )
        return gaps - heard.duty_id

    def _level_due(self, company, today):
        """The reminder that the volunteer of this duty should have had by now."""
        left = (self.date_start - today).days
        if left <= company.club_duty_last_days > 0:
            return "last"
        if left <= company.club_duty_first_days > 0:
            return "first"
        if left <= company.club_duty_confirm_days > 0 and self.state == "published":
            return "confirm"
        return None

    def _is_unconfirmed(self, company, today):
        days = company.club_duty_unconfirmed_days
        left = (self.date_start - today).days
        return self.state == "published" and left <= days > 0

    def _just_told(self, today):
        """Those of these duties whose volunteer learnt of them since yesterday."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT n.duty_id
                  FROM club_duty_notice n JOIN club_duty d ON d.id = n.duty_id
                 WHERE n.duty_id = ANY(%s) AND n.partner_id = d.partner_id
                   AND n.level IN ('published', 'given') AND n.date >= %s
                """,
                self.ids,
                today - timedelta(days=1),
            )
        )
        return self.browse(row[0] for row in rows)


class ResCompany(models.Model):
    _inherit = "res.company"

    def _duty_days(self):
        """How long before a duty somebody is told about it, in days."""
        return max(
            self.club_duty_confirm_days,
            self.club_duty_first_days,
            self.club_duty_last_days,
            self.club_duty_unconfirmed_days,
        )
