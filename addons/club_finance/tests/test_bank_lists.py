from odoo.tests import tagged

from .common import TODAY, freeze_time
from .common_bank_files import BankCommon

# What each bank's list says of the same three movements, less the words around.
BANKS = {
    "credit_agricole": "VIREMENT EN VOTRE FAVEUR M. NOËL LEFÈVRE COTISATION",
    "bnp": "VIR SEPA RECU /DE NOEL LEFEVRE /MOTIF",
    "societe_generale": "VIR RECU 123 VIR RECU 9876543210 DE: M NOEL LEFEVRE MOTIF:",
    "banque_postale": "VIREMENT DE M LEFEVRE NOEL",
    "credit_mutuel": "VIR M NOEL LEFEVRE",
}


@freeze_time("2026-04-01")
@tagged("post_install", "-at_install")
class TestBankLists(BankCommon):
    """The lists of French banks: headings, signs, accents and lines of their own."""

    def _list(self, bank, reference):
        content = self._sample(f"releve_{bank}.csv", reference)
        # As banks write them, which a repository does not keep.
        return content.replace(b"\n", b"\r\n")

    def _imported(self, bank, content, journal):
        self.root.bank_journal_id = journal
        file = self._file(f"{bank}.csv", content, journal_id=journal.id)
        file.action_import()
        return file

    def test_each_bank_s_list_gives_its_lines_to_the_cent(self):
        for number, (bank, label) in enumerate(BANKS.items()):
            with self.subTest(bank=bank), freeze_time(TODAY):
                due = self._due(f"Member {number}")
            with self.subTest(bank=bank):
                journal = self._journal(bank, f"FR{number}", "bank")
                content = self._list(bank, due.reference)
                file = self._imported(bank, content, journal)
                self.assertEqual(
                    [amount for _day, amount, _label in self._amounts(file.line_ids)],
                    [1060.0, 30.0, -6.25],
                )
                self.assertEqual(
                    [day for day, _amount, _label in self._amounts(file.line_ids)],
                    ["2026-03-02", "2026-03-03", "2026-03-31"],
                )
                paid = file.line_ids.filtered(lambda line: line.amount == 30)
                self.assertEqual(paid.label, f"{label} {due.reference}")
                self.assertEqual((paid.state, due.state), ("done", "paid"))
                self.assertEqual(
                    self._balance(journal.default_account_id), 1060 + 30 - 6.25
                )

    def test_each_bank_s_list_again_adds_nothing_by_its_kept_mapping(self):
        for number, bank in enumerate(BANKS):
            with self.subTest(bank=bank):
                journal = self._journal(bank, f"FR{number}", "bank")
                content = self._list(bank, "none")
                self._imported(bank, content, journal)
                mapping = journal.default_sheet_mapping_id
                again = self._imported(f"{bank} again", content, journal)
                self.assertEqual((again.line_count, again.known_count), (0, 3))
                self.assertEqual(journal.default_sheet_mapping_id, mapping)
