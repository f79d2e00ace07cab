import base64
import io

import qrcode
from odoo import api, models
from odoo.tools import consteq, format_date, hmac


class ClubMembership(models.Model):
    """The member card, and what its QR code tells to whom.

    Nothing is stored: the code holds an address signed with the database's secret,
    and what the address shows is looked up when it is opened.
    """

    _inherit = "club.membership"

    def _card_signature(self):
        """What proves that the address was printed by us.

        Bound to the member's number, so that it ends with the membership's identity.
        """
        self.ensure_one()
        # sudo: the secret of the database, of which only a digest leaves.
        return hmac(self.env(su=True), "club-card", (self.id, self.number))[:40]

    def _card_path(self):
        """The address behind the QR code, on this server."""
        return f"/club/card/{self.id}/{self._card_signature()}"

    @api.model
    def _by_card(self, membership_id, signature):
        """The membership whose card carries this signature, empty without.

        :param membership_id: id from the address bar
        :param signature: from the address bar, compared in constant time
        """
        # sudo: the signature is the right to learn whether this card is valid.
        membership = self.sudo().browse(membership_id).exists()
        if membership and consteq(membership._card_signature(), signature or ""):
            return membership
        return self.browse()

    def _card_values(self):
        """The card as its holder sees and prints it."""
        self.ensure_one()
        partner = self.partner_id
        return {
            "name": partner.name,
            "initials": self._initials(),
            "photo": partner.image_128,
            "number": self.number,
            "section": self.section_id.name,
            "type": self.type_id.name,
            "association": self.company_id.name,
            "logo_url": (
                ""
                if self.company_id.uses_default_logo
                else f"/logo.png?company={self.company_id.id}"
            ),
            "valid": self.is_member,
            "until": self._card_until(),
            "qr": self._card_image(),
            "url": self._card_path(),
        }

    def _card_until(self):
        """Last day of the membership in words, grace included; empty without end."""
        if self.state == "grace":
            return self._grace_until()
        return format_date(self.env, self.member_until) if self.member_until else ""

    def _initials(self):
        """First letters of the first and last word of the name."""
        words = (self.partner_id.name or "").split()
        return "".join(f"{word[0].upper()}." for word in (words[:1] + words[1:][-1:]))

    def _card_image(self):
        """The QR code as a data URI."""
        code = qrcode.QRCode(
            error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=5, border=2
        )
        code.add_data(f"{self.get_base_url()}{self._card_path()}")
        buffer = io.BytesIO()
        code.make_image().save(buffer, format="PNG")
        return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()

    def _card_answer(self, user):
        """What the address on the card tells ``user``: to staff who may read the
        member, who it is; to anybody else, whether it is valid.

        :return: plain values
        """
        self.ensure_one()
        values = {
            "association": self.company_id.name,
            "initials": self._initials(),
            "valid": self.is_member,
            "until": self._card_until() if self.is_member else "",
            "staff": False,
        }
        if not (user._is_internal() and self.with_user(user).has_access("read")):
            return values
        sentence, tone = self._status_sentence()
        states = dict(self._fields["state"]._description_selection(self.env))
        return values | {
            "staff": True,
            "name": self.partner_id.name,
            "number": self.number,
            "section": self.section_id.name,
            "type": self.type_id.name,
            "state": states[self.state],
            "sentence": sentence,
            "tone": tone,
            "form_url": f"/odoo/club.membership/{self.id}",
        }
