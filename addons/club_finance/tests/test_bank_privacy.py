from odoo.tests import tagged

from .common import TODAY, freeze_time
from .common_bank_files import BankCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankPrivacy(BankCommon):
    def test_who_is_forgotten_leaves_no_account_number_and_the_entry_as_it_was(self):
        due, other = self._due("Ann"), self._due("Bob")
        lines = self.env["club.bank.line"]
        for each, number in ((due, "FR7610107001011234567890129"), (other, "FR14XX")):
            lines |= self._bank_line(
                30,
                each.reference,
                partner_name=each.payer_id.name,
                account_number=number,
            )
        lines._recognise()._settle()
        entry = lines[0].statement_line_id.move_id
        before = entry.line_ids.mapped("balance")
        due.payer_id._club_forget_elsewhere()
        self.assertEqual(
            lines.mapped(lambda line: (line.payer_name, line.payer_iban)),
            [(False, False), ("Bob", "FR14XX")],
        )
        self.assertFalse(lines[0].statement_line_id.account_number)
        self.assertEqual(entry.line_ids.mapped("balance"), before)
        self.assertEqual((due.state, lines[0].state), ("paid", "done"))
