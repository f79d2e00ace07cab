from odoo import models


class ClubMinutes(models.Model):
    """Buttons of the office and of section officers."""

    _inherit = "club.minutes"

    def action_prefill(self):
        """Write the agenda and who came into an empty text."""
        self._for_staff(lambda minutes, by: minutes._prefill())

    def action_submit(self):
        """Hand the minutes in for approval."""
        self._for_staff(lambda minutes, by: minutes._submit(by))

    def action_approve(self):
        """Approve the minutes, unless one wrote them and somebody else can.

        :raises UserError: with who else can
        """
        self._for_staff(lambda minutes, by: minutes._approve(by))

    def action_publish(self):
        """Publish the minutes; who may read them is told once."""
        self._for_staff(lambda minutes, by: minutes._publish(by))

    def action_correct(self):
        """Begin to correct published minutes.

        :raises UserError: nobody said why
        """
        self._for_staff(
            lambda minutes, by: minutes._correct(by, minutes.correction_reason)
        )

    def action_reopen(self):
        """Take minutes that are not published yet back to their draft."""

        def reopen(minutes, by):
            minutes._expect("review", "approved")
            minutes._back_to_draft(by, self.env._("Reopened."))

        self._for_staff(reopen)

    def _for_staff(self, step):
        self.check_access("write")
        for minutes in self:
            step(minutes, self.env.user.partner_id)
