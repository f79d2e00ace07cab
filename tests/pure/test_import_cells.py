from datetime import date, datetime
from decimal import Decimal as D

import pytest
from rules.importing.cells import (
    LONGEST,
    Context,
    to_boolean,
    to_code,
    to_email,
    to_kind,
    to_positive_amount,
    to_siret,
    to_text,
)
from rules.importing.dates import parse_date
from rules.importing.issue import CellError
from rules.importing.numbers import parse_count, parse_decimal
from rules.importing.text import check_harmless, clean, shown

TODAY = date(2026, 11, 22)
CONTEXT = Context(TODAY)


def code_of(function, *args, **kwargs):
    with pytest.raises(CellError) as refusal:
        function(*args, **kwargs)
    return refusal.value.code


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("31/12/2026", "2026-12-31"),
        ("1/2/2026", "2026-02-01"),
        ("03/04/2026", "2026-04-03"),
        ("31-12-26", "2026-12-31"),
        ("31.12.2026", "2026-12-31"),
        ("31 12 2026", "2026-12-31"),
        ("01-01-49", "2049-01-01"),
        ("01-01-50", "1950-01-01"),
        ("2026-12-31", "2026-12-31"),
        ("2026/2/1", "2026-02-01"),
        ("2026-12-31 00:00:00", "2026-12-31"),
        ("2026-12-31T10:20:30Z", "2026-12-31"),
        ("31/12/2026 08:15", "2026-12-31"),
        ("29/02/2024", "2024-02-29"),
        ("46022", "2025-12-31"),
        (46022, "2025-12-31"),
        (46022.75, "2025-12-31"),
        (datetime(2026, 12, 31, 23, 59), "2026-12-31"),
        (date(2026, 12, 31), "2026-12-31"),
    ],
)
def test_date_is_read_day_first(value, expected):
    assert parse_date(value, TODAY) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("12/31/2026", "date_month_first"),
        ("31/02/2026", "date_impossible"),
        ("29/02/2025", "date_impossible"),
        ("32/13/2026", "date_impossible"),
        ("2026-31-12", "date_impossible"),
        ("00/00/0000", "date_impossible"),
        ("31/12-2026", "date_unreadable"),
        ("31/12/226", "date_unreadable"),
        ("1er janvier 2026", "date_unreadable"),
        ("2026", "date_unreadable"),
        ("bientôt", "date_unreadable"),
        (True, "date_unreadable"),
        (0, "date_unreadable"),
        (99999999, "date_unreadable"),
        ("31/12/1899", "date_out_of_range"),
        ("01/01/2101", "date_out_of_range"),
    ],
)
def test_doubtful_date_is_refused(value, code):
    assert code_of(parse_date, value, TODAY) == code


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12/05/45", "1945-05-12"),
        ("12/05/08", "2008-05-12"),
        ("12/05/15", "2015-05-12"),
        ("12/05/1920", "1920-05-12"),
        ("22/11/2026", "2026-11-22"),
    ],
)
def test_birth_lies_in_the_last_110_years(value, expected):
    assert parse_date(value, TODAY, birth=True) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("12/05/20", "date_century"),
        ("12/05/16", "date_century"),
        ("23/11/2026", "date_future"),
    ],
)
def test_birth_that_fits_two_centuries_or_none_is_refused(value, code):
    assert code_of(parse_date, value, TODAY, birth=True) == code


def test_old_mac_serials_count_from_1904():
    epoch = datetime(1904, 1, 1)
    assert parse_date(44560, TODAY, epoch=epoch) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234,56 €", "1234.56"),
        ("1'234.50", "1234.5"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1,234,567.8", "1234567.8"),
        ("1234.5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1234,567", "1234.567"),
        ("0,125", "0.125"),
        ("12", "12"),
        ("+12", "12"),
        ("-12,50", "-12.5"),
        (",5", "0.5"),
        ("-,5", "-0.5"),
        ("12,", "12"),
        ("12.00 EUR", "12"),
        ("12 euros", "12"),
        (12, "12"),
        (12.1, "12.1"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_amount_is_read_in_french_and_english(value, expected):
    assert parse_decimal(value) == D(expected)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1,234", "number_ambiguous"),
        ("1.234", "number_ambiguous"),
        ("-12.345", "number_ambiguous"),
        ("1,23,456.7", "number_unreadable"),
        ("12.34.5", "number_unreadable"),
        ("1.2,3.4", "number_unreadable"),
        ("12a", "number_unreadable"),
        ("douze", "number_unreadable"),
        (",", "number_unreadable"),
        ("-", "number_unreadable"),
        ("$12", "number_unreadable"),
        (True, "number_unreadable"),
    ],
)
def test_doubtful_amount_is_refused(value, code):
    assert code_of(parse_decimal, value) == code


def test_every_amount_of_a_cashbook_survives_both_notations():
    for cents in range(-200000, 200000, 777):
        amount = D(cents) / 100
        french = f"{amount:,.2f}".translate(str.maketrans(",.", "\u202f,"))
        assert parse_decimal(french) == amount
        assert parse_decimal(f"{amount:,.2f}") == amount


def test_counts_are_whole_and_not_negative():
    assert parse_count("1 300") == 1300
    assert parse_count(12.0) == 12
    assert code_of(parse_count, "1,5") == "number_not_whole"
    assert code_of(parse_count, "-3") == "number_negative"
    assert code_of(to_positive_amount, "-3", CONTEXT) == "number_negative"


@pytest.mark.parametrize(
    "value",
    ["oui", "Oui", "O", "yes", "Y", "x", "X", "1", 1, 1.0, True, "VRAI", "payé", "OK"],
)
def test_yes_is_read(value):
    assert to_boolean(value, CONTEXT) is True


