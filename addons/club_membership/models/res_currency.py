from decimal import Decimal

from odoo import models


class ResCurrency(models.Model):
    _inherit = "res.currency"

    def _club_decimal(self, amount):
        """``amount`` of this currency as an exact decimal, rounded to its digits."""
        self.ensure_one()
        return Decimal(str(self.round(amount))).quantize(
            Decimal(1).scaleb(-self.decimal_places)
        )
