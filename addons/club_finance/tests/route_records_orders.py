"""Quotes and orders that the table of routes names: Acme's, which Anna manages."""

from odoo.addons.club_portal.tests.route_case import record, serial


@record("acme_quote")
def _quote(case):
    # Made when first needed, in a colour chosen at random.
    case.acme.section_id._analytic_distribution()
    quote = case.env["club.quote"].create(
        {
            "partner_id": case.acme.partner_id.id,
            "company_id": case.company.id,
            "kind": "other",
            "line_ids": [(0, 0, {"name": "Training", "price_unit": 50})],
        }
    )
    quote.action_issue()
    return quote


@record("acme_order")
def _order(case):
    return case.env["club.purchase.order"].create(
        {
            "name": f"PO {next(serial)}",
            "partner_id": case.acme.partner_id.id,
            "company_id": case.company.id,
            "document": "JVBERi0xLjQK",
            "document_name": "order.pdf",
        }
    )
