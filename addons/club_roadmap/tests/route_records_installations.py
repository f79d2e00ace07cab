"""What members run, as the table of routes names it."""

from odoo.addons.club_portal.tests.route_case import record, serial


def _product(case):
    return case.env["club.product"].create(
        {
            "name": f"Product {next(serial)}",
            "company_id": case.company.id,
            "vendor_id": case._organisation(f"Vendor {next(serial)}").id,
            "version_ids": [(0, 0, {"name": "12", "state": "released"})],
        }
    )


def _run(case, membership, **vals):
    product = _product(case)
    return case.env["club.installation"].create(
        {
            "membership_id": membership.id,
            "product_id": product.id,
            "version_id": product.version_ids.id,
            **vals,
        }
    )


@record("product")
def _new_product(case):
    return _product(case)


@record("anna_installation")
def _of_anna(case):
    return _run(case, case.anna)


@record("acme_installation")
def _of_acme(case):
    """Of Acme, which names the former manager and asks Anna."""
    contact = case.acme.delegation_ids.filtered(
        lambda d: d.partner_id == case.anna.partner_id
    )
    return _run(case, case.acme, can_testify=True, contact_id=contact.id)


@record("testimony")
def _of_bea(case):
    return _run(case, case.bea, can_testify=True)


@record("office_testimony")
def _for_the_office_only(case):
    return _run(case, case.bea, can_testify=True, visibility="office")
