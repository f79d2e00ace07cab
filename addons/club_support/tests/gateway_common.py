from odoo.addons.mail.tests.common import MailCase
from odoo.tools import mute_logger

from .ticket_common import TicketCommon

ALIAS = "help@club.example"
ROUTING = (
    "odoo.addons.mail.models.mail_thread",
    "odoo.addons.club_support.models.club_ticket_gateway",
)
BOUNCE = """
--b
Content-Type: text/plain

Undelivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; %s
Action: failed
Status: 5.1.1
--b
Content-Type: message/rfc822

Message-Id: %s
From: help@club.example
Subject: Closing

Text
--b--
"""


class GatewayCommon(MailCase, TicketCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        domain = cls.env["mail.alias.domain"].create({"name": "club.example"})
        cls.company.alias_domain_id = domain
        cls.company.club_ticket_alias = "help"
        for role, user in cls.users.items():
            user.partner_id.email = f"{role}@office.example"
        cls.owner = cls.anna.partner_id
        cls.count = 0

    def _receive(self, sender, text="Please help.", subject="Closing", **more):
        """What arrives by e-mail.

        :return: (new questions, new e-mails in the queue)
        """
        type(self).count += 1
        before, queue = self.tickets.search([]), self._mails()
        headers = {
            "Message-Id": f"<{self.count}.{sender.split('@')[0][-5:]}@outside.example>",
            "From": sender,
            "To": more.pop("to", ALIAS),
            "Subject": subject,
            "Content-Type": more.pop("kind", "text/plain; charset=utf-8"),
            **{name.replace("_", "-"): value for name, value in more.items()},
        }
        head = "\n".join(f"{name}: {value}" for name, value in headers.items())
        with mute_logger(*ROUTING):
            self.env["mail.thread"].message_process(None, f"{head}\n\n{text}\n")
        return self.tickets.search([]) - before, self._mails() - queue

    def _reply_to(self, mail, sender, text="Yes.", **more):
        """An answer to this e-mail of ours, as mail programs write it."""
        return self._receive(
            sender,
            text,
            more.pop("subject", f"Re: {mail.subject}"),
            In_Reply_To=mail.message_id,
            References=f"{mail.references} {mail.message_id}",
            **more,
        )

    def _shown(self, ticket, reader=None):
        return [
            (each["kind"], each["body"].striptags().strip(), each["is_by_email"])
            for each in ticket._thread(reader or self.owner)
        ]
