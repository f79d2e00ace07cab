"""What the table of routes names of gifts and tax receipts."""

from odoo.addons.club_portal.tests import (  # noqa: F401 (registers the provider)
    route_records_dues,
)
from odoo.addons.club_portal.tests.route_case import record


@record("anna_gift")
def _anna_gift(case):
    """Twenty euros of Anna to the association, as the payment form names them."""
    return f"2000-{case.anna.partner_id.id}-0"
