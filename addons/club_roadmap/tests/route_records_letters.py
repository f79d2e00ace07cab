"""What the lines of the table about letters, releases and pledges are tried with."""

from odoo.addons.club_portal.tests.route_case import record


@record("news_link")
def _news_link(case):
    """A link that stops mails, as Anna received it."""
    news = case.env["club.request.news"]._of(case.anna.partner_id, case.company)
    case.made["news_token"] = news._stop_token()
    case.made["news_wrong"] = news._stop_token()[:-1] + "x"
    return news
