"""How texts are written for search: a word is found whatever its accents."""

import re

from odoo.tools import remove_accents


def plain(text):
    """``text`` as it is searched: small letters without accents, single blanks."""
    return re.sub(r"[\W_]+", " ", remove_accents(text or "").lower()).strip()
