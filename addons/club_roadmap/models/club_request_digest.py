import logging
from datetime import timedelta

from odoo import api, models
from odoo.addons.base.models.ir_mail_server import MailDeliveryException
from odoo.exceptions import UserError
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

# What keeps the mail server from being reached at all: everybody's mail waits.
_UNREACHABLE = (OSError, UserError)


class ClubRequestNotice(models.Model):
    """The daily mail about requests: one per person, straight to the mail server.

    No ``mail.mail`` is written: a queue, or a mail that failed and stays, would tell
    whoever administers the mails who stands behind a request without being named.
    """

    _inherit = "club.request.notice"

    @api.model
    def _cron_send(self):
        """Send each person what happened since their last mail, one at a time.

        A mail is noted as leaving and committed before it leaves: a killed run sends
        none twice, and leaves one at most unsent, which says so.
        """
        cron = self.env["ir.cron"]
        self.search([("state", "=", "sending")]).state = "failed"
        waiting = self._people_to_tell()
        for done, (company_id, person_id) in enumerate(waiting, 1):
            notices = self._claim(company_id, person_id)
            time_left = cron._commit_progress(1, remaining=len(waiting) - done)
            try:
                notices._send_digest()
            except _UNREACHABLE as error:
                _logger.warning("News of requests wait for the mail server: %s", error)
                notices.state = "to_send"
                # Not again at once: the next run tries.
                cron._commit_progress(remaining=0)
                return
            if not time_left:
                return

    @api.model
    def _people_to_tell(self):
        """(company id, person id) of those whose mail is due today, in order."""
        self.env.flush_all()
        due = SQL(" OR ").join(
            SQL(
                "n.company_id = %s AND (news.last_sent_on IS NULL"
                " OR news.last_sent_on <= CASE news.frequency"
                " WHEN 'weekly' THEN %s ELSE %s END)",
                company.id,
                company._club_today() - timedelta(days=7),
                company._club_today() - timedelta(days=1),
            )
            for company in self.env["res.company"]._club_all()
        )
        self.env.cr.execute(
            SQL(
                """
                SELECT DISTINCT n.company_id, n.partner_id
                  FROM club_request_notice n
                  LEFT JOIN club_request_news news
                         ON news.partner_id = n.partner_id
                        AND news.company_id = n.company_id
                 WHERE n.state = 'to_send' AND (%s)
                 ORDER BY n.company_id, n.partner_id
                """,
                due,
            )
        )
        return self.env.cr.fetchall()

    @api.model
    def _claim(self, company_id, person_id):
        """Note what leaves for this person now; drop what is not theirs any more.

        :return: the notices of one mail, in their company and their language
        """
        notices = self.search(
            [
                ("company_id", "=", company_id),
                ("partner_id", "=", person_id),
                ("state", "=", "to_send"),
            ]
        )
        company, person = notices.company_id, notices.partner_id
        today = company._club_today()
        concerned = notices.request_id._concerned_on(today)
        reachable = person.email_normalized and not person.club_deceased_on
        news = self.env["club.request.news"]._of(person, company)
        wanted = notices.filtered(
            lambda n: (
                reachable
                and news.frequency != "none"
                and (n.request_id.id, person.id) in concerned
            )
        )
        (notices - wanted).state = "dropped"
        wanted.state = "sending"
        return wanted.with_company(company).with_context(
            lang=person.lang or company.partner_id.lang, tz=company._club_tz()
        )

    def _send_digest(self):
        """Send these notices of one person in one mail."""
        if not self:
            return
        servers = self.env["ir.mail_server"]
        message = servers._build_email__(**self._digest_mail())
        try:
            servers.send_email(message)
        except (MailDeliveryException, AssertionError) as error:
            # Without the address: the log is read by others.
            _logger.info("A mail with news of requests did not leave: %s", type(error))
            self.state = "failed"
        else:
            self.state = "sent"
            news = self.env["club.request.news"]._of(self.partner_id, self.company_id)
            news.last_sent_on = self.company_id._club_today()

    def _digest_mail(self):
        """Everything of the mail; nothing in it says whose a request is."""
        person, company = self.partner_id, self.company_id
        news = self.env["club.request.news"]._of(person, company)
        values = {
            "company": company,
            "person": person,
            "requests": self._digest_values(),
            "choose_url": f"{company.get_base_url()}/my/roadmap/news",
            "stop_url": news._stop_url(),
        }
        sender = company.email_formatted or self.env.user.email_formatted
        return {
            "email_from": sender,
            "reply_to": sender,
            "email_to": [person.email_formatted],
            "subject": self.env._("News about requests you follow"),
            "body": str(
                self.env["ir.qweb"]._render("club_roadmap.mail_request_news", values)
            ),
            "subtype": "html",
            "headers": {
                "List-Unsubscribe": f"<{values['stop_url']}>",
                "Auto-Submitted": "auto-generated",
            },
        }

    def _digest_values(self):
        """Each request once, with what happened to it in order."""
        base = self.company_id.get_base_url()
        return [
            {
                "name": request.display_name,
                "url": f"{base}/my/requests/{request.id}",
                "news": [notice._sentence() for notice in notices.sorted("id")],
            }
            for request, notices in self.grouped("request_id").items()
        ]
