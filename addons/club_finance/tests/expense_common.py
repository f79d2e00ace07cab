"""Claims of volunteers: what their tests start from."""

from base64 import b64decode

from odoo.fields import Command

from .common import FinanceCommon

# The smallest picture there is.
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


class ExpenseCommon(FinanceCommon):
    """Ann, a member of Brittany, who spends and claims."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.ann = cls._person("Ann Volunteer")
        cls.car = cls.env["club.km.rate"].create(
            {
                "name": "Car",
                "year": 2025,
                "amount": 0.32,
                "company_id": cls.company.id,
            }
        )

    @classmethod
    def _claim(cls, person=None, section=None, lines=((20, "Train"),), **vals):
        return cls.env["club.expense"].create(
            {
                "summary": "Spring fair",
                "partner_id": (person or cls.ann).id,
                "section_id": (section or cls.brittany).id,
                "company_id": cls.company.id,
                "line_ids": [
                    Command.create(
                        {
                            "date": "2026-03-10",
                            "label": label,
                            "heading_id": cls.travel.id,
                            "amount": amount,
                            "no_receipt_reason": "Lost",
                        }
                    )
                    for amount, label in lines
                ],
                **vals,
            }
        )

    @classmethod
    def _sent(cls, person=None, by=None, signature=None, **vals):
        claim = cls._claim(person, **vals)
        claim._submit(by or claim.partner_id, {"name": signature})
        return claim

    @classmethod
    def _picture(cls, name="receipt.png", content=PIXEL):
        return cls.env["ir.attachment"].create({"name": name, "raw": content})
