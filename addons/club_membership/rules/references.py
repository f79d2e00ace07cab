"""Payment references that a bank can check (ISO 11649, "RF" references)."""

from stdnum import iso11649
from stdnum.iso7064 import mod_97_10

BODY_MAXIMUM = 21
SEPARATORS = str.maketrans("", "", " -/._")


def creditor_reference(body: str) -> str:
    """Return ``RF``, two check digits and the body, without spaces.

    :param body: 1 to 21 letters and digits; blanks and ``- / . _`` are dropped,
        letters made capital, so that people may type it as they read it
    :raises ValueError: nothing left, too long, or another character
    """
    compact = body.translate(SEPARATORS).upper()
    if not compact or len(compact) > BODY_MAXIMUM:
        raise ValueError(f"{body!r} does not make 1 to {BODY_MAXIMUM} characters")
    if not (compact.isascii() and compact.isalnum()):
        raise ValueError(f"{body!r} holds more than unaccented letters and digits")
    return f"RF{mod_97_10.calc_check_digits(compact + 'RF')}{compact}"


def is_valid_reference(text: str) -> bool:
    """Tell whether ``text`` is an RF reference, in print form or compact."""
    return bool(text) and bool(iso11649.is_valid(text))
