"""A dossier that the table of routes names: Anna sits in its joint group, and chairs
the commission that sponsors its line. No visitor is the vendor's."""

from odoo.addons.club_portal.tests.route_case import record, serial


def _commission(case, kind, role):
    commission = case.env["club.commission"].create(
        {
            "name": f"Group {next(serial)}",
            "company_id": case.company.id,
            "state": "open",
            "kind": kind,
        }
    )
    case.env["club.commission.member"].create(
        {
            "commission_id": commission.id,
            "partner_id": case.anna.partner_id.id,
            "membership_id": case.anna.id,
            "state": "active",
            "role": role,
            "date_from": "2024-02-01",
        }
    )
    return commission


@record("dossier")
def _dossier(case):
    vendor = case.env["res.partner"].create({"name": "Vendor", "is_company": True})
    request = case.env["club.request"]._author_write(
        {
            "name": f"Request {next(serial)}",
            "wish": "More",
            "motivation": "Time",
            "commission_id": _commission(case, "topical", "chair").id,
        },
        case.bea.partner_id,
        case.bea,
        False,
    )
    dossier = case.env["club.dossier"].create(
        {
            "name": f"Dossier {next(serial)}",
            "company_id": case.company.id,
            "vendor_id": vendor.id,
            "deadline": "2099-01-01",
            "joint_commission_id": _commission(case, "group", "member").id,
        }
    )
    dossier._add_requests(request)
    dossier._release(dossier._fingerprint())
    dossier.line_ids.is_discussed = True
    return dossier


@record("prepared_dossier")
def _prepared(case):
    vendor = case.env["res.partner"].create({"name": "Vendor", "is_company": True})
    return case.env["club.dossier"].create(
        {
            "name": "Not released",
            "company_id": case.company.id,
            "vendor_id": vendor.id,
            "joint_commission_id": _commission(case, "group", "member").id,
        }
    )


@record("dossier_line")
def _line(case):
    if "dossier" not in case.made:
        case.made["dossier"] = _dossier(case)
    return case.made["dossier"].line_ids


@record("delivery")
def _delivery(case):
    line = _line(case)
    line.request_id._move("in_progress", by="vendor")
    return case.env["club.vendor.delivery"].create(
        {"line_id": line.id, "date": "2026-01-01", "contact_name": "Vera"}
    )


@record("vendor_version")
def _version(case):
    product = case.env["club.product"].create(
        {
            "name": f"Product {next(serial)}",
            "company_id": case.company.id,
            "vendor_id": case.env["res.partner"].create({"name": "V"}).id,
        }
    )
    return case.env["club.product.version"].create(
        {"name": "13", "product_id": product.id}
    )


for _kind in ("pdf", "xlsx", "csv"):
    record(f"export_{_kind}")(lambda case, kind=_kind: kind)
