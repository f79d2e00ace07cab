from markupsafe import Markup
from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import is_html_empty, plaintext2html

from ..mail_text.quotes import without_quotes
from ..mail_text.signs import printable
from .club_ticket import OPEN

WORDS = ("comment", "email")


class ClubTicket(models.Model):
    """The conversation: answers for who asked, and notes that they never see.

    It is kept in Odoo's messages, without followers and without recipients: who is
    told follows from owner, requester and whether the message is a note.
    """

    _inherit = "club.ticket"

    def _reply(self, author, body, files=(), waits=False, **kept):
        """Say something to the other one: the member answers, or is answered.

        :param author: ``res.partner``: the requester, or who may answer
        :param body: plain text, or ``Markup``
        :param files: list of (name, content)
        :param waits: of an answer: whether the member has to say something now
        :param kept: how it is kept, see ``_keep_words``
        :return: the ``mail.message``, with full rights
        :raises UserError: empty, or a file is refused
        :raises AccessError: ``author`` is neither
        """
        ticket = self._fully()
        if author and author == ticket.partner_id:
            return ticket._hear(author, body, files, **kept)
        ticket._check_may_answer(author)
        ticket._check_words(body, files)
        message = ticket._keep_words(author, body, "answer", files, **kept)
        answered = {"deadline": False, "reminded_at": False}
        if ticket.state in OPEN:
            answered["state"] = "waiting" if waits else "open"
        if not ticket.first_answer_at:
            answered["first_answer_at"] = fields.Datetime.now()
        ticket.write(answered)
        ticket._tell_requester(message)
        return message

    def _hear(self, author, body, files=(), **kept):
        """The member's own words: somebody has to answer them."""
        self._check_words(body, files)
        message = self._keep_words(author, body, "reply", files, **kept)
        if self.state not in OPEN:
            self._open_again(self.env._("The member wrote again."))
        elif not self.deadline:
            self._wait_again()
        self._tell_owner_of(message)
        return message

    def _wait_again(self):
        """The owner has to answer from now on."""
        state = "new" if self.state == "new" else "open"
        self.write(
            {
                "state": state,
                "asked_at": fields.Datetime.now(),
                "deadline": self._plan_deadline(),
                "reminded_at": False,
            }
        )

    def _note(self, author, body, files=(), tell=False, **kept):
        """Note something for those who deal with it: who asked never sees it.

        :param author: ``res.partner`` who may see notes
        :param tell: whether the owner gets it by e-mail
        :return: the ``mail.message``, with full rights
        :raises AccessError: ``author`` may not see notes
        """
        ticket = self._fully()
        if not ticket._may_see_notes(author):
            raise AccessError(
                self.env._(
                    "Notes on %s are for those who deal with it: write a reply.",
                    ticket.number,
                )
            )
        ticket._check_words(body, files)
        message = ticket._keep_words(author, body, "note", files, **kept)
        if tell and author != ticket.owner_id:
            ticket._tell_owner_of_note(message)
        return message

    def _check_words(self, body, files):
        html = body if isinstance(body, Markup) else plaintext2html(body or "")
        if is_html_empty(html) and not files:
            raise UserError(self.env._("Write something first."))
        self._check_uploads(files)

    def _keep_words(self, author, body, kind, files=(), message_id=None, sender=None):
        """Keep one message, and tell nobody.

        :param author: ``res.partner``, maybe empty
        :param kind: ``question``, ``reply``, ``answer`` or ``note``
        :param message_id: of the e-mail that brought it
        :param sender: of that e-mail
        """
        is_note = kind == "note"
        subtype = "mail.mt_note" if is_note else "mail.mt_comment"
        html = body if isinstance(body, Markup) else plaintext2html(body or "")
        values = {
            "model": self._name,
            "res_id": self.id,
            "body": Markup(printable(html)),
            "subject": self._subject(),
            "author_id": author.id,
            "email_from": sender or author.email_formatted or self.email_from,
            "message_type": "email" if message_id else "comment",
            "subtype_id": self.env.ref(subtype).id,
            "is_internal": is_note,
            "reply_to": self.company_id._club_ticket_address(),
            "attachment_ids": self._file_rows(files).ids,
        }
        if message_id:
            values["message_id"] = message_id
        return self.env["mail.message"].create(values)

    def _messages(self, reader):
        """What this person may read of the conversation, the oldest first."""
        if not self._may_read(reader):
            return self.env["mail.message"]
        messages = self.message_ids.filtered(
            lambda m: m.message_type in WORDS and m.subtype_id
        ).sorted("id")
        if self._may_see_notes(reader):
            return messages
        return messages.filtered(lambda m: not self._is_note(m))

    def _is_note(self, message):
        return message.is_internal or message.subtype_id.internal

    def _thread(self, reader):
        """The conversation as pages show it.

        :param reader: ``res.partner``: see ``_may_read`` and ``_may_see_notes``
        :return: list of dictionaries, the oldest first; empty for a stranger
        """
        ticket = self._fully()
        return [
            ticket._message_values(message, reader, number)
            for number, message in enumerate(ticket._messages(reader))
        ]

    def _message_values(self, message, reader, number):
        kind = self._kind(message, number)
        shown, is_cut = without_quotes(message.body)
        if kind in ("answer", "note"):
            shown, is_cut = message.body, False
        return {
            "id": message.id,
            "kind": kind,
            "author": message.author_id.name or message.email_from or "",
            "is_mine": message.author_id == reader,
            "moment": message.date,
            "is_by_email": message.message_type == "email",
            "body": Markup(shown),
            "is_cut": is_cut,
            "files": [
                {
                    "id": file.id,
                    "name": file.name,
                    "mimetype": file.mimetype,
                    "kb": max(1, file.file_size // 1024),
                }
                for file in message.attachment_ids
            ],
        }

    def _kind(self, message, number):
        if self._is_note(message):
            return "note"
        if number == 0:
            return "question"
        is_theirs = message.author_id == self.partner_id
        return "reply" if is_theirs else "answer"

    # No followers: whoever followed would get what is not theirs.

    def _message_subscribe(self, *_args, **_kwargs):
        return True

    def message_subscribe(self, *_args, **_kwargs):
        """Nobody follows a question.

        :return: True, as Odoo's own
        """
        self.check_access("read")
        return True

    def _message_auto_subscribe(self, *_args, **_kwargs):
        return True

    def _creation_subtype(self):
        return self.env["mail.message.subtype"]
