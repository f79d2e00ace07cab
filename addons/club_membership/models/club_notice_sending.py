import logging
import secrets

from lxml import etree, html
from markupsafe import Markup
from odoo import api, models
from odoo.addons.base.models.ir_qweb import QWebError
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from psycopg2 import errors

from ..tools import try_lock

_logger = logging.getLogger(__name__)

CHUNK_SIZE = 100
# Somebody paid, died or was waived while we looked: start the chunk again.
_CONCURRENCY = (
    errors.SerializationFailure,
    errors.DeadlockDetected,
    errors.LockNotAvailable,
)
_ATTEMPTS = 20


class ClubNotice(models.Model):
    """Turning notices into queued e-mails, in committed chunks."""

    _inherit = "club.notice"

    @api.model
    def _to_send_domain(self):
        """A call's own notices wait until the call is done: a payer of several
        members gets one message that names them all."""
        return Domain("state", "=", "to_send") & (
            Domain("level_id", "!=", False) | Domain("call_id.state", "=", "done")
        )

    @api.model
    def _trigger_sending(self):
        # sudo: whoever may confirm a call may have its notices sent.
        self.env.ref("club_membership.ir_cron_club_notice_send").sudo()._trigger()

    @api.model
    def _cron_send(self):
        """Queue one e-mail per notice to send, ``CHUNK_SIZE`` a transaction.

        The mail and the state of its notice are written together: a killed run
        leaves each notice either untouched or with its one mail.
        """
        cron = self.env["ir.cron"]
        remaining = self.search_count(self._to_send_domain())
        lost = 0
        while lost < _ATTEMPTS:
            try:
                batch = self._next_to_send()
                if not batch:
                    return
                batch._queue_mails()
                remaining = max(remaining - len(batch), 0)
                time_left = cron._commit_progress(len(batch), remaining=remaining)
                lost = 0
            except _CONCURRENCY as error:
                self.env.cr.rollback()
                self.env.invalidate_all()
                lost += 1
                _logger.info("Notices: another transaction won (%s), again", error)
                continue
            if not time_left:
                # Called again at once, instead of after the worker's next sleep.
                self._trigger_sending()
                return

    @api.model
    def _next_to_send(self):
        """The next notices nobody else is working on, locked."""
        candidates = self.search(
            self._to_send_domain(), order="id", limit=2 * CHUNK_SIZE
        )
        return try_lock(candidates, limit=CHUNK_SIZE)

    def _queue_mails(self):
        """Write and queue the e-mail of each notice, in its payer's language.

        What was paid meanwhile needs no notice; who lost their address gets a letter.
        """
        needed = self.filtered(
            lambda n: n.amount_due > 0 and not n.payer_id.club_deceased_on
        )
        (self - needed).write({"state": "dropped"})
        reachable = needed.filtered("payer_id.email_normalized")
        (needed - reachable).write({"channel": "letter", "state": "to_print"})
        ours = self.env.ref("club_membership.mail_template_notice")
        groups = reachable.grouped(
            lambda n: (
                n.level_id.template_id or n.company_id.club_notice_template_id or ours,
                n._lang(),
            )
        )
        for (template, lang), notices in groups.items():
            notices.with_context(lang=lang)._queue_group(template)
        if reachable:
            # sudo: core's mail queue is an administrator's job.
            self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _queue_group(self, template):
        """Queue these notices of one template and the language of the context."""
        # sudo: templates are rendered and mails queued for the association, whoever
        # confirmed the call; only template editors may write dynamic content.
        template = template.sudo().with_env(self.sudo().env)
        # Own prefetch: what is computed in one language must not be for the others.
        notices = self.sudo().with_prefetch()
        try:
            values_list = notices._prepare_mail_values(template)
        except (QWebError, UserError) as error:
            _logger.warning("Notices cannot be written from %s: %s", template, error)
            notices.write({"state": "failed", "failure": str(error)[:500]})
            return
        mails = self.env["mail.mail"].sudo().create(values_list)
        notices.write({"state": "queued", "failure": False})
        for notice, mail in zip(notices, mails, strict=True):
            notice.mail_id = mail

    def _prepare_mail_values(self, template):
        """One dictionary of ``mail.mail`` values per notice, in their order."""
        subjects = template._render_field("subject", self.ids)
        bodies = self._render_bodies(template)
        senders = self._render_or_company(template, "email_from")
        replies = self._render_or_company(template, "reply_to")
        return [
            {
                "subject": subjects[notice.id],
                "body_html": bodies[notice.id],
                "email_from": senders[notice.id],
                "reply_to": replies[notice.id],
                "author_id": notice.company_id.partner_id.id,
                "recipient_ids": [Command.link(notice.payer_id.id)],
                "attachment_ids": [Command.set(template.attachment_ids.ids)],
                "mail_server_id": template.mail_server_id.id,
                "auto_delete": template.auto_delete,
                "model": self._name,
                "res_id": notice.id,
            }
            for notice in self
        ]

    def _render_or_company(self, template, field):
        """An address of the template, by default the association's."""
        if template[field]:
            return template._render_field(field, self.ids)
        fallback = self.env.user.email_formatted
        return {n.id: n.company_id.email_formatted or fallback for n in self}

    def _render_bodies(self, template):
        """The template's body for each notice, compiled once for all of them."""
        root = etree.Element("t", {"t-foreach": "notices", "t-as": "object"})
        root.append(
            html.fragment_fromstring(template.body_html or "", create_parent="div")
        )
        etree.SubElement(root, "t", {"t-out": "separator"})
        return self._render_each(
            # The template's text is ours: the association's own words apply.
            template.env["ir.qweb"].with_context(club_words_tree=True),
            root,
            template._render_eval_context(),
        )

    def _render_each(self, qweb, source, values):
        """Render a QWeb source that loops over ``notices`` and cut it per notice.

        Core renders a record at a time and compiles the source each time (3.6 ms);
        one loop for a chunk is compiled once.

        :param source: element or view id, writing ``separator`` after each notice
        :return: {notice id: Markup}
        """
        separator = f"[{secrets.token_hex(16)}]"
        rendered = qweb._render(
            source, {**values, "notices": self, "separator": separator}
        )
        parts = str(rendered).split(separator)
        return {
            notice.id: Markup(part.strip())
            for notice, part in zip(self, parts, strict=False)
        }

    def _checked_for_sending(self):
        """These notices, if the user may send and print them: the call's own right."""
        self.check_access("read")
        self.call_id.check_access("write")
        return self

    def action_send_again(self):
        """Try again what failed or bounced, once its cause is gone."""
        again = self._checked_for_sending().filtered(
            lambda n: n.state in ("failed", "bounced")
        )
        # sudo: nobody may write notices but through these actions (checked above).
        again = again.sudo()
        # The mail that failed must not be retried beside the new one.
        again.mail_id.filtered(lambda mail: mail.state != "sent").cancel()
        again.write({"state": "to_send", "channel": "email", "failure": False})
        self._trigger_sending()
