"""The written order among options that a rule cannot tell apart.

1. More votes (``votes`` of the election: weighted points, supporters' weight, or
   weight of first places).
2. Then the lower cost.
3. Then a draw: the smaller SHA-256 of the published seed, a colon and the option's
   id, written in UTF-8 and compared as lower-case hexadecimal digits.

The seed is drawn before anybody votes and promised by its hash, so that nobody can
choose it after seeing the ballots, nor vote in view of it. Source of the idea, a
selection that anyone can repeat: RFC 3797, *Publicly Verifiable Nominations Committee
(NomCom) Random Selection*.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from hashlib import sha256

from .ballots import Option


def lot(seed: str, option_id: str) -> str:
    """Return the lot that an option draws; the smallest one wins."""
    return sha256(f"{seed}:{option_id}".encode()).hexdigest()


def tie_order(
    options: Mapping[str, Option], votes: Mapping[str, Fraction], seed: str
) -> list[str]:
    """Return the options' ids, the one that wins every tie first."""
    return sorted(options, key=tie_key(options, votes, seed))


def tie_key(
    options: Mapping[str, Option], votes: Mapping[str, Fraction], seed: str
) -> Callable[[str], tuple[Fraction, Fraction, str]]:
    """Return the key that sorts ids by the written order."""
    return lambda key: (-votes[key], options[key].cost, lot(seed, key))
