"""Writing a calendar that telephones follow: plain Python, no Odoo, no translated
text.

``Entry`` is what an addon knows of one date; ``write_calendar`` makes the file
(RFC 5545) of all of them.
"""

from .calendar_file import Entry, write_calendar

__all__ = ["Entry", "write_calendar"]
