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

    # More words on a question

    @api.private
    def message_update(self, msg_dict, update_vals=None):
        """Put an e-mail where it belongs in this conversation.

        :param msg_dict: the parsed e-mail
        :param update_vals: not looked at: an e-mail changes nothing else
        :return: True
        """
        self._fully()._receive(msg_dict)
        return True

    def _receive(self, msg_dict):
        words, files, left_out = self._read_mail(msg_dict)
        if not (html2plaintext(words).strip() or files):
            return
        kept = {
            "message_id": msg_dict.get("message_id"),
            "sender": msg_dict.get("email_from"),
        }
        address = email_normalize(msg_dict.get("email_from") or "")
        is_requester, author = self._sender(address)
        if is_requester:
            if not self._receive_from_requester(msg_dict, words, files, kept):
                return
        elif author:
            is_note = bool(msg_dict.get("is_internal"))
            self._receive_from_us(author, words, files, is_note, kept)
        else:
            self._receive_from_others(words, files, kept)
        self._note_left_out(left_out)

    def _sender(self, address):
        """Who writes from this address: (is the requester, who may answer or empty).

        An address that requester and owner share counts as the requester's: nothing
        but the conversation of the two comes of it. A mailbox that several others
        share answers for none of them.
        """
        asked = self.partner_id.email_normalized or email_normalize(
            self.email_from or ""
        )
        nobody = self.env["res.partner"]
        if not address:
            return False, nobody
        if address == asked:
            return True, nobody
        if self.owner_id.email_normalized == address:
            return False, self.owner_id
        people = nobody.search([("email_normalized", "=", address)])
        only = people if len(people) == 1 else nobody
        return False, only.filtered(self._may_answer)

    def _receive_from_requester(self, msg_dict, words, files, kept):
        """:return: whether the words stand in this conversation"""
        if self.state == "closed" and not self._can_reopen():
            values = {
                "company_id": self.company_id.id,
                "category_id": self.category_id.id,
                "origin_id": self.id,
            }
            self._take_in(msg_dict, self.partner_id, values)
            return False
        self._hear(self.partner_id, words, files, **kept)
        return True

    def _receive_from_us(self, author, words, files, is_note, kept):
        """An answer holds its author's own words: what they quote may be a note."""
        own, _is_cut = without_quotes(words)
        if is_note:
            self._note(author, Markup(own), files, **kept)
        elif self._holds_quote(own):
            said = self.env._(
                "Not sent: this e-mail holds nothing that was not quoted. Write above "
                "the quote, or on the page of the question."
            )
            text = Markup("<p>%s</p>%s") % (said, words)
            self._tell_owner_of_note(
                self._keep_words(author, text, "note", files, **kept)
            )
        else:
            self._reply(author, Markup(own), files, **kept)

    @api.model
    def _holds_quote(self, html):
        """Whether words that should be somebody's own still hold ours."""
        text = html2plaintext(html)
        return "data-o-mail-quote=" in html or "##-##" in text

    def _receive_from_others(self, words, files, kept):
        said = self.env._("Not forwarded: from %s.", kept["sender"])
        text = Markup("<p>%s</p>%s") % (said, words)
        message = self._keep_words(self.env["res.partner"], text, "note", files, **kept)
        self._tell_owner_of_note(message)

    # What Odoo would do besides

    @api.model
    def _detect_loop_sender_domain(self, email_from_normalized):
        """Nothing: floods are stopped before, and not answered."""
        return None

    def _message_receive_bounce(self, email, partner):
        """Note that an e-mail did not arrive.

        :param email: the address
        :param partner: whose it is
        """
        for ticket in self.sudo():  # sudo: the gateway tells it.
            said = ticket.env._("An e-mail did not reach %s.", email)
            ticket._keep_words(ticket.env["res.partner"], said, "note")

    def message_post(self, *, body="", message_type="notification", **kwargs):
        """Write in the conversation from the back office: an answer, or a note.

        Odoo's own arguments; nobody named in them is told anything.

        :return: the ``mail.message``, empty for e-mails: these are read elsewhere
        """
        if message_type == "email":
            return self.env["mail.message"]
        self.check_access("write")
        kwargs |= {"partner_ids": [], "outgoing_email_to": False}
        if message_type != "comment":
            return super().message_post(body=body, message_type=message_type, **kwargs)
        files = [tuple(file[:2]) for file in kwargs.get("attachments") or ()]
        added = self.env["ir.attachment"].browse(kwargs.get("attachment_ids") or ())
        added.check_access("read")
        files += [(file.name, file.raw) for file in added]
        if kwargs.get("body_is_html"):
            body = Markup(html_sanitize(body))
        author = self.env.user.partner_id
        comment = self.env.ref("mail.mt_comment")
        is_answer = (
            kwargs.get("subtype_xmlid") == "mail.mt_comment"
            or kwargs.get("subtype_id") == comment.id
        )
        said = (self._reply if is_answer else self._note)(author, body, files)
        return said.with_env(self.env)
