"""The association's own words for member, section and commission.

An association may say companion for member, or regional community for section. Texts
are written with the standard words; ``rename`` puts the own ones in their place, with
what the grammar asks around them. It works on texts of programs and templates, never
on what people typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

# Never touched: names to fill in, expressions, addresses.
KEPT = re.compile(
    r"%\([^)]*\)|\{\{.*?\}\}|\{[^{}]*\}|<[^<>]*>|https?://\S+|(?<![\w<])/[\w/.-]+|\S+@\S+",
    re.DOTALL,
)
BLANKS = " \t\r\n\u00a0\u202f"


@dataclass(frozen=True)
class Noun:
    """A noun with what its articles need.

    :param gender: ``m`` or ``f``; of no consequence in English
    :param elides: whether *le* and *de* lose their vowel before the singular
    """

    singular: str
    plural: str
    gender: str = "m"
    elides: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """What is said instead of the standard words, in one language."""

    lang: str
    nouns: Mapping[str, tuple[Noun, Noun, bool]]  # form: standard, own, plural?
    pattern: re.Pattern[str]


STANDARD: Mapping[str, Mapping[str, tuple[Noun, ...]]] = {
    "en": {
        "member": (Noun("member", "members"),),
        "section": (Noun("section", "sections"),),
        "commission": (Noun("commission", "commissions"),),
    },
    "fr": {
        "member": (
            Noun("adhérent", "adhérents", "m", True),
            Noun("adhérente", "adhérentes", "f", True),
        ),
        "section": (Noun("section", "sections", "f"),),
        "commission": (Noun("commission", "commissions", "f"),),
    },
}
ARTICLES = {
    "en": ("the ", "a ", "an "),
    "fr": ("le ", "la ", "l'", "l’", "les ", "un ", "une ", "des "),
}

# French words that stand before a noun: masculine, feminine, masculine before a vowel.
AGREEING = (
    ("le", "la", "l’"),
    ("un", "une", "un"),
    ("ce", "cette", "cet"),
    ("mon", "ma", "mon"),
    ("ton", "ta", "ton"),
    ("son", "sa", "son"),
    ("quel", "quelle", "quel"),
    ("aucun", "aucune", "aucun"),
    ("tout", "toute", "tout"),
    ("nouveau", "nouvelle", "nouvel"),
    ("ancien", "ancienne", "ancien"),
    ("premier", "première", "premier"),
    ("dernier", "dernière", "dernier"),
    ("prochain", "prochaine", "prochain"),
    ("seul", "seule", "seul"),
    ("certain", "certaine", "certain"),
    ("tel", "telle", "tel"),
    ("tous", "toutes", "tous"),
    ("quels", "quelles", "quels"),
    ("nouveaux", "nouvelles", "nouveaux"),
    ("anciens", "anciennes", "anciens"),
    ("premiers", "premières", "premiers"),
    ("derniers", "dernières", "derniers"),
    ("prochains", "prochaines", "prochains"),
    ("seuls", "seules", "seuls"),
    ("certains", "certaines", "certains"),
    ("tels", "telles", "tels"),
)
FORMS = {form: row for row in AGREEING for form in row}
FORMS["l'"] = FORMS["l’"]
ELIDED = {"d’": "de", "d'": "de", "qu’": "que", "qu'": "que"}
CONTRACTED = {"du": ("de", "le"), "au": ("à", "le")}
CONTRACTIONS = {("de", "le"): "du", ("à", "le"): "au"}
SAME = frozenset(
    {
        "de",
        "à",
        "que",
        "les",
        "des",
        "aux",
        "ces",
        "mes",
        "tes",
        "ses",
        "nos",
        "vos",
        "notre",
        "votre",
        "leur",
        "leurs",
        "chaque",
        "plusieurs",
        "quelques",
        "deux",
        "autre",
        "autres",
        "même",
        "mêmes",
    }
)
# What stands further left: nothing that agrees before a preposition or que, all and
# every before an article, anything before an adjective.
LAST = frozenset({"de", "à", "que", "du", "au", "des", "aux", *ELIDED})
WHOLLY = frozenset({"tout", "toute", "tous", "toutes"})
ALL = WHOLLY | {"seul", "seule", "seuls", "seules"}
FIRST_ADJECTIVE = 8  # row of AGREEING; the ones before it are articles
ADJECTIVES = frozenset(
    form for row in AGREEING[FIRST_ADJECTIVE:] for form in row
) - WHOLLY - {"quels", "quelles"} | {"autre", "autres", "même", "mêmes", "deux"}
# Feminine of the possessives sounds masculine before a vowel: mon équipe.
SOUND = {"ma": "mon", "ta": "ton", "sa": "son"}
BEFORE = re.compile(
    rf"(?:(?<=^)|(?<=[^\w-]))([\w]+)([{BLANKS}]+)$|(?:(?<=^)|(?<=[^\w]))(\w+['’])$"
)
# Adjectives that follow the noun they qualify: whole ones, then by their endings.
WHOLE = (
    ("ouvert", "ouverte"),
    ("ouverts", "ouvertes"),
    ("inscrit", "inscrite"),
    ("inscrits", "inscrites"),
    ("admis", "admise"),
    ("seul", "seule"),
    ("seuls", "seules"),
    ("vivant", "vivante"),
    ("vivants", "vivantes"),
)
ENDINGS = (
    ("aux", "ales"),
    ("al", "ale"),
    ("els", "elles"),
    ("el", "elle"),
    ("ifs", "ives"),
    ("if", "ive"),
    ("és", "ées"),
    ("é", "ée"),
)
AFTER = re.compile(rf"^([{BLANKS}]+)([\w]+)")


def own_noun(lang: str, singular: str, plural: str = "") -> Noun | None:
    """What the association typed, its article read and taken off.

    :param singular: with its article: ``la communauté régionale``, ``l'équipe``;
        ``une équipe`` says the gender where *l'* does not
    :param plural: with or without its article; by default the singular with *s*
    :return: None without a singular
    """
    article, name = _split_article(lang, singular)
    if not name:
        return None
    many = _split_article(lang, plural)[1] or name + "s"
    gender = "f" if article in ("la", "une") else "m"
    vowel = _begins_with_vowel(name)
    if _plain(name[0]) == "h":  # le hameau, l'habitant: the article tells
        vowel = article not in ("le", "la")
    return Noun(name, many, gender, vowel)


def _split_article(lang: str, text: str) -> tuple[str, str]:
    text = " ".join((text or "").split())
    for articles in (ARTICLES.get(lang, ()), *ARTICLES.values()):
        for article in articles:
            if text.lower().startswith(article):
                return article.strip(), text[len(article) :].strip()
    return "", text


def vocabulary(lang: str, own: Mapping[str, tuple[str, str]]) -> Vocabulary | None:
    """The words to replace in one language.

    :param lang: ``fr``, ``en``; others are left alone
    :param own: (singular, plural) as typed, by ``member``, ``section``, ``commission``
    :return: None when there is nothing to replace
    """
    nouns: dict[str, tuple[Noun, Noun, bool]] = {}
    for key, standards in STANDARD.get(lang, {}).items():
        noun = own_noun(lang, *own.get(key, ("", "")))
        if noun is None:
            continue
        for standard in standards:
            if standard.singular != noun.singular or standard.plural != noun.plural:
                nouns[standard.singular] = (standard, noun, False)
                nouns[standard.plural] = (standard, noun, True)
    if not nouns:
        return None
    forms = "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])({forms})(?![\w-])", re.IGNORECASE)
    return Vocabulary(lang, nouns, pattern)


def rename(text: str, words: Vocabulary) -> str:
    """``text`` with the association's own words; whole words only, capitals kept."""
    if not words.pattern.search(text):
        return text
    done = []
    position = 0
    for kept in KEPT.finditer(text):
        done += [_rename_plain(text[position : kept.start()], words), kept[0]]
        position = kept.end()
    done.append(_rename_plain(text[position:], words))
    return "".join(done)


