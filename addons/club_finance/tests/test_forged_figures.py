import json

from odoo.exceptions import UserError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY
from .expense_common import ExpenseCommon

TREASURER = "club_section_treasurer"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestForgedFigures(ExpenseCommon, HttpCase):
    """Sums and shares that are computed are not sent by hand, nor what is no number."""

    def _call(self, records, method, *args):
        """The name of the error that answers a section's treasurer, None without."""
        self.env.flush_all()
        self.authenticate(TREASURER, TREASURER)
        call = {"model": records._name, "method": method, "args": args, "kwargs": {}}
        with mute_logger("odoo.http", "odoo.sql_db"):
            answer = self.url_open(
                "/web/dataset/call_kw",
                # Python writes NaN and Infinity, and the server reads them.
                data=json.dumps({"params": call}),
                headers={"Content-Type": "application/json"},
            ).json()
        self.env.invalidate_all()
        return answer.get("error", {}).get("data", {}).get("name")

    def _movement(self, **vals):
        return self.env["club.cash.movement"].create(
            {
                "kind": "in",
                "amount": 30,
                "label": "Sale of cakes",
                "heading_id": self.grants.id,
                "section_id": self.brittany.id,
                "company_id": self.company.id,
                "date": TODAY,
                **vals,
            }
        )

    def test_what_a_movement_books_is_its_amount(self):
        movement = self._movement()
        for booked in (False, True):
            with self.subTest(booked=booked):
                if booked:
                    movement.action_book()
                error = self._call(
                    movement, "write", movement.ids, {"signed_amount": 500}
                )
                self.assertEqual(error, "odoo.exceptions.UserError")
                self.assertEqual(movement.signed_amount, 30)

    def test_total_of_a_claim_is_what_its_lines_say(self):
        claim = self._sent()
        error = self._call(claim, "web_save", claim.ids, {"total": 9000}, {})
        self.assertEqual(error, "odoo.exceptions.UserError")
        self.assertEqual(claim.total, 20)

    def test_no_stored_figure_of_any_model_is_written_by_hand(self):
        seen = 0
        for model in self.env.values():
            if model._abstract or model._original_module != "club_finance":
                continue
            mine = self._as("treasurer", model)
            for field in model._fields.values():
                if field.store and field.readonly and field.compute:
                    seen += 1
                    with self.subTest(field=field), self.assertRaises(UserError):
                        mine.write({field.name: False})
        self.assertGreater(seen, 50)

    def test_what_is_no_number_is_refused(self):
        drafts = self.env["club.payment.out"]
        vals = {
            "section_id": self.brittany.id,
            "company_id": self.company.id,
            "partner_id": self._organisation("Town Hall").id,
            "reason": "Room",
            "heading_id": self.travel.id,
        }
        movement = self._movement()
        for number in (float("nan"), float("inf"), -float("inf")):
            with self.subTest(number=number):
                refused = self._call(drafts, "create", [{**vals, "amount": number}])
                self.assertEqual(refused, "odoo.exceptions.UserError")
                refused = self._call(
                    movement, "write", movement.ids, {"amount": number}
                )
                self.assertEqual(refused, "odoo.exceptions.UserError")
        self.assertIsNone(self._call(drafts, "create", [{**vals, "amount": 5}]))
        self.assertEqual(movement.amount, 30)
