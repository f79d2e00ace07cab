import io

from odoo.exceptions import UserError
from openpyxl import load_workbook

from ..rules.importing.issue import CODES
from .import_common import ImportCommon

GOOD = "1;Good;One;;;;Person;;;"
WRONG = "2;Wrong;One;nope;;;Person;;;"


class TestImportRefusals(ImportCommon):
    def test_one_wrong_row_and_nothing_is_written(self):
        batch = self._rows(GOOD, WRONG)
        self.assertEqual(self._states(batch), ["new", "error"])
        before = self._counts()
        with self.assertRaisesRegex(UserError, "1 rows of Test file are refused"):
            batch.action_apply()
        self.assertEqual(self._counts(), before)

    def test_valid_rows_only_leaves_the_wrong_one_in_the_report(self):
        batch = self._rows(GOOD, WRONG, mode="valid")
        self._apply(batch)
        self.assertEqual(self._states(batch), ["done", "error"])
        self.assertEqual(self._members().number, "1")

    def test_corrected_file_imports_the_rest_only(self):
        self._apply(self._rows(GOOD, WRONG, mode="valid"))
        batch = self._rows(GOOD, WRONG.replace("nope", "ok@example.org"))
        self.assertEqual(self._states(batch), ["same", "new"])

    def test_unknown_names_are_refused_with_the_valid_ones(self):
        batch = self._rows("1;A;B;;;Atlantis;Person;;;", "2;A;C;;;;Wizard;;;")
        self.assertEqual(
            self._codes(batch), {2: ["section_unknown"], 3: ["type_unknown"]}
        )
        first, second = batch.line_ids
        self.assertIn("Section: ", first.message)
        self.assertIn("Atlantis", first.message)
        self.assertIn("North / Brittany", first.message)
        self.assertIn("Honorary", second.message)

    def test_section_is_found_by_code_name_or_full_name(self):
        self.provence.code = "PACA"
        names = ["paca", "PROVENCE", "south / provence"]
        batch = self._rows(
            *(f"{n};A{n};B;;;{name};Person;;;" for n, name in enumerate(names))
        )
        self.assertEqual(batch.line_ids.section_id, self.provence)
        self.assertEqual(self._states(batch), ["new"] * 3)

    def test_section_name_used_twice_is_refused_unless_whole(self):
        self._section("Vannes", self.brittany, "local")
        self._section("Vannes", self.provence, "local")
        batch = self._rows(
            "1;A;B;;;Vannes;Person;;;",
            "2;A;C;;;North / Brittany / Vannes;Person;;;",
        )
        self.assertEqual(self._codes(batch), {2: ["section_ambiguous"]})

    def test_type_of_the_other_kind_is_refused(self):
        batch = self._rows("1;A;B;;;;Organisation;;;")
        self.assertEqual(self._codes(batch), {2: ["kind_mismatch"]})

    def test_new_member_without_type_is_refused(self):
        batch = self._rows("1;A;B;;;;;;;")
        self.assertEqual(self._codes(batch), {2: ["type_missing"]})

    def test_missing_type_column_blocks_the_file(self):
        batch = self._upload("Nom\nA\n")
        self.assertTrue(batch.blocked)
        self.assertIn("type", batch.file_message)
        with self.assertRaisesRegex(UserError, "cannot be taken yet"):
            batch.action_apply()

    def test_unreadable_files_are_told_and_block(self):
        for content, words in (
            (b"\xd0\xcf\x11\xe0 old", "old Excel file"),
            (b"%PDF-1.7", "neither a CSV nor an XLSX"),
            ("Nom;Type\nLef\u00e8vre;Person\n".encode("mac-roman"), "UTF-8"),
            (b'Nom;Type\nA;Person\n"B;Person\n', "quotation mark"),
            (b"Nom;Type\n", "no member"),
            (b" ", "no member"),
        ):
            with self.subTest(content=content):
                batch = self._upload(content)
                self.assertTrue(batch.blocked)
                self.assertIn(words, batch.file_message)
                self.assertEqual(batch.state, "ready")

    def test_formulas_are_refused_and_never_run_from_the_report(self):
        batch = self._rows("1;=cmd|'/C calc'!A0;B;;;;Person;;;")
        self.assertEqual(self._codes(batch), {2: ["formula"]})
        sheet = load_workbook(io.BytesIO(batch._report_workbook())).active
        cells = [cell for row in sheet for cell in row]
        self.assertNotIn("f", {cell.data_type for cell in cells})
        self.assertIn("=cmd|'/C calc'!A0", [cell.value for cell in cells])

    def test_report_says_row_column_value_and_reason(self):
        batch = self._rows(GOOD, WRONG, "3;Third;One;;31/02/1980;;Person;;;")
        sheet = load_workbook(io.BytesIO(batch._report_workbook())).active
        rows = [[cell.value for cell in row] for row in sheet]
        self.assertEqual(rows[0], ["Row", "Column", "Name", "Value", "Reason"])
        self.assertEqual(
            [row[:4] for row in rows[1:]],
            [
                [3, "E-mail", "One Wrong", "nope"],
                [4, "Né le", "One Third", "31/02/1980"],
            ],
        )
        self.assertIn("does not exist in the calendar", rows[2][4])

    def test_report_is_in_the_readers_language(self):
        batch = self._rows(WRONG)
        self.assertIn(
            "E-mail: “nope” is not an e-mail address.", batch.line_ids.message
        )
        self.assertIn(f"/club.import/{batch.id}/report/", batch.action_report()["url"])

    def test_every_code_has_its_sentence(self):
        batch = self.env["club.import"]
        names = ("maximum", "other", "years", "valid", "kind", "name", "number")
        params = dict.fromkeys(names, "x") | {"columns": "type"}
        known = list(batch._known_sentences()) + [
            f"{column}_{code}"
            for column in ("section", "type")
            for code in ("unknown", "ambiguous")
        ]
        for code in [*CODES, *known, "country_unknown", "lang_unknown"]:
            problem = {"column": "", "code": code, "value": "v", "params": params}
            with self.subTest(code=code):
                self.assertTrue(batch._problem_sentences([problem])[0])

    def test_payers_that_cannot_be_found_are_refused(self):
        self._person("Ann Lee")
        self._person("Ann Lee", email="other@example.org")
        batch = self._rows(
            "1;One;A;;Nobody Known",
            "2;Two;B;;Ann Lee",
            "3;Three;C;nope;",
            "4;Four;D;;3",
            "5;Five;E;;4",
            headings="N° adhérent;Nom;Prénom;E-mail;Payeur",
            type_id=self.type_person.id,
        )
        self.assertEqual(
            self._codes(batch),
            {
                2: ["payer_unknown"],
                3: ["payer_ambiguous"],
                4: ["email_invalid"],
                5: ["payer_refused"],
                6: ["payer_refused"],
            },
        )

    def test_period_that_cuts_into_another_is_refused(self):
        member = self._member("Ann Lee", number="7")
        self._period(member, "2026-01-01", "2026-06-30")
        batch = self._rows("7;Lee;Ann;;;;;01/04/2026;31/12/2026;oui")
        self.assertEqual(self._codes(batch), {2: ["period_overlaps"]})
        batch = self._rows("7;Lee;Ann;;;;;01/04/2026;30/06/2026;oui")
        self.assertEqual(self._states(batch), ["same"])

    def test_member_who_left_is_not_taken_back_by_a_file(self):
        member = self._member("Ann Lee", number="7")
        self._period(member, "2025-01-01", "2025-12-31")
        member._close("resigned", member.period_ids.date_to, "moved away")
        batch = self._rows("7;Lee;Ann;;;;;01/01/2026;;oui")
        self.assertEqual(self._codes(batch), {2: ["membership_closed"]})
