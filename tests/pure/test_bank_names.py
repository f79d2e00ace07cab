import pytest
from bank.names import Index, is_full, key, words


@pytest.mark.parametrize(
    "written",
    [
        "M. Jean-François LE GOFF",
        "LE GOFF JEAN FRANCOIS",
        "Mr Le Goff Jean-Francois",
        "le goff  jean françois",
    ],
)
def test_a_name_has_one_key_however_it_is_written(written):
    assert key(written) == key("Jean-François Le Goff")


def test_ligatures_are_two_letters():
    assert words("Sœur Lætitia") == ["SOEUR", "LAETITIA"]


def test_a_last_name_alone_is_no_full_name():
    assert not is_full("M. Dupont")
    assert not is_full("J Dupont")
    assert is_full("Jeanne Dupont")


INDEX = Index(
    [
        (1, "Marie Le Goff"),
        (2, "Anne-Marie Le Goff"),
        (3, "Jean Martin"),
        (4, "MARTIN Jean"),
        (5, "Dupont"),
    ]
)


def test_the_longest_name_in_a_text_is_who_is_meant():
    assert INDEX.named_in("COTISATION LE GOFF ANNE MARIE 2026") == {2}
    assert INDEX.named_in("cotisation Marie Le Goff") == {1}


def test_namesakes_are_all_found():
    assert INDEX.same("M Jean MARTIN") == {3, 4}
    assert INDEX.named_in("VIR JEAN MARTIN") == {3, 4}


def test_one_word_is_nobody_s_name_in_a_text():
    assert INDEX.named_in("VIR DUPONT") == set()
    assert INDEX.same("Dupont") == {5}


def test_no_name_is_nobody():
    assert INDEX.same("") == set()
    assert INDEX.same("M.") == set()
