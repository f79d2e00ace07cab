"""The code that is shown while a meeting runs, and that changes by itself."""

import hashlib
import hmac
from datetime import datetime, timezone

# Without letters and digits that are read for one another.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 6
MINUTES = 5
# How many codes count besides the one shown: typing and signing in take time.
BEFORE = 2


def _stretch(moment: datetime) -> int:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return int(aware.timestamp()) // (60 * MINUTES)


def _code(secret: str, stretch: int) -> str:
    digest = hmac.new(secret.encode(), str(stretch).encode(), hashlib.sha256).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])


def shown(secret: str, moment: datetime) -> str:
    """The code to show at this moment.

    :param secret: of one meeting; nobody sees it
    :param moment: in UTC, with or without saying so
    """
    return _code(secret, _stretch(moment))


def cleaned(typed: str) -> str:
    """What somebody typed, in the one way of writing it that counts."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[: LENGTH * 2]


def matches(secret: str, typed: str, moment: datetime) -> bool:
    """Whether this is the code of this moment, or one shown shortly before.

    :param typed: as it was typed or scanned
    :param moment: in UTC
    """
    given = cleaned(typed).encode()
    now = _stretch(moment)
    found = [
        hmac.compare_digest(_code(secret, now - back).encode(), given)
        for back in range(BEFORE + 1)
    ]
    return any(found)


def seconds_left(moment: datetime) -> int:
    """How long the code of this moment is shown, in seconds."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return 60 * MINUTES - int(aware.timestamp()) % (60 * MINUTES)
