from markupsafe import Markup
from odoo import fields, models
from odoo.tools import email_normalize, format_datetime
from odoo.tools.mail import formataddr

from ..mail_text.quotes import MARK, without_quotes

STRANGER_A_DAY = 3
STRANGERS_AN_HOUR = 30
DAY = 24 * 60
MAILED_MB = 8
# No program answers these.
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class ClubTicket(models.Model):
    """E-mails about a question: to who asked, and to its owner; to nobody else.

    Each has a Message-Id of its own on the thread, so that a reply finds it. None
    repeats what was said before.
    """

    _inherit = "club.ticket"

    def _subject(self):
        return f"[{self.number}] {self.name}"

    def _url(self, query=""):
        """The page of this question, for who asked and for its owner.

        :param query: what follows, for example ``?stars=5``
        """
        return f"{self.get_base_url()}/my/support/{self.id}{query}"

    def _until(self, moment):
        """A moment in the association's time zone, as people read it."""
        return format_datetime(
            self.env,
            moment,
            tz=self.company_id._club_tz(),
            dt_format="EEEE d MMMM, HH:mm",
        )

    # To who asked

    def _acknowledge(self):
        """Tell who asked the number, who answers, and until when."""
        address = email_normalize(self.email_from or "")
        if not self.partner_id and not self._may_acknowledge(address):
            return
        self._send_to_requester("acknowledge", {}, shows=bool(self.partner_id))

    def _may_acknowledge(self, address):
        """Few answers to addresses that anybody may have written down."""
        rates, company = self.env["club.rate"], str(self.company_id.id)
        return (
            bool(address)
            and rates._allow("ticket_stranger", address, STRANGER_A_DAY, DAY)
            and rates._allow("ticket_strangers", company, STRANGERS_AN_HOUR, 60)
        )

    def _tell_requester(self, message):
        values = {"author": message.author_id.name, "body": Markup(message.body)}
        self._send_to_requester("answer", values, message, automatic=False)

    def _tell_solved(self):
        """Tell who asked; ask how it was, for the first time only."""
        rates = bool(self.partner_id) and not self.rating_asked_at
        self._send_to_requester("solved", {"rates": rates})
        if rates:
            self.rating_asked_at = fields.Datetime.now()

    def _send_to_requester(self, view, values, message=None, shows=True, **how):
        """
        :param shows: whether the subject repeats the title, which a stranger chose
        """
        partner = self.partner_id
        subject = self._subject()
        if not shows:
            speaking = self._speaking_to(partner).env
            subject = speaking._(
                "[%(number)s] Your message to %(association)s",
                number=self.number,
                association=self.company_id.name,
            )
        address = "" if partner else email_normalize(self.email_from or "")
        self._send(view, values, subject, partner, address, message, **how)

    # To the owner

    def _tell_owner(self, reason=""):
        """Tell the owner that it is theirs, and what is asked."""
        self._send_to_owner("owner", {"reason": reason, "body": self.body})

    def _tell_owner_again(self):
        self._send_to_owner("remind", {})

    def _tell_owner_of(self, message):
        body = Markup(without_quotes(message.body)[0])
        self._send_to_owner("reply", {"body": body}, message)

    def _tell_owner_of_note(self, message):
        values = {
            "author": message.author_id.name or message.email_from,
            "body": Markup(without_quotes(message.body)[0]),
        }
        self._send_to_owner("note", values, message, is_note=True)

    def _send_to_owner(self, view, values, message=None, **how):
        self._send(view, values, self._subject(), self.owner_id, "", message, **how)

    # Both

    def _speaking_to(self, partner):
        company = self.company_id
        lang = partner.lang or company.partner_id.lang or self.env.lang
        return self.with_context(lang=lang)

    def _send(self, view, values, subject, partner, address, message=None, **how):
        """Queue one e-mail.

        :param view: the end of the XML id of a QWeb view
        :param message: the ``mail.message`` that it brings, with its files
        :param how: ``is_note``: a reply to it stays a note; ``automatic``: nobody
            wrote it
        """
        if not (partner.email_normalized or address) or partner.club_deceased_on:
            return
        speaking = self._speaking_to(partner)
        body = speaking.env["ir.qweb"]._render(
            f"club_support.mail_ticket_{view}",
            {
                "ticket": speaking,
                "company": speaking.company_id,
                "partner": partner,
                "mark": MARK if self.company_id.club_ticket_alias_id else "",
                **values,
            },
        )
        self.env["mail.mail"].create(
            {
                **self._mail_headers(how.get("automatic", True)),
                "model": self._name,
                "res_id": self.id,
                "subject": subject,
                "body_html": body,
                # Kept when the e-mail is deleted: a reply finds its thread by it.
                "is_notification": True,
                "is_internal": how.get("is_note", False),
                "subtype_id": (
                    self.env.ref("mail.mt_note").id if how.get("is_note") else False
                ),
                "recipient_ids": [(6, 0, partner.ids)],
                "email_to": address or False,
                "attachment_ids": [(6, 0, self._mailed_files(message).ids)],
            }
        )
        # sudo: core's queue leaves once an hour, and somebody waits for this one.
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _mailed_files(self, message):
        """Files that go with the e-mail; large ones wait on the page."""
        files = message.attachment_ids if message else self.env["ir.attachment"]
        fits = sum(files.mapped("file_size")) <= MAILED_MB * 1024 * 1024
        return files if fits else files.browse()

    def _mail_headers(self, automatic):
        """From the association, to be answered there, in the thread of the question."""
        company = self.company_id
        address = company._club_ticket_address()
        sender = formataddr((company.name, address)) if address else False
        first = self.message_ids.filtered("subtype_id").sorted("id")[:1]
        return {
            "author_id": False,
            # Whoever's click sends it: their own address is not for the other one.
            "email_from": sender or self.env.ref("base.user_root").email_formatted,
            "reply_to": sender,
            "references": first.message_id,
            "headers": repr(AUTOMATIC) if automatic else False,
            "auto_delete": True,
        }
