from odoo import api, models
from odoo.fields import Domain

from .club_duty_confirming import STANDING


class ClubDuty(models.Model):
    """What is over was served, and its hours are proposed to whoever served."""

    _inherit = "club.duty"

    @api.model
    def _end_past(self, company):
        """Close the duties whose last day has gone by.

        Their hours are proposed in the same transaction: the log says what the
        duties say. Gaps stay gaps.

        :return: the duties that ended
        """
        over = self.search(
            Domain("company_id", "=", company.id)
            & Domain("state", "in", STANDING)
            & Domain("date_end", "<", company._club_today())
            & Domain("volunteer_id", "!=", False)
        )
        over.state = "done"
        over._log_hours()
        return over

    def _log_hours(self):
        """Propose the hours of these duties to who served, once each."""
        # sudo: proposals are written by what happened, and answered by the person.
        hours = self.env["club.hours"].sudo()
        hours._log(
            [
                duty._hours_values()
                for duty in self
                if duty.volunteer_id and duty.company_id.club_duty_hours > 0
            ]
        )

    def _hours_values(self):
        company, person = self.company_id, self.partner_id
        told = self.with_context(lang=person.lang or company.partner_id.lang)
        return {
            "company_id": company.id,
            "partner_id": person.id,
            "date": self.date_end,
            "hours": company.club_duty_hours,
            "origin": self._hours_origin(),
            "activity": "duty",
            "section_id": self.section_id.id,
            "description": f"{told._where()}, {told._when()}",
        }

    def _hours_origin(self):
        return f"club.duty,{self.id}"

    def _retract_hours(self):
        """Take back what was proposed for these duties and not answered yet.

        :return: the lines that stay: their person confirmed or declined them
        """
        hours = self.env["club.hours"]
        for company, mine in self.grouped("company_id").items():
            hours |= hours._retract([d._hours_origin() for d in mine], company)
        return hours
