from odoo import api, models
from odoo.addons.base_iban.models.res_partner_bank import (
    normalize_iban,
    validate_iban,
)
from odoo.exceptions import UserError, ValidationError


class ResPartnerBank(models.Model):
    """Account numbers that people type."""

    _inherit = "res.partner.bank"

    @api.model
    def _club_checked_iban(self, text):
        """An account number as an IBAN without spaces.

        :raises UserError: it is none
        """
        iban = normalize_iban(text).upper()
        try:
            validate_iban(iban)
        except ValidationError as error:
            raise UserError(
                self.env._(
                    "%s is not an IBAN: copy it from your bank's document, all "
                    "characters of it.",
                    text[:40],
                )
            ) from error
        return iban
