import pytest
from rules.importing.columns import COLUMNS, SYNONYMS, canonical, fold, read_header


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("N° adhérent", "number"),
        ("Numéro d'adhérent", "number"),
        ("MEMBER_NUMBER", "number"),
        ("Raison sociale", "name"),
        ("Nom et prénom", "name"),
        ("Prénom", "first_name"),
        ("NOM", "last_name"),
        ("Nom de famille", "last_name"),
        ("Adresse e-mail", "email"),
        ("Courriel", "email"),
        ("E-Mail", "email"),
        ("Téléphone", "phone"),
        ("Adresse", "street"),
        ("Complément d\u2019adresse", "street2"),
        ("Code postal", "zip"),
        ("C.P.", "zip"),
        ("VILLE", "city"),
        ("Pays", "country"),
        ("Langue", "lang"),
        ("Né(e) le", "birth_date"),
        ("Date de naissance (jj/mm/aaaa)", "birth_date"),
        ("N° SIRET", "siret"),
        ("Région", "section"),
        ("Catégorie d'adhérent", "type"),
        ("Effectif", "headcount"),
        ("Nombre de places", "seats"),
        ("Montant libre [€]", "chosen_amount"),
        ("Payeur", "payer"),
        ("Adhérent depuis", "joined_on"),
        ("Valable jusqu'au", "period_to"),
        ("Début de période", "period_from"),
        ("Solde d'ouverture", "opening_balance"),
        ("À jour de cotisation", "paid"),
        ("couleur préférée", None),
        ("", None),
    ],
)
def test_heading_is_recognised(title, column):
    assert canonical(title) == column


@pytest.mark.parametrize("column", COLUMNS)
def test_canonical_name_is_its_own_synonym(column):
    assert canonical(column) == column
    assert canonical(column.upper().replace("_", " ")) == column


def test_no_synonym_means_two_columns():
    seen = {}
    for column, synonyms in SYNONYMS.items():
        for synonym in synonyms.split(","):
            assert seen.setdefault(fold(synonym), column) == column, synonym
            assert fold(synonym) == synonym.strip(), f"{synonym} is not folded"


def test_accents_ligatures_and_case_do_not_count():
    assert fold("  Œuvre_N°-É ") == "oeuvre n e"


def test_unknown_column_is_told_but_does_not_block():
    header = read_header(1, ["Nom", "Hobby", ""])
    assert [(i.code, i.column) for i in header.issues] == [("column_unknown", "Hobby")]
    assert not header.blocking
    assert header.columns == ("last_name", None, None)


def test_missing_column_blocks_and_names_what_would_do():
    header = read_header(3, ["Courriel"], [("name", "last_name"), ("type",)])
    assert header.blocking
    assert [(i.row, i.code, i.params["columns"]) for i in header.issues] == [
        (3, "column_missing", "name / last_name"),
        (3, "column_missing", "type"),
    ]


def test_same_column_twice_blocks_and_names_the_first():
    header = read_header(1, ["Nom", "E-mail", "Courriel"])
    assert [(i.code, i.column, i.params["other"]) for i in header.issues] == [
        ("column_twice", "Courriel", "E-mail")
    ]
    assert header.blocking
