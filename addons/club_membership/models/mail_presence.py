from odoo import models
from psycopg2.errors import UniqueViolation


class MailPresence(models.Model):
    """Two first pages that one person opens at once both note that they are here.

    Odoo lets the second one fail and calls that an error in its log.
    """

    _inherit = "mail.presence"

    def _try_update_presence(self, user_or_guest, inactivity_period=0):
        try:
            return super()._try_update_presence(user_or_guest, inactivity_period)
        except UniqueViolation:
            # The other page has noted it.
            return self.env.cr.rollback()
