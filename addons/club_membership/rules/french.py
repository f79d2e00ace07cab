"""French grammar around a noun: what stands before and after it agrees with it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

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


def agree(
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
        vowel = begins_with_vowel(text)
    return text


def _loses_vowel(name: str, own: Noun) -> bool:
    """Whether *le* and *de* lose their vowel before this noun."""
    return own.elides if plain(name[0]) == "h" else begins_with_vowel(name)


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


def begins_with_vowel(text: str) -> bool:
    return bool(text) and plain(text[0]) in "aeiouy"


def plain(letter: str) -> str:
    """A letter without its accent, small; œ counts as o."""
    if letter.lower() in "œæ":
        return "o"
    return unicodedata.normalize("NFD", letter.lower())[0]
