import io
import time
import tracemalloc
import zipfile
from datetime import date, datetime
from decimal import Decimal as D

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from rules.importing.issue import CODES, UnreadableFile
from rules.importing.members import MemberRow, open_members

TODAY = date(2026, 11, 22)


def members(content, **options):
    raw = content.encode() if isinstance(content, str) else content
    return open_members(io.BytesIO(raw), TODAY, **options)


def problems(content, **options):
    """All problems as (row, column, code)."""
    file = members(content, **options)
    rows = list(file)
    issues = [issue for row in rows for issue in row.issues] + file.issues
    assert {issue.code for issue in issues} <= set(CODES)
    return [(issue.row, issue.column, issue.code) for issue in issues]


def values(content, **options):
    return [row.values for row in members(content, **options)]


def refusal(content):
    with pytest.raises(UnreadableFile) as refused:
        list(members(content))
    return refused.value.issue.code


def workbook(*lines, sheet="Feuil1", epoch=None):
    book = Workbook()
    if epoch:
        book.epoch = epoch
    book.active.title = sheet
    for line in lines:
        book.active.append(line)
    return book


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


FULL = (
    "N° adhérent;Nom;Prénom;Nature;Courriel;Téléphone;Adresse;Code postal;Ville;"
    "Pays;Langue;Date de naissance;Section;Type d'adhésion;Payeur;Adhérent depuis;"
    "Début;Fin;Solde d'ouverture;Payé\n"
    "00042;Lefèvre;Zoé;Personne;Zoe@Exemple.fr;+33 6 12 34 56 78;1 rue X;01000;"
    "Bourg;France;français;14/07/1980;Ain;Individuel;00043;01/09/2019;"
    "01/01/2026;31/12/2026;1 234,56 €;oui\n"
)


def test_row_becomes_clean_values():
    [row] = members(FULL)
    assert row == MemberRow(
        2,
        {
            "number": "00042",
            "last_name": "Lefèvre",
            "first_name": "Zoé",
            "name": "Zoé Lefèvre",
            "kind": "person",
            "email": "zoe@exemple.fr",
            "phone": "+33 6 12 34 56 78",
            "street": "1 rue X",
            "zip": "01000",
            "city": "Bourg",
            "country": "France",
            "lang": "français",
            "birth_date": date(1980, 7, 14),
            "section": "Ain",
            "type": "Individuel",
            "payer": "00043",
            "joined_on": date(2019, 9, 1),
            "period_from": date(2026, 1, 1),
            "period_to": date(2026, 12, 31),
            "opening_balance": D("1234.56"),
            "paid": True,
        },
        [],
    )


def test_empty_cells_and_rows_give_nothing():
    text = "Nom;Ville;E-mail\nA;;\n;;\n\nB;-;\n"
    assert values(text) == [
        {"last_name": "A", "name": "A"},
        {"last_name": "B", "name": "B"},
    ]


def test_every_problem_says_row_column_and_reason():
    text = (
        "Nom;E-mail;Né le;Solde;Payé;SIRET\n"
        "A;a@x.fr;01/01/1980;12,5;oui;\n"
        "B;nope;31/02/1980;1,234;si;123\n"
        ";c@x.fr;;;;\n"
        "=cmd|'/C calc'!A0;;;;;\n"
    )
    assert problems(text) == [
        (3, "E-mail", "email_invalid"),
        (3, "Né le", "date_impossible"),
        (3, "Solde", "number_ambiguous"),
        (3, "Payé", "boolean_unreadable"),
        (3, "SIRET", "siret_invalid"),
        (4, "", "name_missing"),
        (5, "Nom", "formula"),
        (5, "", "name_missing"),
    ]


def test_formula_in_a_column_nobody_reads_is_left_alone():
    assert problems("Nom;Hobby\nA;=1+1\n") == [(0, "Hobby", "column_unknown")]


def test_titles_above_the_headings_are_skipped():
    text = "Fichier des adhérents;;\nextrait du 1er mai;;\n\nNom;Prénom;Ville\nA;B;C\n"
    [row] = members(text)
    assert (row.row, row.values["name"]) == (5, "B A")


def test_required_columns_can_be_asked_for():
    required = [("name", "last_name"), ("type",)]
    assert problems("Nom\nA\n", required=required) == [(1, "", "column_missing")]
    assert members("Nom\nA\n", required=required).blocking


def test_file_of_headings_alone_is_empty():
    assert problems("Nom;Ville\n") == [(0, "", "file_empty")]


def test_long_row_is_refused_and_short_row_completed():
    text = "Nom;Prénom;Ville\nA;B;C;;\nA;B;C;D\nA;B\nA\n"
    assert problems(text) == [(3, "", "too_many_cells"), (5, "", "too_few_cells")]


def test_period_that_ends_before_it_begins_is_refused():
    text = "Nom;Du;Au\nA;01/01/2026;31/12/2025\nB;;31/12/2026\nC;01/01/2026;\n"
    assert problems(text) == [(2, "", "period_reversed")]


def test_month_first_column_is_refused_as_a_whole():
    text = "Nom;Début\nA;01/02/2026\nB;12/31/2026\nC;03/04/2026\n"
    assert problems(text) == [
        (3, "Début", "date_month_first"),
        (0, "Début", "column_month_first"),
    ]


