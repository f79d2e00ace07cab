from odoo import fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL


class MailPresence(models.Model):
    """Two first pages that one person opens at once both note that they are here.

    Odoo lets the second one fail and calls that an error in its log.
    """

    _inherit = "mail.presence"

    def _try_update_presence(self, user_or_guest, inactivity_period=0):
        try:
            self._note_once(user_or_guest)
            return super()._try_update_presence(user_or_guest, inactivity_period)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # The other page has noted it.
            return self.env.cr.rollback()

    def _note_once(self, user_or_guest):
        """Give who was never here a presence, unless another page just does."""
        if user_or_guest.sudo().presence_ids:  # sudo: as Odoo's own next step does
            return
        now = fields.Datetime.now()
        self.env.cr.execute(
            SQL(
                "INSERT INTO mail_presence (%s, status, last_poll, last_presence)"
                " VALUES (%s, 'offline', %s, %s) ON CONFLICT DO NOTHING",
                SQL.identifier(
                    "guest_id" if user_or_guest._name == "mail.guest" else "user_id"
                ),
                user_or_guest.id,
                now,
                now,
            )
        )
        user_or_guest.invalidate_recordset(["presence_ids"])
