from odoo import models


class ResCompany(models.Model):
    """Which ways of paying online this association offers."""

    _inherit = "res.company"

    def _club_payment_options(self, partner, amount):
        """Providers and their methods that take this amount from this partner.

        :param amount: in the company's currency
        :return: (``payment.provider``, ``payment.method``), both empty if none does
        """
        self.ensure_one()
        # sudo: visitors may not read providers; core's form reads them in this way.
        providers = (
            self.env["payment.provider"]
            .sudo()
            ._get_compatible_providers(
                self.id, partner.id, amount, currency_id=self.currency_id.id
            )
        )
        methods = (
            self.env["payment.method"]
            .sudo()
            ._get_compatible_payment_methods(
                providers.ids, partner.id, currency_id=self.currency_id.id
            )
        )
        return providers, methods
