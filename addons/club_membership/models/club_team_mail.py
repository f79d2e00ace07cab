from odoo import api, models
from odoo.tools import formataddr


class ClubTeamMail(models.AbstractModel):
    """Queues the mails of teams.

    They hang on no record: what a link in one of them opens is not to be read by who
    reads the record.
    """

    _name = "club.team.mail"
    _description = "Mails of Teams"

    @api.model
    def _queue(self, record, template, person=None, address=None, name=None, **words):
        """Queue one mail about ``record``, rendered from a template.

        :param record: a record with a ``company_id``
        :param template: XML id
        :param person: the contact it is for
        :param address: where they are reached at this organisation, else their own
        :param words: what the template reads as ``ctx["club_…"]``
        """
        # sudo: the association writes, on behalf of whoever did something.
        record = record.sudo()
        company = record.company_id
        if address:
            label = name or (person and person.name) or ""
            target = {"email_to": formataddr((label, address))}
        elif person and person.email:
            target = {"recipient_ids": person.ids}
        else:
            return
        lang = (person and person.lang) or company.partner_id.lang
        template = (
            self.env.ref(template)
            .sudo()
            .with_context(
                lang=lang, **{f"club_{key}": word for key, word in words.items()}
            )
        )
        ids = record.ids
        self.env["mail.mail"].sudo().create(
            {
                "subject": template._render_field("subject", ids)[record.id],
                "body_html": template._render_field("body_html", ids)[record.id],
                "email_from": company.email_formatted or self.env.user.email_formatted,
                "author_id": company.partner_id.id,
                "auto_delete": True,
                **target,
            }
        )
        # sudo: core's mail queue is an administrator's job.
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
