import pytest
from rules.words import own_noun, rename, vocabulary

CVX = vocabulary(
    "fr",
    {
        "member": ("le compagnon", "les compagnons"),
        "section": ("la communauté régionale", "les communautés régionales"),
        "commission": ("l'atelier", "les ateliers"),
    },
)
TEAM = vocabulary(
    "fr",
    {
        "member": ("une amie", "des amies"),
        "section": ("le groupe", "les groupes"),
        "commission": ("une équipe", "les équipes"),
    },
)
ENGLISH = vocabulary(
    "en",
    {
        "member": ("the companion", "companions"),
        "section": ("an area", "the areas"),
    },
)


@pytest.mark.parametrize(
    ("standard", "own"),
    [
        ("l’adhérent", "le compagnon"),
        ("l'adhérent", "le compagnon"),
        ("L’adhérent paie", "Le compagnon paie"),
        ("de l’adhérent", "du compagnon"),
        ("De l’adhérent", "Du compagnon"),
        ("à l’adhérent", "au compagnon"),
        ("d’adhérents", "de compagnons"),
        ("Nombre d’adhérents", "Nombre de compagnons"),
        ("un adhérent", "un compagnon"),
        ("cet adhérent", "ce compagnon"),
        ("Cet adhérent", "Ce compagnon"),
        ("Nouvel adhérent", "Nouveau compagnon"),
        ("le nouvel adhérent", "le nouveau compagnon"),
        ("qu’adhérent", "que compagnon"),
        ("Adhérents", "Compagnons"),
        ("ADHÉRENTS", "COMPAGNONS"),
        ("des adhérents", "des compagnons"),
        ("aux adhérents", "aux compagnons"),
        ("vos adhérents,", "vos compagnons,"),
        ("Tous les adhérents", "Tous les compagnons"),
        ("la section", "la communauté régionale"),
        ("de la section", "de la communauté régionale"),
        ("Section", "Communauté régionale"),
        ("la commission", "l’atelier"),
        ("de la commission", "de l’atelier"),
        ("à la commission", "à l’atelier"),
        ("cette commission", "cet atelier"),
        ("une commission", "un atelier"),
        ("de commission", "d’atelier"),
        ("ma commission", "mon atelier"),
        ("la nouvelle commission", "le nouvel atelier"),
        ("commissions ouvertes", "ateliers ouverts"),
        ("la commission fermée", "l’atelier fermé"),
        ("toutes les commissions", "tous les ateliers"),
        ("aucune commission", "aucun atelier"),
        ("quelle commission ?", "quel atelier ?"),
        ("d’une commission", "d’un atelier"),
        ("qu’une commission", "qu’un atelier"),
        ("ce que la commission décide", "ce que l’atelier décide"),
    ],
)
def test_french_articles_follow_the_new_word(standard, own):
    assert rename(standard, CVX) == own


@pytest.mark.parametrize(
    ("standard", "own"),
    [
        ("de l’adhérent", "de l’amie"),
        ("cet adhérent", "cette amie"),
        ("un adhérent", "une amie"),
        ("un nouvel adhérent", "une nouvelle amie"),
        ("son adhérent", "son amie"),
        ("adhérents concernés", "amies concernées"),
        ("Tous les adhérents", "Toutes les amies"),
        ("adhérents actifs", "amies actives"),
        ("la section", "le groupe"),
        ("de la section", "du groupe"),
        ("à la section", "au groupe"),
        ("De la section", "Du groupe"),
        ("cette section", "ce groupe"),
        ("une section locale", "un groupe local"),
        ("sections locales", "groupes locaux"),
        ("votre section", "votre groupe"),
        ("sa section", "son groupe"),
        ("de commissions", "d’équipes"),
        ("ma commission", "mon équipe"),
        ("la commission", "l’équipe"),
        ("d’un adhérent", "d’une amie"),
        ("invitez les adhérents d’une section", "invitez les amies d’un groupe"),
        ("ce que les adhérents montrent", "ce que les amies montrent"),
        ("tel que l’adhérent le lit", "tel que l’amie le lit"),
        ("parmi tous ces adhérents", "parmi toutes ces amies"),
        ("aujourd’hui adhérent", "aujourd’hui amie"),
        ("le seul adhérent", "la seule amie"),
        ("Seuls les adhérents peuvent", "Seules les amies peuvent"),
        ("Prochaine section", "Prochain groupe"),
        ("adhérent individuel", "amie individuelle"),
        ("un nouvel adhérent admis", "une nouvelle amie admise"),
    ],
)
def test_french_gender_and_elision_change_both_ways(standard, own):
    assert rename(standard, TEAM) == own


@pytest.mark.parametrize(
    ("standard", "own"),
    [
        ("Members", "Companions"),
        ("a member of this section", "a companion of this area"),
        ("a section", "an area"),
        ("A section opens", "An area opens"),
        ("the section's account", "the area's account"),
        ("MEMBER", "COMPANION"),
        ("commission", "commission"),
    ],
)
def test_english_words_are_renamed(standard, own):
    assert rename(standard, ENGLISH) == own


@pytest.mark.parametrize(
    "text",
    [
        "membership",
        "subsection",
        "non-member",
        "remember",
        "%(member)s",
        "{{ object.member }}",
        "{member}",
        "https://example.org/member",
        "/my/section/member",
        "member@example.org",
        '<field name="member"/>',
    ],
)
def test_parts_of_words_names_and_addresses_stay(text):
    assert rename(text, ENGLISH) == text


def test_the_text_around_a_name_to_fill_in_is_renamed():
    text = "%(member)s is a member of the section %(section)s."
    renamed = "%(member)s is a companion of the area %(section)s."
    assert rename(text, ENGLISH) == renamed


def test_several_words_in_a_sentence_agree_each_on_its_own():
    text = "L’adhérent de la section quitte la commission ; les adhérents restent."
    renamed = (
        "Le compagnon de la communauté régionale quitte l’atelier ; les compagnons "
        "restent."
    )
    assert rename(text, CVX) == renamed


def test_no_own_word_means_no_work():
    assert vocabulary("fr", {}) is None
    assert vocabulary("fr", {"member": ("", "")}) is None
    assert vocabulary("de", {"member": ("der Freund", "die Freunde")}) is None


def test_a_plural_is_made_where_none_was_typed():
    assert own_noun("fr", "le compagnon").plural == "compagnons"
    assert own_noun("en", "the friend").plural == "friends"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("le hameau", "du hameau"),
        ("l’habitant", "de l’habitant"),
        ("le Cercle", "du Cercle"),
        ("l'œuvre", "de l’œuvre"),
    ],
)
def test_the_article_typed_tells_whether_an_h_is_mute(typed, said):
    words = vocabulary("fr", {"section": (typed, "")})
    assert rename("de la section", words) == said


def test_renaming_twice_changes_nothing_more():
    once = rename("l’adhérent de la section", CVX)
    assert rename(once, CVX) == once
