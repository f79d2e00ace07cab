from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, formataddr, plaintext2html


class ClubCommissionMember(models.Model):
    """What people are told about their place in a commission."""

    _inherit = "club.commission.member"

    page_url = fields.Char(compute="_compute_page_url")
    waiting_position = fields.Integer(compute="_compute_waiting_position")

    def _compute_page_url(self):
        """Where the person reads about it: the member's space, when there is one."""
        self.page_url = False

    def _compute_waiting_position(self):
        for member in self:
            member.waiting_position = member._waiting_position()

    def _send(self, kind):
        """Queue the mail of this kind, to the person (a request: to the chair; an
        invitation declined: to who invited).

        :param kind: invitation, declined, request, accepted, refused, place or removed
        """
        self.ensure_one()
        if kind == "request" and not self.commission_id.chair_id:
            return
        if kind == "declined" and not self.invited_by_id:
            return
        template = self.env.ref(f"club_membership.mail_template_commission_{kind}")
        # sudo: templates and queue belong to the system; whoever decides may tell.
        template.sudo().send_mail(self.id, force_send=False)


class ClubCommission(models.Model):
    _inherit = "club.commission"

    def _write_to_members(self, subject, body, author):
        """Queue one mail per member of the commission, none of which shows another.

        :param subject: one line
        :param body: plain text
        :param author: the ``res.partner`` who writes and gets the answers
        :return: number of mails
        :raises UserError: nothing to say, nobody to tell, or nowhere to answer to
        """
        self.ensure_one()
        # sudo: chairs write to people whose address they may not see.
        commission, author = self.sudo(), author.sudo()
        subject = " ".join((subject or "").split())
        body = (body or "").strip()
        if not subject or not body:
            raise UserError(self.env._("Give your message a subject and a text."))
        if not email_normalize(author.email):
            raise UserError(
                self.env._("Enter your e-mail address first: members answer to it.")
            )
        people = commission._reachable_members()
        if not people:
            raise UserError(
                self.env._("No member of the commission can be written to.")
            )
        company = commission.company_id
        mails = self.env["mail.mail"].sudo()  # sudo: as above
        names = {p: commission.with_context(lang=p.lang).name for p in people}
        mails.create(
            [
                {
                    "subject": f"[{names[p]}] {subject}",
                    "body_html": plaintext2html(body),
                    "email_from": formataddr(
                        (author.name, company.email or author.email)
                    ),
                    "reply_to": formataddr((author.name, author.email)),
                    "author_id": author.id,
                    "recipient_ids": [fields.Command.link(p.id)],
                    "auto_delete": True,
                }
                for p in people
            ]
        )
        commission.message_post(
            body=self.env._(
                "%(author)s wrote to %(count)s members: %(subject)s",
                author=author.name,
                count=len(people),
                subject=subject,
            ),
            author_id=author.id,
        )
        return len(people)

    def _reachable_members(self):
        """People in the commission whose membership is in order and who have an
        address."""
        rows = self.member_ids.filtered(
            lambda m: m.state == "active" and m.membership_id.is_member
        )
        return rows.partner_id.filtered("email_normalized")