def test_one_slip_in_a_day_first_column_is_the_rows_own():
    text = "Nom;Début\nA;25/12/2026\nB;12/31/2026\n"
    assert problems(text) == [(3, "Début", "date_month_first")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Dupont;Jean;;;", "person"),
        ("ACME;;73282932000074;;", "company"),
        ("ACME;;;250;", "company"),
        ("Dupont;Jean;73282932000074;;", "person"),
        ("Dupont;;73282932000074;;personne", "person"),
        ("Dupont;;;;", None),
        ("ACME;;;;société", "company"),
    ],
)
def test_kind_follows_the_file_else_what_the_row_tells(line, kind):
    [row] = values(f"Nom;Prénom;SIRET;Effectif;Nature\n{line}\n")
    assert row.get("kind") == kind


def test_zeros_dropped_by_a_spreadsheet_come_back_for_france_only():
    text = "Nom;CP;Téléphone;Pays\nA;1000;612345678;\nB;1000;612345678;Belgique\n"
    assert [(row["zip"], row["phone"]) for row in values(text)] == [
        ("01000", "0612345678"),
        ("1000", "612345678"),
    ]
    [first, _second] = values(text, country="BE")
    assert first["zip"] == "1000"


def test_unreadable_end_of_file_stops_with_its_row():
    file = members('Nom;Ville\nA;B\nC;"D\n')
    assert [row.row for row in file] == [2]
    assert [(issue.code, issue.row) for issue in file.issues] == [("quotes_broken", 3)]
    assert file.blocking


def test_too_many_rows_are_refused():
    text = "Nom\n" + "A\n" * 11
    assert problems(text, most_rows=10) == [(0, "", "too_many_rows")]


def test_workbook_gives_the_same_values_as_text():
    book = workbook(
        ["Nom", "Prénom", "Né le", "Début", "Fin", "Solde", "Payé", "CP", "Effectif"],
        [
            "Lefèvre",
            "Zoé",
            datetime(1980, 7, 14),
            date(2026, 1, 1),
            46387,
            1234.56,
            True,
            1000,
            12.0,
        ],
        [None, None, None],
        ["Dupont", "Jean", "14/07/1980", None, None, "12,50", "non", "75011", "3"],
    )
    first, second = members(saved(book))
    assert first.issues == second.issues == []
    assert first.values == {
        "last_name": "Lefèvre",
        "first_name": "Zoé",
        "name": "Zoé Lefèvre",
        "kind": "person",
        "birth_date": date(1980, 7, 14),
        "period_from": date(2026, 1, 1),
        "period_to": date(2026, 12, 31),
        "opening_balance": D("1234.56"),
        "paid": True,
        "zip": "01000",
        "headcount": 12,
    }
    assert second.row == 4
    assert second.values["opening_balance"] == D("12.50")


def test_workbook_counting_days_from_1904_is_read():
    book = workbook(["Nom", "Début"], ["A", 44560], epoch=datetime(1904, 1, 1))
    assert values(saved(book))[0]["period_from"] == date(2025, 12, 31)


def test_formulas_of_a_workbook_are_refused():
    book = workbook(["Nom", "Solde"], ["A", "=SUM(1,2)"], ["B", None])
    book.active["B3"] = ArrayFormula("B3:B3", "=1+1")
    assert problems(saved(book)) == [(2, "Solde", "formula"), (3, "Solde", "formula")]


def test_hidden_sheets_are_passed_over():
    book = workbook(["Nom"], ["hidden"])
    shown = book.create_sheet("Adhérents")
    shown.append(["Nom"])
    shown.append(["A"])
    book.active.sheet_state = "hidden"
    book.active = 1
    assert values(saved(book))[0]["name"] == "A"


def test_workbook_cut_short_is_broken():
    content = saved(workbook(["Nom"], ["A"]))
    assert refusal(content[: len(content) // 2]) == "xlsx_broken"


def test_other_archive_is_broken():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert refusal(target.getvalue()) == "xlsx_broken"


def test_open_document_is_told_from_a_broken_workbook():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(target.getvalue()) == "ods_unsupported"


def test_archive_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("rules.importing.xlsx_file.LARGEST", 1000)
    assert refusal(saved(workbook(["Nom"], ["A"]))) == "file_too_large"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old or encrypted", "xls_old"),
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"<!doctype html><table>", "not_a_table"),
        (b"\n<HTML><table>", "not_a_table"),
        (b"", "file_empty"),
    ],
)
def test_other_files_are_named_for_what_they_are(content, code):
    assert refusal(content) == code


def hundred_thousand():
    yield FULL.splitlines()[0] + "\n"
    for number in range(100_000):
        yield (
            f"{number:06d};Lefèvre {number};Zoé;Personne;zoe{number}@exemple.fr;"
            "+33 6 12 34 56 78;1 rue du Château;01000;Bourg-en-Bresse;France;"
            "français;14/07/1980;Ain;Individuel;;01/09/2019;01/01/2026;31/12/2026;"
            "1 234,56 €;oui\n"
        )


def test_hundred_thousand_rows_stream_fast_in_little_memory():
    stream = io.BytesIO("".join(hundred_thousand()).encode())
    started = time.process_time()
    count = sum(1 for row in open_members(stream, TODAY) if not row.issues)
    assert time.process_time() - started < 15
    assert count == 100_000
    tracemalloc.start()
    try:
        for index, _row in enumerate(open_members(stream, TODAY)):
            if index == 5000:
                break
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # Blocks of the check, and a row at a time: far below the file's 20 MB.
    assert peak < 12 << 20
