from datetime import timedelta

from odoo import api, models

# Why duties are given back, where somebody says so: kept in their history.
REASON = "club_duty_reason"


class ClubVolunteer(models.Model):
    """Who stops being a volunteer leaves gaps that everybody sees, never silently."""

    _inherit = "club.volunteer"

    def write(self, vals):
        result = super().write(vals)
        if {"date_start", "date_end"} & vals.keys():
            self._leave_outside()
        return result

    def _end(self, day, reason):
        """These are no volunteers any more from ``day`` on.

        :param reason: kept with each duty that becomes a gap
        """
        last = day - timedelta(days=1)
        for volunteer in self:
            if volunteer.date_end and volunteer.date_end <= last:
                continue
            volunteer.with_context(**{REASON: reason}).write(
                {"date_start": min(volunteer.date_start, last), "date_end": last}
            )

    def _leave_outside(self):
        """Give back the duties to come that lie outside these volunteers' days, and
        answer no questions about such days any more."""
        # sudo: what one is no volunteer for is given back, whoever set the dates.
        offers = self.env["club.duty.offer"].sudo()
        reason = self.env.context.get(REASON) or self.env._(
            "Not a volunteer on these days any more."
        )
        for volunteer in self.sudo():
            volunteer._standing_duties().filtered(
                lambda duty, volunteer=volunteer: not volunteer._serves_during(duty)
            )._release(volunteer, reason, author=self.env.user.partner_id)
            offers._put_by_or_to(volunteer).filtered(
                lambda offer, volunteer=volunteer: (
                    not volunteer._serves_during(offer.duty_id)
                )
            )._drop(volunteer)

    def _serves_during(self, duty):
        return self._serves_on(duty.date_start) and self._serves_on(duty.date_end)


class ResPartner(models.Model):
    """What ends for a person ends for the volunteer they are."""

    _inherit = "res.partner"

    def _club_volunteers(self, company=None):
        """These people as volunteers, of one association or of all."""
        # sudo: what ends for a person ends everywhere, whoever says so.
        volunteers = self.env["club.volunteer"].sudo()
        found = volunteers.search([("partner_id", "in", self.ids)])
        return found.filtered(lambda each: not company or each.company_id == company)

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals and not vals["active"]:
            self._club_end_volunteers(
                self.env._("The contact was archived: nobody to serve any more.")
            )
        return result

    def _club_end_volunteers(self, reason, day=None):
        """These people serve no more.

        :param day: first day without duties; by default the association's today
        """
        for volunteer in self._club_volunteers():
            volunteer._end(day or volunteer.company_id._club_today(), reason)

    def _club_record_death(self, day):
        result = super()._club_record_death(day)
        self._club_end_volunteers(self.env._("The volunteer has died."), day)
        return result


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _close(self, closing, day, reason):
        result = super()._close(closing, day, reason)
        if closing == "excluded":
            for company, mine in self.sudo().grouped("company_id").items():
                mine.partner_id._club_volunteers(company)._end(
                    day, self.env._("The membership has ended.")
                )
        return result


class ClubVolunteerAbsence(models.Model):
    """An absence takes no duty away: its volunteer is asked what to do."""

    _inherit = "club.volunteer.absence"

    @api.model_create_multi
    def create(self, vals_list):
        absences = super().create(vals_list)
        absences._tell_of_duties()
        return absences

    def write(self, vals):
        result = super().write(vals)
        if {"kind", "date_from", "date_to", "volunteer_id"} & vals.keys():
            self._tell_of_duties()
        return result

    def _tell_of_duties(self):
        """Write to volunteers about what lies in their absence: once a duty.

        Who notes their own absence sees it on the page, and gets the mail as well:
        it stays when the page is closed.
        """
        for absence in self:
            absence.volunteer_id._duties_in_the_way(absence)._tell("away")
