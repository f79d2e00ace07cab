"""Signs that neither a page nor a column of the database can hold."""

from __future__ import annotations

import re

# A form feed, for example, of a text that was printed.
CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The same, as HTML may write it.
REFERENCE = re.compile(
    r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])(?![0-9a-f])"
    r"|0*(?:[0-8]|1[124-9]|2[0-9]|3[01])(?![0-9]));?",
    re.IGNORECASE,
)


def printable(text: str) -> str:
    """The same text or HTML without them.

    :param text: as somebody typed or sent it
    """
    return REFERENCE.sub("", CONTROL.sub("", text))
