from odoo.tests import TransactionCase

CODES = {
    "754100": "income",
    "754300": "income",
    "756000": "income",
    "756100": "income",
    "756200": "income",
    "860000": "off_balance",
    "861000": "off_balance",
    "862000": "off_balance",
    "864000": "off_balance",
    "870000": "off_balance",
    "871000": "off_balance",
    "875000": "off_balance",
}


class FrenchChartCase(TransactionCase):
    """One company whose French chart is loaded with the addon installed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.new_company("Association loi 1901")

    @classmethod
    def new_company(cls, name, chart="fr"):
        company = cls.env["res.company"].create(
            {"name": name, "country_id": cls.env.ref("base.fr").id}
        )
        cls.env["account.chart.template"].try_loading(chart, company)
        return company

    def accounts(self, company=None):
        """Return the association accounts a company has."""
        company = company or self.company
        Account = self.env["account.account"].with_company(company)
        return Account.search(
            [("code", "in", list(CODES)), *Account._check_company_domain(company)]
        )

    def account(self, code, company=None):
        return self.accounts(company).filtered(lambda a: a.code == code)

    def forget(self, company):
        """Bring a company back to what core's chart alone gives it."""
        company.write(
            {"club_income_account_id": False, "club_donation_account_id": False}
        )
        self.accounts(company).unlink()
