from odoo import models
from odoo.addons.account.models.chart_template import template

# Field of res.company -> account of this template
COMPANY_DEFAULTS = {
    "club_income_account_id": "pcg_7561",
    "club_donation_account_id": "pcg_7541",
}


class AccountChartTemplate(models.AbstractModel):
    """The French chart with the association accounts of règlement ANC 2018-06."""

    _inherit = "account.chart.template"

    @template("fr", "account.account")
    def _get_fr_club_account_account(self):
        return self._parse_csv("fr", "account.account", module="club_l10n_fr")

    def _post_load_data(self, template_code, company, template_data):
        result = super()._post_load_data(template_code, company, template_data)
        if "fr" in self._get_parent_template(template_code):
            self._club_set_default_accounts(company)
        return result

    def _club_complete_french_chart(self, company):
        """Add the missing association accounts to one company of the French chart.

        An account whose code the company already uses is kept as it is and takes
        the place of ours: no code is ever there twice, and no setting is changed.
        Calling it again changes nothing.
        """
        chart = self.with_context(
            allowed_company_ids=company.ids, lang="en_US", tracking_disable=True
        ).with_company(company)
        # A branch has no accounts of its own, it books on those of its root company.
        if not company.parent_id:
            accounts = chart._club_missing_accounts(company)
            if accounts:
                chart._load_data({"account.account": accounts})
                chart._load_translations(
                    companies=company, template_data={"account.account": accounts}
                )
        chart._club_set_default_accounts(company)

    def _club_missing_accounts(self, company):
        """Return the template's accounts the company lacks, {xml id: values}."""
        Account = self.env["account.account"].with_context(active_test=False)
        used = {
            (account.code or "").rstrip("0"): account
            for account in Account.search(Account._check_company_domain(company))
        }
        missing, adopted = {}, []
        for xmlid, values in self._get_fr_club_account_account().items():
            if self.ref(xmlid, raise_if_not_found=False):
                continue
            if account := used.get(values["code"].rstrip("0")):
                adopted.append((xmlid, account))
            else:
                missing[xmlid] = values
        # As core does on reload: the xml id points at the account found, so that
        # reloading the chart later does not create ours beside it.
        self.env["ir.model.data"]._update_xmlids(
            [
                {
                    "xml_id": self.company_xmlid(xmlid, company),
                    "record": account,
                    "noupdate": True,
                }
                for xmlid, account in adopted
            ]
        )
        return missing

    def _club_set_default_accounts(self, company):
        """Fill the company's dues and donations accounts where they are empty."""
        for fname, xmlid in COMPANY_DEFAULTS.items():
            if company[fname]:
                continue
            account = self.ref(xmlid, raise_if_not_found=False)
            # An adopted account may be anything; dues and gifts are income.
            if account and account.internal_group == "income":
                company[fname] = account
