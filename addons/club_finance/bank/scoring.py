"""How sure one may be of a match: what is known of the payer, and what the amount says.

``exact`` is settled without being asked, ``likely`` waits for one click, ``possible``
is said to help.
"""

from __future__ import annotations

from .picking import ALL, AMBIGUOUS, CHOICE, OLDEST, OVER, PART

EXACT, LIKELY, POSSIBLE = "exact", "likely", "possible"

# What was recognised: a reference of ours; the account somebody paid from before; the
# payer's full name, that nobody else who owes something bears; the name of a member in
# the label; a name that several bear.
REFERENCE, ACCOUNT, NAME, MEMBER, NAMESAKES = (
    "reference", "account", "name", "member", "namesakes",
)  # fmt: skip

_TABLE = {
    REFERENCE: {
        ALL: EXACT, OLDEST: EXACT, CHOICE: EXACT,
        AMBIGUOUS: LIKELY, PART: LIKELY, OVER: LIKELY,
    },
    ACCOUNT: {
        ALL: EXACT, OLDEST: EXACT, CHOICE: EXACT,
        AMBIGUOUS: LIKELY, PART: POSSIBLE, OVER: POSSIBLE,
    },
    NAME: {
        ALL: EXACT, OLDEST: LIKELY, CHOICE: LIKELY,
        AMBIGUOUS: POSSIBLE, PART: POSSIBLE, OVER: POSSIBLE,
    },
    MEMBER: {
        ALL: LIKELY, OLDEST: LIKELY, CHOICE: LIKELY,
        AMBIGUOUS: POSSIBLE, PART: POSSIBLE, OVER: POSSIBLE,
    },
    NAMESAKES: {
        ALL: LIKELY, OLDEST: POSSIBLE, CHOICE: POSSIBLE,
        AMBIGUOUS: POSSIBLE, PART: POSSIBLE, OVER: POSSIBLE,
    },
}  # fmt: skip


def confidence(evidence: str, how: str) -> str:
    """How sure a match is.

    :param evidence: what was recognised of the payer
    :param how: what the amount pays, as ``picking.pick`` says it
    """
    return _TABLE[evidence][how]
