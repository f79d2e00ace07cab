from odoo import fields, models

BOUNCE_DAYS = 30
WRONG_ADDRESS = ("mail_email_invalid", "mail_email_missing")


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        # Before super(), which deletes what was sent.
        self._tell_club_notices(failure_type, failure_reason)
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason, failure_type
        )

    def _tell_club_notices(self, failure_type, failure_reason):
        """Bring the result of the sending to the notices these mails are for."""
        # sudo: the mail queue may be worked on by whoever sends a message.
        notices = self.env["club.notice"].sudo().search([("mail_id", "in", self.ids)])
        if not notices:
            return
        if not failure_type:
            notices.write({"state": "sent", "failure": False})
        else:
            state = "bounced" if failure_type in WRONG_ADDRESS else "failed"
            notices.write({"state": state, "failure": failure_reason or failure_type})


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _message_receive_bounce(self, email, partner):
        """A dead address is dead for all who use it: they get letters."""
        result = super()._message_receive_bounce(email, partner)
        self._club_notices_bounced()
        return result

    def _club_notices_bounced(self):
        since = fields.Date.subtract(fields.Date.context_today(self), days=BOUNCE_DAYS)
        # sudo: bounces come in through the mail gateway.
        self.env["club.notice"].sudo().search(
            [
                ("payer_id", "in", self.ids),
                ("state", "in", ("queued", "sent")),
                ("channel", "=", "email"),
                ("date", ">=", since),
            ]
        ).write({"state": "bounced"})
