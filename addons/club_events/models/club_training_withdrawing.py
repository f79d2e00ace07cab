from odoo import models
from odoo.exceptions import UserError


class ClubTrainingCertificate(models.Model):
    """Taking a certificate back, and giving it again."""

    _inherit = "club.training.certificate"

    def _withdraw(self, reason, absent=False):
        """These certificates do not count any more; their page says so.

        :param reason: kept, and shown to the office only
        :param absent: whether it is because they did not attend after all
        :raises UserError: no reason
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Say why, in a few words: the reason is kept."))
        for company, mine in self.grouped("company_id").items():
            mine.filtered(lambda c: not c.revoked_on).write(
                {
                    "revoked_on": company._club_today(),
                    "revoke_reason": reason.strip(),
                    "is_absent": absent,
                }
            )

    def _restore(self):
        """They count again: what spoke against them was a mistake."""
        self.filtered("revoked_on").write(
            {"revoked_on": False, "revoke_reason": False, "is_absent": False}
        )

    def action_restore(self):
        """Let withdrawn certificates count again.

        :raises AccessError: the user may not change them
        """
        self.check_access("write")
        self._restore()
