from odoo.tests import tagged

from .common import TODAY, FinanceCommon, day, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankDues(FinanceCommon):
    def _bank_line(self, amount, label, journal=None, on="2026-03-10", **vals):
        statement_line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": (journal or self.bank).id,
                "date": on,
                "payment_ref": label,
                "amount": amount,
                **vals,
            }
        )
        return self.env["club.bank.line"].search(
            [("statement_line_id", "=", statement_line.id)]
        )

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
