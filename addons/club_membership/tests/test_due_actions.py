from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import day
from .test_deposit_posting import TODAY, DepositCommon


@tagged("post_install", "-at_install")
class TestDueActions(DepositCommon):
    """Decisions about dues are facts with a reason; the ledger follows by credits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def _modes(self):
        return (("collective", self.type_person), ("invoice", self.type_invoice))

    def test_waived_dues_are_credited_and_settle_the_term(self):
        for mode, kind in self._modes():
            with self.subTest(mode):
                due = self._called(f"Anna {mode}", kind=kind)
                due._pay(10, self.bank_journal, day(TODAY))
                due._waive("Hardship")
                self.assertEqual(due.state, "waived")
                self.assertEqual(
                    (due.amount_credited, due.amount_paid, due.residual), (20, 10, 0)
                )
                self.assertEqual(due.decision_reason, "Hardship")
                self.assertEqual(due.membership_id.state, "active")
                self.assertEqual(self._balance(self.receivable, due.payer_id), 0)

    def test_paid_dues_cannot_be_waived(self):
        due = self._called("Anna")
        due._pay(30, self.bank_journal, day(TODAY))
        with self.assertRaisesRegex(UserError, "nothing to waive"):
            due._waive("Hardship")

    def test_waived_on_a_draft_invoice_is_not_asked(self):
        due = self._called("Anna", kind=self.type_invoice)
        due.invoice_id.button_draft()
        due._waive("Hardship")
        self.assertEqual((due.state, due.residual), ("waived", 0))
        self.assertEqual(due.invoice_id.state, "cancel")
        self.assertEqual(due.membership_id.state, "active")

    def test_second_click_waives_once(self):
        due = self._called("Anna")
        due._waive("Hardship")
        due._waive("Hardship")
        self.assertEqual(due.amount_credited, 30)

    def test_cancelled_dues_can_be_called_again(self):
        for mode, kind in self._modes():
            with self.subTest(mode):
                due = self._called(f"Anna {mode}", kind=kind)
                due._cancel("Called by mistake")
                self.assertEqual((due.state, due.residual), ("cancelled", 0))
                self.assertTrue(due.term_id.cancelled)
                again = self._again(due)
                self.assertEqual((again.state, again.residual), ("called", 30))

    def _again(self, due):
        call = due.membership_id._call_now(day(TODAY))
        return self.env["club.due"].search([("call_id", "=", call.id)])

    def test_what_was_paid_on_cancelled_dues_is_given_back(self):
        for mode, kind in self._modes():
            with self.subTest(mode):
                due = self._called(f"Anna {mode}", kind=kind)
                due._pay(30, self.bank_journal, day(TODAY))
                due._cancel("Called by mistake")
                self.assertEqual((due.state, due.residual), ("cancelled", -30))
                # Paid members keep their period until somebody closes it.
                self.assertEqual(due.membership_id.state, "active")
                due._refund(30, self.bank_journal, day(TODAY), "Given back")
                self.assertEqual(due.residual, 0)
                self.assertEqual(self._balance(self.receivable, due.payer_id), 0)
        self.assertEqual(self._balance(self.bank_account), 0)

    def test_cancelling_dues_takes_seats_and_joining_fee_along(self):
        self.type_seats.price_ids.joining_fee = 25
        dues = self._called("Team", kind=self.type_seats, seats=5, partner_company=True)
        self.assertEqual(
            {due.kind: due.amount for due in dues},
            {"base": 200, "seats": 80, "joining": 25},
        )
        dues.filtered(lambda due: due.kind == "base")._cancel("Called by mistake")
        self.assertEqual(set(dues.mapped("state")), {"cancelled"})
        self.assertEqual(self._balance(self.receivable), 0)

    def test_refund_is_at_most_the_open_credit(self):
        due = self._called("Anna")
        due._pay(50, self.bank_journal, day(TODAY))
        with self.assertRaisesRegex(UserError, "has only"):
            due._refund(20.01, self.bank_journal, day(TODAY), "Given back")
        due._refund(20, self.bank_journal, day(TODAY), "Given back")
        self.assertEqual(self._balance(self.bank_account), 30)

    def test_decisions_in_a_closed_period_are_refused(self):
        self.company.fiscalyear_lock_date = "2026-02-28"
        for _mode, kind in self._modes():
            due = self._called(f"Anna {kind.name}", kind=kind)
            with self.assertRaisesRegex(UserError, "closed until"):
                due._waive("Hardship", day("2026-02-27"))

    def test_only_the_treasurer_decides(self):
        due = self._called("Anna")
        for role in ("reader", "secretary", "officer", "section_treasurer"):
            with self.subTest(role), self.assertRaises(AccessError):
                self._as(role, due)._waive("Hardship")
        self._as("treasurer", due)._waive("Hardship")
        self.assertEqual(due.state, "waived")

    def test_decision_wizard_keeps_the_reason(self):
        due = self._called("Anna")
        decisions = self._as("treasurer", self.env["club.due.decision"])
        wizard = Form(
            decisions.with_context(active_model="club.due", active_ids=due.ids)
        )
        wizard.reason = "Student"
        wizard.save().action_apply()
        self.assertEqual((due.state, due.decision_reason), ("waived", "Student"))

    def test_refund_wizard_proposes_the_open_credit(self):
        due = self._called("Anna")
        due._pay(42, self.bank_journal, day(TODAY))
        decisions = self._as("treasurer", self.env["club.due.decision"])
        wizard = Form(
            decisions.with_context(active_model="club.due", active_ids=due.ids)
        )
        wizard.decision = "refund"
        wizard.reason = "Paid twice"
        self.assertEqual(wizard.amount, 12)
        wizard.save().action_apply()
        self.assertEqual(self._balance(self.receivable, due.payer_id), 0)

    def test_collective_entry_cannot_be_undone_as_a_whole(self):
        due = self._called("Anna")
        with self.assertRaisesRegex(UserError, "collective entry"):
            due.line_ids.move_id._reverse_moves()
        with self.assertRaisesRegex(UserError, "collective entry"):
            due.line_ids.move_id.button_draft()

    def test_credit_of_the_payer_is_shown(self):
        due = self._called("Anna")
        self.assertEqual(due.payer_credit, 0)
        due._pay(42, self.bank_journal, day(TODAY))
        due.invalidate_recordset(["payer_credit"])
        self.assertEqual(due.payer_credit, 12)

    def test_invoice_cancelled_in_the_books_cancels_its_dues(self):
        due = self._called("Anna", kind=self.type_invoice)
        due.invoice_id.button_draft()
        due.invoice_id.button_cancel()
        self.assertEqual((due.state, due.amount, due.residual), ("cancelled", 0, 0))
        due._cancel("Invoice cancelled")
        self.assertEqual(self._again(due).residual, 30)

    def test_cancelled_draft_invoice_asks_nothing(self):
        due = self._called("Anna", kind=self.type_invoice)
        due.invoice_id.button_draft()
        with self.assertRaisesRegex(UserError, "still a draft"):
            due._pay(30, self.bank_journal, day(TODAY))
        due._cancel("Called by mistake")
        self.assertEqual(due.invoice_id.state, "cancel")
        self.assertEqual(self._again(due).residual, 30)


@tagged("post_install", "-at_install")
class TestDueInstalments(DepositCommon):
    """Instalments are several receivable lines of one due, in both ways of booking."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.thirds = cls.env["account.payment.term"].create(
            {
                "name": "Three instalments",
                "company_id": cls.company.id,
                "line_ids": [
                    (0, 0, {"value": "percent", "value_amount": part, "nb_days": days})
                    for part, days in ((33.33, 0), (33.33, 30), (33.34, 60))
                ],
            }
        )

    def test_instalments_are_paid_oldest_first(self):
        for kind in (self.type_person, self.type_invoice):
            with self.subTest(kind.name):
                kind.payment_term_id = self.thirds
                due = self._called(f"Anna {kind.name}", kind=kind)
                lines = due._debt_lines().sorted("date_maturity")
                self.assertEqual(len(lines), 3)
                self.assertEqual(sum(lines.mapped("balance")), 30)
                due._pay(15, self.bank_journal, day(TODAY))
                self.assertEqual(
                    [line.reconciled for line in lines], [True, False, False]
                )
                self.assertEqual((due.state, due.residual), ("partial", 15))

    def test_first_instalment_begins_the_rights(self):
        self.type_person.payment_term_id = self.thirds
        due = self._called("Anna")
        due._pay(5, self.bank_journal, day(TODAY))
        self.assertEqual(due.membership_id.state, "applied")
        deposit = due._pay(5, self.bank_journal, day(TODAY))
        self.assertEqual(due.membership_id.state, "active")
        deposit.line_ids._bounce(day(TODAY), "No funds")
        self.assertEqual(due.membership_id.state, "applied")

    def test_next_due_date_is_the_first_open_instalment(self):
        for kind in (self.type_person, self.type_invoice):
            with self.subTest(kind.name):
                kind.payment_term_id = self.thirds
                due = self._called(f"Anna {kind.name}", kind=kind)
                days = due._debt_lines().sorted("date_maturity").mapped("date_maturity")
                seen = [due.next_due_date]
                for _instalment in days[1:]:
                    due._pay(10, self.bank_journal, day(TODAY))
                    seen.append(due.next_due_date)
                self.assertEqual(seen, days)
                due._pay(10, self.bank_journal, day(TODAY))
                self.assertEqual(due.next_due_date, due.due_date)
