"""How to make tax receipts: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, serial, unique


def a_receipt(world):
    year = world["club.tax.receipt.year"]
    number = next(serial)
    return {
        "name": f"{year.year}-{number}",
        "year_id": year.id,
        "year": year.year,
        "number": number,
        "company_id": world.company.id,
        "partner_id": world.contact().id,
        "amount": 20,
        "issued_on": "2026-03-01",
    }


@recipe("club.tax.receipt.year", write="last_number")
def _year(world):
    return {"year": 1000 + next(serial), "company_id": world.company.id}


@recipe("club.tax.receipt", write="donor_name")
def _receipt(world):
    return a_receipt(world)


@recipe("club.tax.receipt.line", write="live")
def _line(world):
    gift = world.env["club.donation"].create(
        {
            "partner_id": world.contact().id,
            "company_id": world.company.id,
            "amount": 20,
            "form": "kind",
        }
    )
    return {
        "receipt_id": world["club.tax.receipt"].id,
        "donation_id": gift.id,
        "date": gift.date,
        "amount": 20,
    }


@recipe("club.tax.receipt.give", write="year")
def _give(world):
    return {"year": 2025, "company_id": world.company.id}


@recipe("club.tax.receipt.cancel", write="reason")
def _cancel(world):
    return {
        "receipt_id": world["club.tax.receipt"].id,
        "reason": unique("Misspelt"),
    }


@recipe("club.tax.receipt.settings", write="club_tax_receipt_purpose")
def _settings(world):
    return {"club_tax_receipt_purpose": unique("Help")}
