"""Names as banks write them: capitals, no accents, titles, any order."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

# Said before or between names, and no part of one.
TITLES = frozenset(
    re.findall(
        r"\w+",
        "M MR MM MME MLLE MONSIEUR MADAME MADEMOISELLE OU ET DR PR MRS MS MISS MISTER"
        " STE SOCIETE",
    )
)
_WORD = re.compile(r"[A-Z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})


def words(text: str) -> list[str]:
    """The words of a text: capitals without accents, titles left out.

    ``M. Jean-François LE GOFF`` gives ``JEAN FRANCOIS LE GOFF``.
    """
    plain = unicodedata.normalize("NFD", text.translate(_LIGATURES)).upper()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word for word in _WORD.findall(bare) if word not in TITLES]


def key(name: str) -> str:
    """One key for one name, whatever the order of its words."""
    return " ".join(sorted(words(name)))


def is_full(name: str) -> bool:
    """Whether a name says more than a first or last name alone."""
    return len([word for word in words(name) if len(word) > 1]) >= 2


class Index:
    """Finds who is named, in full, in a text."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        """Read the names.

        :param names: (id, name) of people and companies; one id may have several
        """
        self._by_key: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, set[str]] = defaultdict(set)
        for identifier, name in names:
            self._by_key[key(name)].add(identifier)
        uses: dict[str, int] = defaultdict(int)
        for known in self._by_key:
            for word in known.split():
                uses[word] += 1
        for known in self._by_key:
            if is_full(known):
                # The rarest word of a name finds it among the fewest others.
                rarest = min(known.split(), key=lambda word: (uses[word], word))
                self._by_word[rarest].add(known)

    def same(self, name: str) -> set[int]:
        """Who bears exactly this name, in any order of its words."""
        return set(self._by_key.get(key(name), ())) if words(name) else set()

    def named_in(self, text: str) -> set[int]:
        """Whose full name (two words at least) the text holds, the longest only.

        A text that holds ``ANNE MARIE LE GOFF`` names her, not ``MARIE LE GOFF``.
        """
        there = set(words(text))
        found = {
            known
            for word in there
            for known in self._by_word.get(word, ())
            if there.issuperset(known.split())
        }
        longest = [
            known
            for known in found
            if not any(
                other != known and set(known.split()) < set(other.split())
                for other in found
            )
        ]
        return {who for known in longest for who in self._by_key[known]}
