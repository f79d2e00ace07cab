"""What the table of routes names of gifts and tax receipts."""

from odoo.addons.club_portal.tests import (  # noqa: F401 (registers the provider)
    route_records_dues,
)
from odoo.addons.club_portal.tests.route_case import record


@record("anna_gift")
def _anna_gift(case):
    """Twenty euros of Anna to the association, as the payment form names them."""
    return f"2000-{case.anna.partner_id.id}-0"


@record("anna_tax_receipt")
def _anna_tax_receipt(case):
    """The tax receipt of a gift of Anna, with its paper."""
    case.company.write(
        {"club_tax_receipt_purpose": "Help people", "club_tax_receipts": True}
    )
    donor = case.anna.partner_id
    donor.write({"street": "1 Street", "zip": "35000", "city": "Rennes"})
    gift = case.env["club.donation"].create(
        {
            "partner_id": donor.id,
            "company_id": case.company.id,
            "amount": 20,
            "form": "kind",
            "description": "A desk",
        }
    )
    return case.env["club.tax.receipt"]._give(gift)
