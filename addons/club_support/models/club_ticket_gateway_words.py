from markupsafe import Markup
from odoo import api, models
from odoo.tools import email_normalize, html2plaintext, html_sanitize

from ..mail_text.quotes import without_quotes


class ClubTicket(models.Model):
    """An e-mail on a question: whose words it holds, and where they go."""

    _inherit = "club.ticket"

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
