"""Receipts: two words that a voter can remember and find in the published list."""

import secrets
from functools import lru_cache
from pathlib import Path

WORDS = Path(__file__).parent / "words"


@lru_cache
def words(lang: str) -> tuple[str, ...]:
    """Return the words of a language, each once: lower case, no accents.

    :param lang: ``en`` or ``fr``
    """
    return tuple((WORDS / f"{lang}.txt").read_text(encoding="utf-8").split())


def draw(lang: str) -> str:
    """Draw a receipt with the system's own randomness."""
    known = words(lang)
    return f"{secrets.choice(known)} {secrets.choice(known)}"
