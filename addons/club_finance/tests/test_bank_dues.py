from odoo.tests import tagged

from .common_bank_files import BankCommon
from .common import TODAY, day, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankDues(BankCommon):
    def test_a_reference_and_the_whole_amount_pay_the_due(self):
        due = self._due()
        line = self._bank_line(due.residual, f"VIR {due.reference} MERCI")
        proposal = line._recognise()
        self.assertEqual(
            (proposal.confidence, proposal.due_ids, line.state),
            ("exact", due, "proposed"),
        )
        proposal._settle()
        self.assertEqual((due.state, due.residual, line.state), ("paid", 0, "done"))
        self.assertEqual(self._balance(self.receivable, due.payer_id), 0)
        self.assertTrue(due.membership_id.is_member)
        self.assertEqual(due.term_id.confirmed_on, day(TODAY))

    def test_an_undone_line_reopens_the_due_and_waits_for_a_click(self):
        due = self._due()
        owed = due.residual
        line = self._bank_line(owed, due.reference)
        line._recognise()._settle()
        line._undo()
        self.assertEqual((due.state, due.residual), ("called", owed))
        self.assertEqual((line.state, line.by_hand), ("proposed", True))
        self.assertFalse(line.statement_line_id.is_reconciled)
        self.assertEqual(line.proposal_ids.due_ids, due)
