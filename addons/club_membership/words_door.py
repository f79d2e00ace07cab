"""Own words in what our Python code says: errors, sentences, subjects.

Odoo has no hook where ``env._`` finds its text: translated, and not yet filled in
with what people typed. This module stands in its place, for texts of our addons only
and in databases whose association has own words; all else goes its usual way.
"""

from odoo.api import Environment
from odoo.tools.translate import get_translated_module, get_translation

from .rules.words import rename

_lazily = Environment._


def _translate(self, source, *args, **kwargs):
    if not isinstance(source, str):
        return _lazily(self, source, *args, **kwargs)
    filled_in = args or kwargs
    lang = self.lang or "en_US"
    # Two frames up: whoever calls env._, as in the method this one stands in for.
    module = get_translated_module(2) or "base"
    words = None
    if module.startswith("club_") and "club.words" in self.registry:
        words = self["club.words"]._vocabulary()
    if not words:
        return get_translation(module, lang, source, filled_in)
    text = rename(get_translation(module, lang, source, ()), words)
    # Filled in as Odoo does it; there is nothing left to translate.
    return get_translation(module, "en_US", text, filled_in)


Environment._ = _translate