def _rename_plain(text: str, words: Vocabulary) -> str:
    done = ""
    rest = text
    while found := words.pattern.search(rest):
        standard, own, plural = words.nouns[found[1].lower()]
        before, after = done + rest[: found.start()], rest[found.end() :]
        name = _as_written(own.plural if plural else own.singular, found[1])
        if words.lang == "fr":
            before, after = _agree(before, after, name, standard, own)
        elif re.search(rf"(?i)\ban?[{BLANKS}]$", before):
            before = _english_article(before, name)
        done, rest = before + name, after
    return done + rest


def _as_written(name: str, model: str) -> str:
    """``name`` with the capitals of the word it replaces."""
    if len(model) > 1 and model.isupper():
        return name.upper()
    return name[0].upper() + name[1:] if model[0].isupper() else name


def _english_article(before: str, name: str) -> str:
    blank, article = before[-1], before[:-1]
    stem = article[:-1] if article[-1] in "nN" else article
    return stem + ("n" if _begins_with_vowel(name) else "") + blank


def _agree(
    before: str, after: str, name: str, standard: Noun, own: Noun
) -> tuple[str, str]:
    """What stands around a French noun, agreed with the one that replaces it."""
    taken: list[tuple[str, str]] = []  # word, blank after it; nearest first
    allowed = FORMS.keys() | ELIDED.keys() | CONTRACTED.keys() | SAME
    while found := BEFORE.search(before):
        word, blank = found[1] or found[3], found[2] or ""
        lower = word.lower()
        if lower not in allowed:
            break
        taken.append((word, blank))
        before = before[: found.start()]
        if lower in LAST:
            break
        if lower not in ADJECTIVES:
            allowed = allowed & (LAST if lower in ALL else LAST | ALL)
    if taken:
        capital = taken[-1][0][0].isupper()
        text = _determiners(taken, name, own)
        before += text[0].upper() + text[1:] if capital else text
    if standard.gender != own.gender:
        after = _agree_after(after, own.gender)
    return before, after


