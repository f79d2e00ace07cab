import logging
import re

from markupsafe import Markup
from odoo import api, models
from odoo.addons.club_portal.mail_programs import is_automatic, is_program
from odoo.fields import Domain
from odoo.tools import email_normalize, html2plaintext, html_sanitize

from ..mail_text.pictures import without_pictures
from ..mail_text.quotes import without_quotes
from ..mail_text.signs import printable

_logger = logging.getLogger(__name__)

NUMBER = re.compile(r"\bQ\d{4}-\d{5,}\b")
# Headers that programs alone set.
MARKS = ("List-Id", "X-Autoreply", "X-Autorespond")
# Fewer than Odoo's own limit, which would be answered.
MAILS = 15
MAILS_OF_OWNERS = 100
MINUTES = 120


class ClubTicket(models.Model):
    """What arrives by e-mail. It proves nobody: all that it may do is add words.

    Who wrote is told from the address alone. Words of the requester go to the owner;
    of the owner, a coordinator or staff, to the requester, marked as come by e-mail;
    of anybody else nowhere: they stay as a note, and the owner is told.
    """

    _inherit = "club.ticket"

    # Before anything is read

    @api.model
    def _checked_routes(self, message, message_dict, routes):
        """Routes of an e-mail to questions, without those of programs and floods.

        :param message: the e-mail with its headers
        :param routes: as of ``mail.thread.message_route``, ours among them
        """
        address = email_normalize(message_dict.get("email_from") or "")
        # sudo: the gateway works as whom it takes the sender for.
        tickets = self.sudo()
        if tickets._is_noise(message, address):
            _logger.info(
                "Ignored e-mail %s to support: a program's, or too many of one sender",
                message_dict.get("message_id"),
            )
            return [route for route in routes if route[0] != self._name]
        return [
            tickets._right_route(message_dict, address, route)
            if route[0] == self._name
            else route
            for route in routes
        ]

    @api.model
    def _is_noise(self, message, address):
        return (
            not address
            or is_automatic(message, MARKS)
            or self._is_program(address)
            or self._is_flood(address)
        )

    @api.model
    def _is_flood(self, address):
        """Whether too many came from there; who owns questions may answer them all."""
        owns = self.search_count([("owner_id.email_normalized", "=", address)], limit=1)
        limit = MAILS_OF_OWNERS if owns else MAILS
        return not self.env["club.rate"]._allow("ticket_mail", address, limit, MINUTES)

    @api.model
    def _is_program(self, address):
        """Whether the address is a program's, an alias of our own included."""
        aliases = self.env["mail.alias"]
        companies = self.env["res.company"].search([])  # pylint: disable=no-search-all
        ours = companies.mapped("partner_id.email_normalized")
        return (
            is_program(address)
            or address in ours
            or aliases.search_count([("alias_full_name", "=", address)], limit=1) > 0
        )

    @api.model
    def _right_route(self, message_dict, address, route):
        """A new e-mail that names a question of its sender's belongs there."""
        model, thread_id, values, user_id, alias = route
        numbers = NUMBER.findall(message_dict.get("subject") or "")
        if thread_id or not numbers:
            return route
        named = self.search(
            [
                ("number", "in", numbers),
                ("company_id", "=", (values or {}).get("company_id")),
            ]
        ).filtered(lambda t: any(t._sender(address)))
        if len(named) != 1:
            return route
        return (model, named.id, None, user_id, alias)

    # A new question

    @api.model
    @api.private
    def message_new(self, msg_dict, custom_values=None):
        """Take a question in from an e-mail.

        :param msg_dict: the parsed e-mail
        :param custom_values: the alias's own: ``company_id``
        :return: the question, empty if there is nothing in it
        """
        # sudo: the gateway works as whom it takes the sender for.
        tickets = self.sudo()
        company = tickets.env["res.company"].browse(
            (custom_values or {}).get("company_id")
        )
        address = email_normalize(msg_dict.get("email_from") or "")
        if not address or not company.exists():
            return tickets.browse()
        person = tickets._known(address, company)
        return tickets._take_in(msg_dict, person, {"company_id": company.id})

    @api.model
    def _take_in(self, msg_dict, person, values):
        words, files, left_out = self._read_mail(msg_dict)
        text = html2plaintext(without_quotes(words)[0]).strip()
        subject = " ".join((msg_dict.get("subject") or "").split())
        if not (subject or text):
            if not files:
                return self.browse()
            subject = self.env._("A message without words")
        ticket = self._ask(
            {
                "name": subject,
                "body": text,
                "partner_id": person.id,
                "email_from": msg_dict["email_from"],
                "channel": "email",
                **values,
            },
            person,
            files,
            message_id=msg_dict.get("message_id"),
            sender=msg_dict["email_from"],
        )
        ticket._note_left_out(left_out)
        return ticket

    @api.model
    def _known(self, address, company):
        """The one member, or person who acts for one, with this address; else empty.

        Of a mailbox that several share nobody knows who wrote.
        """
        delegations = self.env["club.delegation"].search(
            [("email", "=ilike", address), ("company_id", "=", company.id)]
        )
        people = (
            self.env["res.partner"].search(
                Domain("email_normalized", "=", address)
                & Domain("is_company", "=", False)
            )
            | delegations.partner_id
        )
        known = people.filtered(lambda person: self._is_of(person, company))
        return known if len(known) == 1 else known.browse()

    @api.model
    def _is_of(self, person, company):
        own = person.club_membership_ids | person._club_delegations().membership_id
        return any(m.is_member and m.company_id == company for m in own)

    @api.model
    def _read_mail(self, msg_dict):
        """Words (safe HTML), files and names of files left out of an e-mail."""
        words = html_sanitize(
            printable(msg_dict.get("body") or ""),
            sanitize_attributes=True,
            sanitize_style=True,
        )
        return Markup(without_pictures(words)), *self._sift(msg_dict.get("attachments"))

    def _note_left_out(self, names):
        if names:
            said = self.env._(
                "Files of this e-mail that were not taken: %s.", ", ".join(names)
            )
            self._keep_words(self.env["res.partner"], said, "note")
