"""Records of evaluations that the table of routes names."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.addons.club_portal.tests.route_case import record

DRAW = "odoo.addons.club_ballot.models.club_ballot_open.draw"


@record("evaluation")
def _evaluation(case):
    """One that is open, whose only receipt is always the same."""
    draw = patch(DRAW, return_value="two words")
    draw.start()
    case.addCleanup(draw.stop)
    now = fields.Datetime.now()
    product = case.env["club.product"].create(
        {
            "name": "Ledger",
            "company_id": case.company.id,
            "vendor_id": case._organisation("Vendor").id,
            "module_ids": [(0, 0, {"name": "Payroll"}), (0, 0, {"name": "Stock"})],
        }
    )
    evaluation = case.env["club.evaluation"].create(
        {
            "name": "Ledger",
            "company_id": case.company.id,
            "product_id": product.id,
            "opens_at": now - timedelta(days=1),
            "closes_at": now + timedelta(days=30),
            "accepts_small_classes": True,
        }
    )
    evaluation.action_open()
    return evaluation


@record("evaluation_question")
def _question(case):
    return case.made["evaluation"].question_ids[0].code