def _determiners(taken: list[tuple[str, str]], name: str, own: Noun) -> str:
    """The words before the noun, rewritten from the noun backwards."""
    words: list[tuple[str, str]] = []  # base form, blank; farthest first
    for word, blank in reversed(taken):
        lower = word.lower()
        blank = blank or " "
        if lower in CONTRACTED:
            first, second = CONTRACTED[lower]
            words += [(first, " "), (second, blank)]
        else:
            words.append((ELIDED.get(lower, lower), blank))
    text, vowel = "", _loses_vowel(name, own)
    for base, blank in reversed(words):
        form = _form(base, own.gender, vowel)
        joined = "" if form.endswith("’") else blank
        contraction = CONTRACTIONS.get((base, text.split(" ")[0]))
        text = contraction + text[2:] if contraction else form + joined + text
        vowel = _begins_with_vowel(text)
    return text


def _loses_vowel(name: str, own: Noun) -> bool:
    """Whether *le* and *de* lose their vowel before this noun."""
    return own.elides if _plain(name[0]) == "h" else _begins_with_vowel(name)


def _form(base: str, gender: str, vowel: bool) -> str:
    """The form of a word before a noun of this gender, or before a vowel."""
    if base in FORMS:
        masculine, feminine, liaison = FORMS[base]
        if masculine == "le":
            return "l’" if vowel else (masculine if gender == "m" else feminine)
        if gender == "m":
            return liaison if vowel else masculine
        return SOUND.get(feminine, feminine) if vowel else feminine
    if vowel and base in ("de", "que"):
        return base[:-1] + "’"
    return base


def _agree_after(after: str, gender: str) -> str:
    """An adjective right after the noun, in its gender."""
    found = AFTER.match(after)
    if not found:
        return after
    word = found[2]
    source, target = (0, 1) if gender == "f" else (1, 0)
    for pair in (*WHOLE, *ENDINGS):
        ending = pair[source]
        if word == ending or (pair in ENDINGS and word.endswith(ending)):
            agreed = word[: len(word) - len(ending)] + pair[target]
            return found[1] + agreed + after[found.end() :]
    return after


def _begins_with_vowel(text: str) -> bool:
    return bool(text) and _plain(text[0]) in "aeiouy"


def _plain(letter: str) -> str:
    """A letter without its accent, small; œ counts as o."""
    if letter.lower() in "œæ":
        return "o"
    return unicodedata.normalize("NFD", letter.lower())[0]
