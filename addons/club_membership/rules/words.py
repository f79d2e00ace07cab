"""The association's own words for member, section and commission.

An association may say companion for member, or regional community for section. Texts
are written with the standard words; ``rename`` puts the own ones in their place, with
what the grammar asks around them. It works on texts of programs and templates, never
on what people typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .french import BLANKS, Noun, agree, begins_with_vowel, plain

# Never touched: names to fill in, expressions, addresses.
KEPT = re.compile(
    r"%\([^)]*\)|\{\{.*?\}\}|\{[^{}]*\}|<[^<>]*>|https?://\S+|(?<![\w<])/[\w/.-]+|\S+@\S+",
    re.DOTALL,
)


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
    vowel = begins_with_vowel(name)
    if plain(name[0]) == "h":  # le hameau, l'habitant: the article tells
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
            before, after = agree(before, after, name, standard, own)
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
    return stem + ("n" if begins_with_vowel(name) else "") + blank
