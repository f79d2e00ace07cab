from odoo.exceptions import UserError
from odoo.tests import tagged

from . import test_bank_documents
from .common import TODAY, FinanceCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankPaymentApproved(FinanceCommon):
    """The bank shows a payment that was approved and never marked as paid."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.hall = cls._organisation("Town Hall")
        cls.treasurer = cls._as("section_treasurer")

    _line = test_bank_documents.TestBankDocuments._line
    _recognised = test_bank_documents.TestBankDocuments._recognised

    def _approved(self, amount=120.0, approve=True, **vals):
        payment = self._as("section_treasurer", self.env["club.payment.out"]).create(
            {
                "section_id": self.brittany.id,
                "company_id": self.company.id,
                "partner_id": self.hall.id,
                "amount": amount,
                "reason": "Room",
                "heading_id": self.travel.id,
                **vals,
            }
        )
        payment.action_request()
        if approve:
            self._as("officer", payment).action_approve()
        return payment

    def _shown(self, label, amount=-120, on=TODAY):
        return self._line(self.brittany_bank, amount, label, on)

    def test_number_in_the_label_marks_it_paid_by_itself(self):
        payment = self._approved()
        line = self._shown(f"VIR {payment.name}", on="2026-03-20")
        self.env["club.bank.run"]._start(line, "March")
        self.assertEqual((line.state, payment.state), ("done", "paid"))
        self.assertEqual(str(payment.paid_on), "2026-03-20")
        self.assertEqual(self._balance(self.expense, section=self.brittany), 120.0)
        account = self.brittany_bank.default_account_id
        self.assertEqual(self._balance(account), -120.0)
        transit = self.brittany_bank.club_transit_account_id
        self.assertEqual(self._balance(transit), 0.0)

    def test_payee_named_is_confirmed_by_the_section_s_treasurer(self):
        payment = self._approved()
        line = self._shown("VIR TOWN HALL")
        self.assertEqual(self._recognised(line), [("payment_out", "likely")])
        self.assertIn("becomes paid", line.proposal_ids.reason)
        self.assertEqual(payment.state, "approved")
        line.with_env(self.treasurer).action_confirm()
        self.assertEqual((line.state, payment.state), ("done", "paid"))

    def test_what_is_not_approved_is_not_paid_by_the_bank_line(self):
        payment = self._approved(approve=False)
        line = self._shown(payment.name)
        self.assertEqual(self._recognised(line), [])
        self.assertEqual(payment.state, "requested")

    def test_money_that_left_before_the_approval_is_something_else(self):
        payment = self._approved()
        self.assertEqual(
            self._recognised(self._shown(payment.name, on="2026-03-14")), []
        )

    def test_two_payments_alike_are_only_possible(self):
        self._approved()
        self._approved()
        line = self._shown("VIR TOWN HALL")
        self.assertEqual(self._recognised(line), [("payment_out", "possible")] * 2)

    def test_two_lines_do_not_pay_it_twice(self):
        payment = self._approved()
        lines = self._shown(payment.name) | self._shown(payment.name)
        run = self.env["club.bank.run"]._start(lines, "March")
        self.assertEqual((payment.state, run.settled_count), ("paid", 1))
        self.assertEqual(self._balance(self.expense, section=self.brittany), 120.0)

    def test_payment_given_up_meanwhile_is_said(self):
        payment = self._approved()
        line = self._shown("VIR TOWN HALL")
        line._recognise()
        payment.action_cancel()
        with self.assertRaisesRegex(UserError, "no longer to pay"):
            line.proposal_ids._settle()

    def test_line_undone_leaves_the_payment_waiting_for_the_bank(self):
        payment = self._approved()
        line = self._shown(payment.name)
        line._recognise()
        line.proposal_ids._settle()
        line._undo()
        self.assertEqual(
            [(p.kind, p.confidence) for p in line.proposal_ids],
            [("payment_out", "exact")],
        )
        payment.action_take_back()
        self.assertEqual(payment.state, "approved")
        self.assertEqual(self._balance(self.expense, section=self.brittany), 0.0)
