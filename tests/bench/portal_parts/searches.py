"""Fifty fixed searches of the directory, timed in SQL as a portal member."""

from __future__ import annotations

import threading
from typing import Any

from .names import FAMILY, FIRST

# Two letters, first names and family names with and without their accents, towns and
# sections, two words, and what nobody is called.
QUERIES = (
    *("ma", "du", "be", "lé", "él", "zo", "an", "xy", "de", "ro"),
    *FIRST[:10],
    *(name.lower() for name in FAMILY[:8]),
    *("helene", "noel", "francois", "celine", "lefevre", "beranger", "cote", "Élodie"),
    *("marie dupont", "du ma", "hélène lefèvre", "rennes", "region 3", "anne be"),
    *("wxyz", "nobody at all", "qqqq", "zz", "xqj", "12345", "%", "o'neil"),
)
TIMES = 3


def run(env: Any, login: str) -> list[float]:
    """Return the SQL milliseconds of each search, the median of three."""
    assert len(QUERIES) == 50, len(QUERIES)
    user = env["res.users"].search([("login", "=", login)])
    entries = env["club.directory.entry"]
    for text in QUERIES[:5]:
        entries._find(user.company_id, user.partner_id, text)
    return [
        sorted(_sql_milliseconds(entries, user, text) for _time in range(TIMES))[
            TIMES // 2
        ]
        for text in QUERIES
    ]


def _sql_milliseconds(entries: Any, user: Any, text: str) -> float:
    # Odoo adds up the time of queries on the thread of a request; ours is none.
    thread: Any = threading.current_thread()
    thread.query_count, thread.query_time = 0, 0.0
    entries._find(user.company_id, user.partner_id, text)
    assert thread.query_count, "the search asked nothing"
    return 1000.0 * float(thread.query_time)
