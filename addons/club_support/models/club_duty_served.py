from odoo import models
from odoo.exceptions import UserError


class ClubDuty(models.Model):
    """Afterwards it turns out that somebody else served, or nobody."""

    _inherit = "club.duty"

    def _set_served(self, volunteer, author, reason):
        """Say who really served a duty that is done; hours follow.

        What the first one has not answered yet is taken back from their log, and
        proposed to who served. What they confirmed stays, as it is their word.

        :param volunteer: who served; empty: nobody
        :param author: partner who says so
        :param reason: kept in the history
        :return: hours of the first one that stay, because they answered
        :raises UserError: the duty is not over, no reason, or ``volunteer`` served
            elsewhere at that time
        """
        self.ensure_one()
        # sudo: whoever may say it was checked before.
        duty, volunteer = self.sudo(), volunteer.sudo()
        if not (duty.state == "done" or duty._is_past_gap()):
            raise UserError(
                self.env._(
                    "%s is not over yet: give it to somebody else instead.",
                    duty.display_name,
                )
            )
        if not (reason or "").strip():
            raise UserError(self.env._("Say why, in a few words: the reason is kept."))
        if volunteer == duty.volunteer_id:
            return self.env["club.hours"]
        duty._expect_free(volunteer)
        stay = duty._retract_hours()
        # Through the one door, which is closed to what is done.
        duty.state = "published"
        duty._hand_over(volunteer, "override", author, reason=reason.strip())
        if volunteer:
            duty.state = "done"
            duty._log_hours()
        return stay

    def _is_past_gap(self):
        over = self.date_end < self._company_today()
        return over and self.state == "published" and not self.volunteer_id

    def _expect_free(self, volunteer):
        for other in volunteer._live_duties():
            if self._meets(other):
                raise UserError(
                    self.env._(
                        "%(name)s served at that time already: %(duty)s.",
                        name=volunteer.name,
                        duty=other.display_name,
                    )
                )
