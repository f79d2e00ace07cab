"""A benefit in the world of the portal: for the table of routes."""

from odoo.addons.club_portal.tests.route_case import record


@record("benefit")
def _benefit(case):
    """A benefit for every member, published."""
    return case.env["club.benefit"].create(
        {
            "name": "New modules",
            "company_id": case.company.id,
            "provider_id": case.company.partner_id.id,
            "summary": "20 % less",
            "code": "CLUB20",
            "state": "published",
        }
    )
