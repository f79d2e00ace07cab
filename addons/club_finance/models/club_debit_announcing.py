import secrets

from lxml import etree, html
from markupsafe import Markup
from odoo import api, fields, models
from odoo.fields import Command

CHUNK_SIZE = 100


class ClubDebit(models.Model):
    """Announcing: one e-mail per payer, written and noted in one transaction."""

    _inherit = "club.debit"

    def _chunk_announce(self):
        lines = self.env["club.debit.line"].search(
            [("debit_id", "=", self.id), ("state", "=", "to_announce")],
            order="id",
            limit=CHUNK_SIZE,
        )
        if lines:
            self._refresh(lines)._announce()
        return len(lines)


class ClubDebitLine(models.Model):
    _inherit = "club.debit.line"

    creditor_identifier = fields.Char(
        compute="_compute_creditor_identifier", help="Of the association, at its bank."
    )
    # Not stored and made from our own template only: nothing to sanitize.
    details_html = fields.Html(
        compute="_compute_details_html",
        sanitize=False,
        groups="club_membership.group_club_treasurer",
    )

    @api.depends("debit_id.payment_mode_id")
    def _compute_creditor_identifier(self):
        for line in self:
            # sudo: printed on every announcement.
            mode = line.sudo().debit_id.payment_mode_id
            line.creditor_identifier = (
                mode.sepa_creditor_identifier
                or line.sudo().company_id.sepa_creditor_identifier
            )

    @api.depends_context("lang")
    def _compute_details_html(self):
        for line in self:
            line.details_html = self.env["ir.qweb"]._render(
                "club_finance.debit_mail_details", {"line": line}
            )

    def _due_lines(self):
        """What is debited, for the announcement: whose dues and what for."""
        return [
            {"member": due.partner_id.name, "label": due._notice_label()}
            for due in self.due_ids
        ]

    def _lang(self):
        """Code of the language in which to write to the payer."""
        self.ensure_one()
        return self.payer_id.lang or self.company_id.partner_id.lang or self.env.lang

    def _announce(self):
        """Queue the e-mail of each line, in its payer's language; without an address,
        a letter waits to be printed."""
        letters = self.filtered(lambda line: not line.payer_id.email_normalized)
        letters._announce_by_letter()
        self = self - letters
        ours = self.env.ref("club_finance.mail_template_debit")
        for lang, lines in self.grouped(lambda line: line._lang()).items():
            template = lines[:1].company_id.club_debit_template_id or ours
            lines.with_context(lang=lang)._announce_in_words(template)
        if self:
            # sudo: core's mail queue is an administrator's job.
            self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _announce_in_words(self, template):
        # sudo: templates are rendered and mails queued for the association, whoever
        # announces; only template editors may write dynamic content.
        lines = self.sudo().with_prefetch()
        template = template.sudo().with_env(lines.env)
        subjects = template._render_field("subject", lines.ids)
        bodies = lines._render_bodies(template)
        mails = lines.env["mail.mail"].create(
            [
                {
                    "subject": subjects[line.id],
                    "body_html": bodies[line.id],
                    "email_from": line.company_id.email_formatted
                    or self.env.user.email_formatted,
                    "reply_to": line.company_id.email_formatted
                    or self.env.user.email_formatted,
                    "author_id": line.company_id.partner_id.id,
                    "recipient_ids": [Command.link(line.payer_id.id)],
                    "auto_delete": template.auto_delete,
                    "model": line._name,
                    "res_id": line.id,
                }
                for line in lines
            ]
        )
        today = lines.company_id[:1]._club_today()
        lines.write({"state": "announced", "announced_on": today})
        for line, mail in zip(lines, mails, strict=True):
            line.mail_id = mail

    def _render_bodies(self, template):
        """The template's body for each line, compiled once for all of them."""
        root = etree.Element("t", {"t-foreach": "lines", "t-as": "object"})
        root.append(
            html.fragment_fromstring(template.body_html or "", create_parent="div")
        )
        etree.SubElement(root, "t", {"t-out": "separator"})
        separator = f"[{secrets.token_hex(16)}]"
        # The template's text is ours: the association's own words apply.
        rendered = (
            template.env["ir.qweb"]
            .with_context(club_words_tree=True)
            ._render(
                root,
                {
                    **template._render_eval_context(),
                    "lines": self,
                    "separator": separator,
                },
            )
        )
        parts = str(rendered).split(separator)
        return {
            line.id: Markup(part.strip())
            for line, part in zip(self, parts, strict=False)
        }


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        # Before super(), which deletes what was sent.
        if failure_type:
            # sudo: the mail queue may be worked on by whoever sends a message.
            lines = self.env["club.debit.line"].sudo()
            lines.search([("mail_id", "in", self.ids)]).mail_problem = (
                failure_reason or failure_type
            )
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason, failure_type
        )
