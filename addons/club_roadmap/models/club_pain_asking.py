import logging

from odoo import api, fields, models
from odoo.addons.base.models.ir_mail_server import MailDeliveryException
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)

TEMPLATE = "club_roadmap.mail_template_pain_asked"


class ClubPainReport(models.Model):
    """The mail that asks whether it still hurts: straight to the mail server.

    No ``mail.mail`` is written: the queue would tell who is not named.
    """

    _inherit = "club.pain.report"

    # The mail leaves with the next daily job.
    is_asked = fields.Boolean(string="To send", groups=fields.NO_ACCESS)

    @api.model
    def _send_questions(self):
        """Ask each person once for an association, however many pain points wait.

        What leaves is committed before: a killed run sends no mail twice.
        """
        cron = self.env["ir.cron"]
        waiting = self.search([("is_asked", "=", True)])
        by_person = waiting.grouped(lambda row: (row.company_id, row.partner_id))
        for done, rows in enumerate(by_person.values(), 1):
            rows.is_asked = False
            cron._commit_progress(1, remaining=len(by_person) - done)
            try:
                rows._send_question()
            except (OSError, UserError) as error:
                _logger.warning("Questions wait for the mail server: %s", type(error))
                rows.is_asked = True
                return

    def _send_question(self):
        """Send one mail about these reports of one person, if it still reaches one
        who may answer."""
        person, company = self.partner_id, self.company_id
        mine = self.filtered(lambda row: row.membership_id.is_member)
        if not mine or not person.email_normalized or person.club_deceased_on:
            return
        lang = person.lang or company.partner_id.lang
        template = self.env.ref(TEMPLATE).with_context(lang=lang)
        pain = mine[:1].root_id
        sender = company.email_formatted or self.env.user.email_formatted
        servers = self.env["ir.mail_server"]
        message = servers._build_email__(
            email_from=sender,
            reply_to=sender,
            email_to=[person.email_formatted],
            subject=template._render_field("subject", pain.ids)[pain.id],
            body=str(template._render_field("body_html", pain.ids)[pain.id]),
            subtype="html",
            headers={"Auto-Submitted": "auto-generated"},
        )
        try:
            servers.send_email(message)
        except (MailDeliveryException, AssertionError) as error:
            # Without the address: the log is read by others.
            _logger.info("A question did not leave: %s", type(error))


class ClubRequestNotice(models.Model):
    _inherit = "club.request.notice"

    @api.model
    def _cron_send(self):
        self.env["club.pain.report"]._send_questions()
        return super()._cron_send()
