"""What happens once, when the addon is installed."""


def post_init_hook(env):
    """Set the accounts of volunteering in associations that keep French books."""
    charts = env["account.chart.template"]
    for company in env["res.company"].search([("chart_template", "!=", False)]):
        if "fr" in charts._get_parent_template(company.chart_template):
            charts.with_company(company)._club_set_default_accounts(company)
