import base64
import io

import qrcode
from odoo import models


class ResCompany(models.Model):
    """How to pay an association by bank transfer: account, reference, QR code."""

    _inherit = "res.company"

    def _club_bank(self):
        """The account to pay into, possibly empty."""
        self.ensure_one()
        return self.club_bank_account_id or self.partner_id.bank_ids[:1]

    def _club_transfer_values(self, payer, amount, reference):
        """Everything a page shows about paying by transfer, as plain values.

        :param amount: in the company's currency
        :param reference: what the payer writes on the transfer
        """
        bank = self._club_bank()
        return {
            "iban": bank.acc_number or "",
            "bic": bank.bank_bic or "",
            "holder": bank.acc_holder_name or self.name,
            "reference": reference or "",
            "spaced_reference": self._club_spaced(reference),
            "qr": self._club_qr_image(self._club_qr_text(payer, amount, reference)),
        }

    def _club_spaced(self, reference):
        """The reference in groups of four, as one reads it aloud."""
        reference = reference or ""
        return " ".join(
            reference[start : start + 4] for start in range(0, len(reference), 4)
        )

    def _club_qr_text(self, payer, amount, reference):
        """Content of a SEPA QR code (EPC069-12), empty when none can be made."""
        bank = self._club_bank()
        if not bank or amount <= 0:
            return ""
        values = bank._build_qr_code_vals(
            amount, "", reference or "", self.currency_id, payer, qr_method="sct_qr"
        )
        if not values:
            return ""
        return bank._get_qr_code_generation_params(**values)["value"]

    def _club_qr_image(self, text):
        """A QR code as a data URI, empty without a text.

        Drawn here and not by core's barcode route: reportlab needs an extra package
        for bitmaps, and a letter of 500 pages would ask the server 500 times.
        """
        if not text:
            return ""
        code = qrcode.QRCode(
            error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=6, border=2
        )
        code.add_data(text)
        buffer = io.BytesIO()
        code.make_image().save(buffer, format="PNG")
        return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()
