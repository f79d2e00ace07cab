from odoo import models

# Field of res.company -> account of the French chart: what volunteers give.
VOLUNTEERING = {
    "club_volunteer_use_account_id": "pcg_864",
    "club_volunteer_gift_account_id": "pcg_875",
}


class AccountChartTemplate(models.AbstractModel):
    """Accounts 86 and 87 of règlement ANC 2018-06, set where nobody chose others."""

    _inherit = "account.chart.template"

    def _club_set_default_accounts(self, company):
        result = super()._club_set_default_accounts(company)
        for name, xmlid in VOLUNTEERING.items():
            account = self.ref(xmlid, raise_if_not_found=False)
            if not company[name] and account and account.account_type == "off_balance":
                company[name] = account
        return result
