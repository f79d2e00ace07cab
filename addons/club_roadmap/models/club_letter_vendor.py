from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date, plaintext2html

LONGEST = 20000


class ClubLetter(models.Model):
    """What the vendor's own people read of the letters they got, and answer there."""

    _inherit = "club.letter"

    answered_by = fields.Char(
        readonly=True,
        copy=False,
        help="The vendor's contact who answered on their own page. Empty: the office "
        "noted the answer.",
    )

    def _check_answerable(self):
        """What the vendor's contact wrote is theirs: nobody changes it."""
        for letter in self.filtered("answered_by"):
            raise UserError(
                self.env._(
                    "%(person)s wrote the answer to %(letter)s: it stays as it is.",
                    person=letter.answered_by,
                    letter=letter.display_name,
                )
            )
        return super()._check_answerable()

    @api.model
    def _of_door(self, door, letter_id=None):
        """Letters sent to the vendors that a person answers for, with full rights.

        :param door: a ``VendorDoor``
        :param letter_id: only this one
        """
        theirs = Domain.OR(
            Domain("vendor_id", "=", contact.vendor_id.id)
            & Domain("company_id", "=", contact.company_id.id)
            for contact in door.contacts
        )
        domain = Domain("sent_on", "!=", False) & theirs
        if letter_id is not None:
            domain &= Domain("id", "=", letter_id)
        # sudo: vendors hold no right on letters; the domain is their door's.
        return self.sudo().search(domain, order="sent_on desc, id desc")

    def _door_values(self, door):
        """Letters on the vendor's pages, each with its answer."""
        return [
            {
                **shown,
                "association": letter.company_id.name,
                "is_awaited": letter.state == "sent",
                "may_answer": letter.state == "sent"
                and door.contact(letter).may_answer,
                "answer": letter.answer if shown["is_answered"] else "",
                "answered": format_date(self.env, letter.answered_on)
                if shown["is_answered"]
                else "",
                "answered_by": letter.answered_by or "",
            }
            for letter, shown in zip(self, self._vendor_values(), strict=True)
        ]

    def _sent_file(self, file_id):
        """An enclosure of what was sent, else empty."""
        return self.attachment_ids.filtered(lambda file: file.id == file_id)

    def _page_values(self):
        return {**super()._page_values(), "answered_by": self.answered_by or ""}


class ClubVendorContact(models.Model):
    _inherit = "club.vendor.contact"

    def _answer_letter(self, letter, text):
        """Answer a letter, in the contact's name and today.

        :param letter: one of ``_of_door``
        :param text: what was typed
        :raises UserError: reads only, nothing written, or no answer is awaited
        """
        if not self.may_answer:
            raise UserError(self.env._("Your access is for reading."))
        text = (text or "").strip()
        if not text:
            raise UserError(self.env._("Write your answer."))
        if letter.state != "sent":
            raise UserError(
                self.env._("No answer to %s is awaited any more.", letter.number)
            )
        # sudo: vendors hold no right; the letter was found among what they received.
        letter = letter.sudo().with_context(mail_post_autofollow_author_skip=True)
        letter.write(
            {
                "answer": plaintext2html(text[:LONGEST]),
                "answered_on": letter.company_id._club_today(),
                "answered_by": self.partner_id.name,
            }
        )
        letter.action_answer()
        letter._remind(
            letter.user_id,
            letter.answered_on,
            self.env._("%s has answered: read it", self.partner_id.name),
        )
