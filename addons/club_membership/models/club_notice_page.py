from odoo import api, models
from odoo.tools import consteq


class ClubNotice(models.Model):
    """What the holder of the link in a notice may see."""

    _inherit = "club.notice"

    @api.model
    def _by_token(self, notice_id, token):
        """The notice, with rights to read it, if the token is its own; else empty.

        :param notice_id: id from the address bar
        :param token: secret from the address bar, compared in constant time
        """
        # sudo: the token is the right to read this one notice.
        notice = self.sudo().browse(notice_id).exists()
        secret = notice.access_token or ""
        # A notice that lost its token opens for nobody, an empty token included.
        matches = consteq(secret or "-" * 64, token or "") and bool(secret)
        return notice if matches else self.browse()

    def _page_values(self):
        """Everything the page shows, as plain values, in the context's language."""
        self.ensure_one()
        bank, company = self._bank(), self.company_id
        return {
            "association": company.name,
            "logo_url": (
                "" if company.uses_default_logo else f"/logo.png?company={company.id}"
            ),
            "email": company.email or "",
            "phone": company.phone or "",
            "call": self.call_id.name,
            "payer": self.payer_id.name,
            "lines": self._due_lines(),
            "schedule": self._schedule(),
            "paid": self.currency_id.is_zero(self.amount_due),
            "asked": self._asked(),
            "in_part": self._is_asked_in_part(),
            "total": self._total(),
            "due_date": self._format_date(self.due_date),
            "reference": self.reference or "",
            "spaced_reference": self._spaced_reference(),
            "iban": bank.acc_number or "",
            "bic": bank.bank_bic or "",
            "holder": bank.acc_holder_name or company.name,
            "qr": self._qr_image(),
        }

    def _qr_text(self):
        """Content of the SEPA QR code (EPC069-12), empty when none can be made."""
        return self.company_id._club_qr_text(
            self.payer_id, self._amount_asked(), self.reference
        )

    def _qr_image(self):
        """The QR code as a data URI, empty when none can be made."""
        return self.company_id._club_qr_image(self._qr_text())
