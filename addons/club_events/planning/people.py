"""Who would have to be at two meetings at once."""

from __future__ import annotations

# None stands for everybody; a number for messages and weights all the same.
EVERYBODY = 1000


def shared(
    one: frozenset[int] | None, other: frozenset[int] | None
) -> tuple[int, tuple[int, ...]]:
    """Return how many people two meetings share, and who, where they can be named."""
    if one is None and other is None:
        return EVERYBODY, ()
    if one is None or other is None:
        some = tuple(sorted(one or other or ()))
        return len(some), some
    both = tuple(sorted(one & other))
    return len(both), both
