from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import day
from .test_deposit_posting import TODAY, DepositCommon


@tagged("post_install", "-at_install")
class TestDueWaiver(DepositCommon):
    """A waiver can be taken back, and never hides money that was lost afterwards."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.taxed = cls._type(
            "Taxed",
            [{"amount": 33.33}],
            booking_mode="invoice",
            tax_ids=[Command.set(cls.tax.ids)],
        )

    def _kinds(self):
        return (self.type_person, self.type_invoice, self.taxed)

    def _owed(self, due):
        return round(self._balance(self.receivable, due.payer_id), 2)

    def test_a_waiver_taken_back_is_owed_again(self):
        for kind in self._kinds():
            with self.subTest(kind.name):
                due = self._called(f"Anna {kind.name}", kind=kind)
                amount = due.amount
                due._pay(10, self.bank_journal, day(TODAY))
                due._waive("Hardship")
                self.assertEqual(due.membership_id.state, "active")
                due._take_back_waiver("Found work")
                self.assertEqual(
                    (due.state, due.amount, due.amount_credited, due.amount_paid),
                    ("partial", amount, 0, 10),
                )
                self.assertEqual(self._owed(due), due.residual)
                self.assertEqual(due.residual, round(amount - 10, 2))
                self.assertFalse(due.waived_on)
                self.assertEqual(due.membership_id.state, "applied")
                due._pay(due.residual, self.bank_journal, day(TODAY))
                self.assertEqual((due.state, due.residual), ("paid", 0))
                self.assertEqual(self._owed(due), 0)

    def test_a_waiver_can_come_and_go(self):
        for kind in self._kinds():
            with self.subTest(kind.name):
                due = self._called(f"Anna {kind.name}", kind=kind)
                amount = due.amount
                for _round in range(2):
                    due._waive("Hardship")
                    self.assertEqual((due.state, due.residual), ("waived", 0))
                    due._take_back_waiver("Mistake")
                    self.assertEqual((due.state, due.residual), ("called", amount))
                    self.assertEqual(self._owed(due), amount)
                due._waive("Hardship")
                self.assertEqual((due.amount_credited, self._owed(due)), (amount, 0))

    def test_dues_waived_together_are_taken_back_one_by_one(self):
        for kind in (self.type_person, self.type_seats):
            with self.subTest(kind.name):
                if kind == self.type_person:
                    dues = self._called("Anna", "Bo")
                else:
                    dues = self._called("T", kind=kind, seats=5, partner_company=True)
                amounts = dues.mapped("amount")
                dues._waive("Hardship")
                dues[0]._take_back_waiver("Mistake")
                self.assertEqual(dues.mapped("residual"), [amounts[0], 0])
                self.assertEqual(dues.mapped("state"), ["called", "waived"])
                dues[1]._take_back_waiver("Mistake")
                self.assertEqual(dues.mapped("residual"), amounts)
                self.assertEqual(dues.mapped("amount_credited"), [0, 0])

    def test_a_waiver_on_a_draft_invoice_taken_back_is_invoiced(self):
        due = self._called("Anna", kind=self.taxed)
        due.invoice_id.button_draft()
        due._waive("Hardship")
        due._take_back_waiver("Mistake")
        self.assertEqual((due.state, due.residual), ("called", 40))
        self.assertEqual(due.invoice_id.state, "posted")
        self.assertEqual(self._owed(due), 40)

    def test_both_reasons_are_kept(self):
        due = self._called("Anna")
        due._waive("Hardship")
        due._take_back_waiver("Found work")
        self.assertEqual(due.decision_reason, "Found work")
        said = due.membership_id.message_ids[0].body
        self.assertIn("Found work", said)
        self.assertIn("Hardship", said)

    def test_nothing_waived_is_nothing_to_take_back(self):
        due = self._called("Anna")
        with self.assertRaisesRegex(UserError, "not waived"):
            due._take_back_waiver("Mistake")
        due._waive("Hardship")
        due._take_back_waiver("Mistake")
        with self.assertRaisesRegex(UserError, "not waived"):
            due._take_back_waiver("Mistake")

    def test_only_the_treasurer_takes_a_waiver_back(self):
        due = self._called("Anna")
        due._waive("Hardship")
        for role in ("reader", "secretary", "officer", "section_treasurer"):
            with self.subTest(role), self.assertRaises(AccessError):
                self._as(role, due)._take_back_waiver("Mistake")
        decisions = self._as("treasurer", self.env["club.due.decision"])
        form = Form(decisions.with_context(active_model="club.due", active_ids=due.ids))
        self.assertEqual(form.decision, "unwaive")
        form.reason = "Mistake"
        form.save().action_apply()
        self.assertEqual(due.state, "called")

    def test_a_closed_period_refuses_it(self):
        self.company.fiscalyear_lock_date = "2026-02-28"
        for kind in self._kinds():
            due = self._called(f"Anna {kind.name}", kind=kind)
            due._waive("Hardship")
            with self.assertRaisesRegex(UserError, "closed until"):
                due._take_back_waiver("Mistake", day("2026-02-27"))

    def test_a_payment_that_bounces_after_the_waiver_is_owed(self):
        for kind in self._kinds():
            with self.subTest(kind.name):
                due = self._called(f"Anna {kind.name}", kind=kind)
                deposit = due._pay(10, self.bank_journal, day(TODAY))
                due._waive("Hardship")
                deposit.line_ids._bounce(day(TODAY), "No funds")
                # The waiver was of the rest: what bounced is asked again.
                self.assertEqual((due.state, due.residual), ("called", 10))
                self.assertEqual(self._owed(due), 10)
                self.assertEqual(due.membership_id.state, "applied")
                due._waive("Hardship indeed")
                self.assertEqual((due.state, due.residual), ("waived", 0))
                self.assertEqual(self._owed(due), 0)

    def test_a_bounce_after_a_waiver_leaves_the_other_dues_of_the_invoice_alone(self):
        dues = self._called("Team", kind=self.type_seats, seats=5, partner_company=True)
        base = dues.filtered(lambda due: due.kind == "base")
        seats = dues - base
        deposit = dues._pay(28, self.bank_journal, day(TODAY))
        self.assertEqual((base.residual, seats.residual), (180, 72))
        seats._waive("Goodwill")
        self.assertEqual((base.residual, seats.residual), (180, 0))
        deposit.line_ids._bounce(day(TODAY), "No funds")
        self.assertEqual((base.residual, seats.residual), (200, 8))
        self.assertEqual(self._owed(base), 208)

    def test_a_part_paid_taxed_invoice_is_waived_to_the_cent(self):
        for paid in (0.01, 7.01, 13.33, 19.99, 30.01, 39.99):
            with self.subTest(paid=paid):
                due = self._called(f"Anna {paid}", kind=self.taxed)
                due._pay(paid, self.bank_journal, day(TODAY))
                due._waive("Hardship")
                self.assertEqual((due.state, due.residual), ("waived", 0))
                self.assertEqual(due.amount_paid, paid)
                self.assertEqual(self._owed(due), 0)
                self.assertEqual(due.invoice_id.amount_residual, 0)
                note = due.invoice_id.reversal_move_ids
                self.assertEqual(
                    (note.amount_residual, note.amount_total),
                    (0, round(40 - paid, 2)),
                )
                self.assertAlmostEqual(note.amount_tax, (40 - paid) / 6, delta=0.011)

    def test_a_part_paid_price_with_its_tax_included_is_waived_to_the_cent(self):
        included = self.tax.copy(
            {"name": "20% incl.", "price_include_override": "tax_included"}
        )
        self.taxed.tax_ids = [Command.set(included.ids)]
        for paid in (0.01, 7.01, 13.34):
            due = self._called(f"Anna {paid}", kind=self.taxed)
            due._pay(paid, self.bank_journal, day(TODAY))
            due._waive("Hardship")
            self.assertEqual((due.state, self._owed(due)), ("waived", 0))
