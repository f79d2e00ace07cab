import io

import pytest
from rules.importing.csv_file import csv_rows, detect
from rules.importing.issue import UnreadableFile

TEXT = "Nom;Prénom;Ville\nLefèvre;Zoé;Besançon\nMüller;Chloë;L'Haÿ\n"


def stream(text, encoding="utf-8"):
    return io.BytesIO(text.encode(encoding) if isinstance(text, str) else text)


def rows(text, encoding="utf-8"):
    return [cells for _row, cells in csv_rows(stream(text, encoding))]


def refusal(content):
    with pytest.raises(UnreadableFile) as refused:
        list(csv_rows(stream(content)))
    issue = refused.value.issue
    return issue.code, issue.row


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le"]
)
def test_every_usual_encoding_gives_the_same_rows(encoding):
    assert rows(TEXT, encoding) == [line.split(";") for line in TEXT.splitlines()]


def test_big_endian_utf16_is_read_with_and_without_mark():
    assert rows(TEXT, "utf-16-be") == rows(TEXT)
    assert rows("\ufeff" + TEXT, "utf-16-be") == rows(TEXT)


def test_euro_sign_of_windows_is_read():
    assert rows("Nom;Solde\nLefèvre;12 €\n", "cp1252")[1] == ["Lefèvre", "12 €"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separator_is_found_by_the_headings(separator):
    text = TEXT.replace(";", separator)
    assert detect(stream(text)).separator == separator
    assert rows(text) == rows(TEXT)


def test_decimal_commas_do_not_look_like_separators():
    text = "Nom;Solde;Montant\nA;1,50;2,00\nB;1,50;2,00\n"
    assert rows(text)[1] == ["A", "1,50", "2,00"]


def test_semicolons_inside_a_quoted_cell_do_not_look_like_separators():
    text = 'Nom,Ville\n"a;b;c;d",Paris\n'
    assert rows(text)[1] == ["a;b;c;d", "Paris"]


def test_hint_line_of_excel_is_obeyed_and_not_counted():
    assert list(csv_rows(stream("sep=|\nNom|Ville\nA|B\n"))) == [
        (1, ["Nom", "Ville"]),
        (2, ["A", "B"]),
    ]


def test_quoted_newline_stays_in_its_cell_and_rows_count_as_in_a_spreadsheet():
    text = 'Nom;Adresse\r\nA;"1 rue X\r\nBât. B"\r\n\r\nB;2 rue Y\r\n'
    numbered = list(csv_rows(stream(text)))
    assert numbered[1] == (2, ["A", "1 rue X\r\nBât. B"])
    assert numbered[-1] == (4, ["B", "2 rue Y"])


def test_old_mac_line_ends_are_read():
    assert rows("Nom;Ville\rA;B\r") == [["Nom", "Ville"], ["A", "B"]]


def test_doubled_quotes_are_one():
    assert rows('Nom;Ville\n"Les ""Amis""";X\n')[1] == ['Les "Amis"', "X"]


@pytest.mark.parametrize(
    "content", ["", " \n \n", "\ufeff"], ids=["nothing", "blanks", "mark"]
)
def test_empty_file_is_said_to_be_empty(content):
    assert refusal(content.encode())[0] == "file_empty"


def test_quote_never_closed_is_reported_where_it_opens():
    assert refusal(b'Nom;Ville\nA;B\nC;"D\nE;F\n') == ("quotes_broken", 3)


def test_text_behind_a_closing_quote_is_reported():
    assert refusal(b'Nom;Ville\nA;"B" C\n') == ("quotes_broken", 2)


@pytest.mark.parametrize("encoding", ["mac-roman", "cp850"])
def test_foreign_encoding_is_refused_with_its_line(encoding):
    text = "Nom;Ville\nDupont;Paris\nLefèvre;Orléans\n"
    assert refusal(text.encode(encoding)) == ("encoding_unknown", 3)


def test_utf8_with_a_windows_line_pasted_in_is_refused_with_its_line():
    content = TEXT.encode() + "Noël;Zoé;X\n".encode("cp1252")
    assert refusal(content) == ("encoding_mixed", 4)


def test_wrong_byte_far_behind_is_found_before_the_first_row():
    good = "Nom;Ville\n" + "Lefèvre;Nîmes\n" * 120_000
    content = good.encode() + b"\xe9;x\n"
    assert refusal(content) == ("encoding_mixed", 120_002)


def test_accent_across_two_blocks_is_not_an_error():
    text = "Nom;V\n" + "x;y\n" * ((1 << 18) - 2) + "é;b"
    assert text.encode()[(1 << 20) - 2 :].startswith("é".encode())
    text = text.replace("Nom", "Nom ")
    assert rows(text)[-1] == ["é", "b"]


def test_binary_file_is_no_table():
    assert refusal(b"\x7fELF\x00\x01\x02\x03garbage")[0] == "not_a_table"
