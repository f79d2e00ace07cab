from odoo import models


class AccountAnalyticDistributionModel(models.Model):
    _inherit = "account.analytic.distribution.model"

    def _create_domain(self, fname, value):
        # Odoo adds to the list that it keeps answers by, and so never finds one again:
        # it would ask the database for each ledger line.
        if isinstance(value, list):
            value = list(value)
        return super()._create_domain(fname, value)
