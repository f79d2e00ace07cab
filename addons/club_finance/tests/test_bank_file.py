import io
from pathlib import Path

from odoo.addons.club_membership.tests.common import ROLES
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import file_path
from openpyxl import Workbook

from .common import TODAY, freeze_time
from .common_bank_files import BankCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankFile(BankCommon):
    def test_a_camt_file_gives_its_lines_to_the_cent(self):
        due = self._due()
        file = self._file(
            "releve.xml", self._sample("releve_camt053.xml", due.reference)
        )
        file.action_import()
        self.assertEqual(
            self._amounts(file.line_ids),
            [
                ("2026-03-10", -6.25, "FRAIS DE TENUE DE COMPTE"),
                ("2026-03-10", -6.25, "FRAIS DE TENUE DE COMPTE"),
                ("2026-03-10", 30.0, "/"),
                ("2026-03-10", 99.6, "Subvention 2026"),
            ],
        )
        self.assertEqual((file.line_count, file.known_count), (4, 0))
        self.assertEqual(due.state, "paid")
        self.assertEqual(self._balance(self.bank.default_account_id), 117.10)
        # The first file tells the number of the account.
        self.assertEqual(
            self.bank.bank_account_id.sanitized_acc_number,
            "FR7630006000011234567890189",
        )

    def test_a_french_list_in_latin_1_gives_its_lines_to_the_cent(self):
        due = self._due()
        file = self._file(
            "releve.csv", self._sample("releve_latin1.csv", due.reference)
        )
        file.action_import()
        label = f"VIR SEPA RECU COTISATION {due.reference}"
        self.assertEqual(
            self._amounts(file.line_ids),
            [
                ("2026-03-02", 30.0, label),
                (
                    "2026-03-03",
                    1060.0,
                    "VIREMENT M. NOËL LEFÈVRE Chèque de banque remplacé",
                ),
                ("2026-03-04", -12.5, "FRAIS BANCAIRES "),
                ("2026-03-04", -12.5, "FRAIS BANCAIRES "),
            ],
        )
        self.assertEqual(due.state, "paid")

    def test_the_mapping_found_is_kept_for_the_next_file(self):
        content = self._sample("releve_latin1.csv", "x")
        self._file("march.csv", content).action_import()
        mapping = self.bank.default_sheet_mapping_id
        self.assertEqual(mapping.amount_debit_column, "Crédit euros")
        april = content.replace(b"/03/2026", b"/04/2026")
        self._file("april.csv", april).action_import()
        self.assertEqual(self.bank.default_sheet_mapping_id, mapping)

    def test_a_workbook_gives_the_lines_of_its_first_sheet(self):
        book = Workbook()
        for row in (
            ["Date", "Montant", "Libellé", "Tiers"],
            ["02/03/2026", 60.5, "Don", "Ann Martin"],
            ["03/03/2026", -12, "Frais", None],
        ):
            book.active.append(row)
        stream = io.BytesIO()
        book.save(stream)
        file = self._file("releve.xlsx", stream.getvalue())
        file.action_import()
        self.assertEqual(
            self._amounts(file.line_ids),
            [("2026-03-02", 60.5, "Don"), ("2026-03-03", -12.0, "Frais")],
        )
        self.assertEqual(
            file.line_ids.filtered(lambda line: line.amount > 0).payer_name,
            "Ann Martin",
        )

    def test_the_samples_of_the_importers_give_their_lines_to_the_cent(self):
        samples = {
            "account_statement_import_camt/tests/samples/test-camt053": [
                -754.25,
                -564.05,
                -100.0,
                1405.31,
            ],
            "account_statement_import_sheet_file/tests/fixtures/balance.csv": [
                -33.5,
                1533.5,
            ],
            # Of its two lines one is in dollars: it is not of this account.
            "account_statement_import_sheet_file/tests/fixtures/"
            "sample_statement_en.csv": [1525.0],
        }
        for number, (path, amounts) in enumerate(samples.items()):
            with self.subTest(path=path):
                journal = self._journal(f"Sample {number}", f"SP{number}", "bank")
                self.root.bank_journal_id = journal
                content = Path(file_path(path)).read_bytes()
                file = self._file(Path(path).name, content, journal_id=journal.id)
                file.action_import()
                self.assertEqual(
                    sorted(file.line_ids.mapped("amount")), sorted(amounts)
                )

    def test_the_same_file_twice_changes_nothing(self):
        for name in ("releve_camt053.xml", "releve_latin1.csv"):
            with self.subTest(name=name):
                content = self._sample(name, "none")
                self._file(name, content).action_import()
                lines = self.env["club.bank.line"].search([])
                again = self._file(f"copy of {name}", content)
                again.action_import()
                self.assertEqual(again.state, "imported")
                self.assertEqual((again.line_count, again.known_count), (0, 4))
                self.assertEqual(self.env["club.bank.line"].search([]), lines)

    def test_of_two_files_that_overlap_each_line_comes_in_once(self):
        content = self._sample("releve_latin1.csv", "none")
        self._file("march.csv", content).action_import()
        more = content.replace(b";;;;\n", b"05/03/2026;FRAIS BANCAIRES;12,50;;\n;;;;\n")
        later = self._file("more.csv", more)
        later.action_import()
        self.assertEqual((later.line_count, later.known_count), (1, 4))
        self.assertEqual(self._balance(self.bank.default_account_id), 1052.5)

    def test_a_second_click_imports_nothing(self):
        file = self._file("march.csv", self._sample("releve_latin1.csv", "none"))
        file.action_import()
        file.action_import()
        self.assertEqual((file.line_count, len(file.line_ids)), (4, 4))

    def test_a_file_of_another_account_is_refused_by_its_number(self):
        self.bank.set_bank_account("FR1420041010050500013M02606")
        file = self._file("releve.xml", self._sample("releve_camt053.xml"))
        with self.assertRaisesRegex(UserError, "FR7630006000011234567890189"):
            file.action_import()
        self.assertEqual(file.state, "draft")

    def test_what_is_no_list_of_movements_is_refused_in_a_sentence(self):
        for content, words in (
            (b"Nom;Prenom\nMartin;Ann\n", "begins with: Nom"),
            (b"<html><body>hello</body></html>", "cannot be read"),
            (b"PK\x03\x04 nothing", "cannot be read"),
            (b"", "choose the file"),
        ):
            with self.subTest(words=words):
                file = self._file("odd", content)
                with self.assertRaisesRegex(UserError, words):
                    file.action_import()

    def test_a_section_treasurer_imports_into_the_section_s_own_account(self):
        treasurer = self._treasurer(self.brittany)
        file = self._file(
            "releve.csv", self._sample("releve_latin1.csv", "none"), treasurer
        )
        file.action_import()
        self.assertEqual(
            (file.section_id, file.sudo().journal_id),
            (self.brittany, self.brittany_bank),
        )
        lines = self.env["club.bank.line"].with_user(treasurer).search([])
        self.assertEqual(lines, file.line_ids)
        self.assertEqual(lines.section_id, self.brittany)

    def test_a_section_treasurer_cannot_import_into_another_s_account(self):
        treasurer = self._treasurer(self.brittany)
        content = self._sample("releve_latin1.csv")
        with self.assertRaises(AccessError):
            self._file("x.csv", content, treasurer, section_id=self.root.id)
        with self.assertRaises(UserError):
            self._file("x.csv", content, treasurer, journal_id=self.bank.id)

    def test_facts_of_a_file_are_not_written_by_hand(self):
        treasurer = self._treasurer(self.brittany)
        file = self._file("x.csv", b"x", treasurer)
        with self.assertRaisesRegex(UserError, "State cannot"):
            file.write({"state": "imported"})

    def _treasurer(self, section):
        user = new_test_user(
            self.env,
            f"treasurer-{section.id}",
            groups=ROLES["section_treasurer"],
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        self._office(user, section, "treasurer")
        return user
