"""Days and shares in the words of the reader's language."""

from odoo.tools import float_repr, format_date


def days_label(env, first, last):
    """These days in words, as short as they can be told: from one to the other."""
    pattern = "EEE d MMM y"
    if first == last:
        return format_date(env, first, date_format=pattern)
    same_year = first.year == last.year
    return "{} – {}".format(
        format_date(env, first, date_format="EEE d MMM" if same_year else pattern),
        format_date(env, last, date_format=pattern),
    )


def share_label(env, share):
    """A share in duties, with one decimal of the reader's language."""
    lang = env["res.lang"]._lang_get(env.lang or "en_US")
    text = float_repr(share, 1)
    return text.replace(".", lang.decimal_point) if lang else text