@pytest.mark.parametrize("value", ["non", "NON", "n", "no", "0", 0, False, "faux"])
def test_no_is_read(value):
    assert to_boolean(value, CONTEXT) is False


def test_neither_yes_nor_no_is_refused():
    for value in ("peut-être", "2", 2, "oui mais"):
        assert code_of(to_boolean, value, CONTEXT) == "boolean_unreadable"


def test_kind_is_read():
    for value in ("Personne physique", "particulier", "PERSON", "Mme"):
        assert to_kind(value, CONTEXT) == "person"
    for value in ("Société", "personne morale", "company", "Association"):
        assert to_kind(value, CONTEXT) == "company"
    assert code_of(to_kind, "robot", CONTEXT) == "kind_unknown"


@pytest.mark.parametrize(
    ("value", "email"),
    [
        ("Jean.Dupont@Exemple.FR", "jean.dupont@exemple.fr"),
        ("mailto:a+b@sous.domaine.example", "a+b@sous.domaine.example"),
        ("<a_b@x-y.org>", "a_b@x-y.org"),
    ],
)
def test_email_is_kept_small(value, email):
    assert to_email(value, CONTEXT) == email


@pytest.mark.parametrize(
    "value",
    [
        "jean",
        "jean@",
        "@exemple.fr",
        "jean@exemple",
        "jean..dupont@exemple.fr",
        ".jean@exemple.fr",
        "jean@-exemple.fr",
        "jean@exemple..fr",
        "jean dupont@exemple.fr",
        "jéan@exemple.fr",
        "a" * 65 + "@exemple.fr",
        "a@b.c",
    ],
)
def test_wrong_email_is_refused(value):
    assert code_of(to_email, value, CONTEXT) == "email_invalid"


def test_two_addresses_in_one_cell_are_refused_as_such():
    for value in ("a@x.fr; b@x.fr", "a@x.fr, b@x.fr", "a@x.fr b@x.fr"):
        assert code_of(to_email, value, CONTEXT) == "email_many"


@pytest.mark.parametrize(
    ("value", "siret"),
    [
        ("732 829 320 00074", "73282932000074"),
        ("732.829.320.00074", "73282932000074"),
        (73282932000074, "73282932000074"),
        (73282932000074.0, "73282932000074"),
        # La Poste's establishments follow another rule
        ("35600000049837", "35600000049837"),
        # a number lost its leading zero, a text did not
        (5520242800011, "05520242800011"),
    ],
)
def test_siret_is_checked(value, siret):
    assert to_siret(value, CONTEXT) == siret


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("73282932000075", "siret_invalid"),
        ("7328293200007", "siret_invalid"),
        ("FR73282932000", "siret_invalid"),
        ("732829320", "siret_is_siren"),
        ("7,32829E+13", "scientific"),
    ],
)
def test_wrong_siret_is_refused(value, code):
    assert code_of(to_siret, value, CONTEXT) == code


def test_numbers_shortened_by_a_spreadsheet_are_refused():
    assert code_of(to_code, "6,12E+08", CONTEXT) == "scientific"
    assert to_code(612345678.0, CONTEXT) == "612345678"
    assert to_code("A-0012", CONTEXT) == "A-0012"


def test_text_has_a_limit():
    assert to_text("é" * LONGEST, CONTEXT)
    assert code_of(to_text, "é" * (LONGEST + 1), CONTEXT) == "too_long"


@pytest.mark.parametrize(
    "value",
    [
        "=cmd|'/C calc'!A0",
        "=1+1",
        "+cmd|x",
        "-2+3+cmd|' /C calc'!D2",
        "@SUM(1)",
        '=HYPERLINK("http://x")',
        "-Dupont",
        "\uff1d1",
        "=",
        "+",
    ],
)
def test_formula_is_refused(value):
    assert code_of(check_harmless, clean(value)) == "formula"


@pytest.mark.parametrize("value", ["\t=1+1", "\x00=1+1", "\u200b=1+1", " \r\n=1+1"])
def test_formula_behind_invisible_characters_is_refused(value):
    assert code_of(check_harmless, clean(value)) == "formula"


@pytest.mark.parametrize(
    "value",
    ["+33 6 12 34 56 78", "+33 (0)1.23.45", "-12,50 €", "-5", "a=b", "R&D", "#1"],
)
def test_numbers_with_a_sign_and_plain_text_pass(value):
    check_harmless(clean(value))


@pytest.mark.parametrize("value", ["#N/A", "#REF!", "#NOM?", "#VALEUR!", "#DIV/0!"])
def test_error_of_a_spreadsheet_is_refused(value):
    assert code_of(check_harmless, value) == "excel_error"


@pytest.mark.parametrize(
    "name", ["Renée", "François", "Œuvre à Zoé", "L\u2019Haÿ", "Ñandú"]
)
def test_text_garbled_on_the_way_is_refused(name):
    check_harmless(name)
    garbled = name.encode().decode("cp1252", "replace")
    assert code_of(check_harmless, clean(garbled)) == "garbled"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("  Jean \t Dupont\n", "Jean Dupont"),
        ("Jean\u00a0Dupont", "Jean Dupont"),
        ("Jean\x00\x07 Dupont\ufeff", "Jean Dupont"),
        ("Rene\u0301e", "Renée"),
        ("-", ""),
        (" — ", ""),
        ("\u200b", ""),
        ("plain", "plain"),
    ],
)
def test_text_is_cleaned(value, expected):
    assert clean(value) == expected


def test_report_quotes_a_long_cell_shortened():
    assert shown("a\nb") == "a b"
    assert len(shown("x" * 5000)) == 80
