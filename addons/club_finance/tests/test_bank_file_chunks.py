import io
import zipfile
from unittest.mock import patch

from odoo.addons.club_finance.models import (
    club_bank_file_chunks,
    club_bank_file_import,
    club_bank_run,
)
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .common_bank_files import BankCommon

HEAD = "Date;Libellé;Montant\n"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankFileChunks(BankCommon):
    """A large file comes in chunk by chunk; what is left out of one is said."""

    def setUp(self):
        super().setUp()
        for module, name, size in (
            (club_bank_file_chunks.ClubBankFile._bring_in, "__defaults__", (2,)),
            (club_bank_file_import, "AT_ONCE", 0),
            (club_bank_run, "AT_ONCE", 0),
        ):
            patcher = patch.object(module, name, size)
            patcher.start()
            self.addCleanup(patcher.stop)

    def _list(self, labels):
        rows = "".join(f"10/03/2026;{label};30,00\n" for label in labels)
        return (HEAD + rows).encode()

    def _imported(self, content, name="march.csv"):
        file = self._file(name, content)
        file.action_import()
        return file

    def test_large_file_comes_in_by_chunks_and_says_how_far(self):
        dues = [self._due(name) for name in ("Ann", "Bob", "Cid")]
        content = self._list([due.reference for due in dues] + ["VIR 1", "VIR 2"])
        file = self._imported(content)
        run = file.run_id
        self.assertEqual((file.state, file.line_count), ("importing", 0))
        self.assertEqual((run.state, run.run_total), ("running", 15))
        self.assertEqual(run._run_chunk(), 2)
        self.assertEqual((file.line_count, run._run_count_remaining()), (2, 13))
        self.assertEqual(run._run_chunk(), 2)
        self.assertEqual(file.state, "importing")
        self.assertEqual(run._run_chunk(), 1)
        self.assertEqual((file.state, file.line_count), ("imported", 5))
        self.assertFalse(file.staged)
        run._run_now()
        self.assertEqual(file.message, "Settled: 3. To confirm: 0. Left to you: 2.")
        self.assertEqual({due.state for due in dues}, {"paid"})
        statement = file.line_ids.statement_line_id.statement_id
        self.assertEqual((len(statement), len(statement.line_ids)), (1, 5))

    def test_job_counts_to_its_end(self):
        file = self._imported(self._list([self._due().reference, "A", "B"]))
        run = file.run_id
        run._run_now()
        self.assertEqual((run.run_done, run.run_total), (9, 9))

    def test_same_file_again_while_the_first_comes_in_adds_nothing(self):
        content = self._list(["A", "B", "C"])
        first = self._imported(content)
        first.run_id._run_chunk()
        second = self._imported(content, "copy.csv")
        self.assertEqual(second.known_count, 2)
        first.run_id._run_now()
        second.run_id._run_now()
        self.assertEqual((first.line_count, second.line_count), (3, 0))
        self.assertEqual((second.state, second.known_count), ("imported", 3))
        self.assertIn("nothing changed", second.message)
        self.assertEqual(self._balance(self.bank.default_account_id), 90.0)

    def test_same_large_file_again_adds_nothing(self):
        content = self._list(["A", "A", "B"])
        self._imported(content).run_id._run_now()
        again = self._imported(content, "copy.csv")
        self.assertEqual((again.state, again.line_count), ("imported", 0))
        self.assertEqual(again.known_count, 3)
        self.assertFalse(again.run_id)

    def test_file_that_stopped_goes_on_where_it_was(self):
        file = self._imported(self._list(["A", "B", "C"]))
        run = file.run_id
        run._run_chunk()
        run.write({"state": "ready", "run_error": "The period is closed."})
        self.assertEqual((file.run_error, file.line_count), (run.run_error, 2))
        file.action_go_on()
        self.assertEqual((run.state, run.run_error), ("running", False))
        run._run_now()
        self.assertEqual((file.state, file.line_count), ("imported", 3))

    def test_balances_of_the_bank_hold_over_chunks_and_overlaps(self):
        content = self._sample("releve_camt053.xml", "none")
        part = content.replace(b"99.60", b"99.61")
        self._imported(part, "part.xml").run_id._run_now()
        file = self._imported(content, "whole.xml")
        file.run_id._run_now()
        self.assertEqual((file.line_count, file.known_count), (1, 3))
        statement = file.line_ids.statement_line_id.statement_id
        self.assertEqual(
            (statement.balance_start, statement.balance_end_real), (1017.5, 1117.1)
        )

    def test_lines_in_another_currency_are_counted_and_said(self):
        content = (
            b"Date;Libelle;Montant;Devise\n10/03/2026;A;30,00;"
            + self.company.currency_id.name.encode()
            + b"\n10/03/2026;B;12,00;XAF\n11/03/2026;C;13,00;XAF\n"
        )
        file = self._imported(content)
        file.run_id._run_now()
        self.assertEqual((file.line_count, file.foreign_count), (1, 2))
        self.assertIn("another currency, not imported: 2.", file.message)

    def test_statements_of_other_accounts_are_left_out_and_said(self):
        content = self._sample("releve_camt053.xml", "none")
        other = content.replace(b"30006000011234567890189", b"10107001011234567890129")
        start, end = content.index(b"<Stmt>"), content.index(b"</Stmt>") + 7
        both = content.replace(
            content[start:end],
            content[start:end] + other[other.index(b"<Stmt>") : end],
        )
        with self.assertRaisesRegex(UserError, "holds several accounts"):
            self._imported(both, "both.xml")
        self.bank.set_bank_account("FR7630006000011234567890189")
        file = self._imported(both, "both.xml")
        file.run_id._run_now()
        self.assertEqual((file.line_count, file.elsewhere_count), (4, 4))
        self.assertIn("other accounts, not imported: 4.", file.message)

    def test_empty_elements_in_an_archive_do_no_harm(self):
        content = self._sample("releve_camt053.xml", "none")
        holes = content.replace(
            b"<Ustrd>Subvention 2026</Ustrd>", b"<Ustrd/><Ustrd>Subvention</Ustrd>"
        ).replace(b"<Nm>VILLE DE RENNES</Nm>", b"<Nm> </Nm>")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("march.xml", holes)
        file = self._imported(stream.getvalue(), "march.zip")
        file.run_id._run_now()
        self.assertEqual(file.line_count, 4)
        self.assertIn("Subvention", file.line_ids.mapped("label"))

    def test_amount_is_the_account_s_where_the_payment_was_in_another_currency(self):
        content = self._sample("releve_camt053.xml", "none").replace(
            b"<Refs><EndToEndId>SUBV-2026",
            b'<AmtDtls><TxAmt><Amt Ccy="USD">111.00</Amt></TxAmt></AmtDtls>'
            b"<Refs><EndToEndId>SUBV-2026",
        )
        file = self._imported(content, "usd.xml")
        file.run_id._run_now()
        self.assertIn(99.6, file.line_ids.mapped("amount"))
