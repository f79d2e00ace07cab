def post_init_hook(env):
    """Complete the companies whose French chart was loaded before this addon."""
    template = env["account.chart.template"]
    companies = env["res.company"].search([("chart_template", "!=", False)])
    for company in companies.filtered(
        lambda c: "fr" in template._get_parent_template(c.chart_template)
    ):
        template._club_complete_french_chart(company)
