from urllib.parse import urlsplit, urlunsplit

from odoo.addons.portal.controllers.web import Home
from odoo.http import request


def in_own_language(uid, url):
    """Have the pages after signing in speak the person's own language.

    Core goes on in the language of the sign-in page, which is the browser's. Whoever
    chooses another one on a page afterwards keeps that choice until the next time.

    :param uid: who signs in, perhaps still to be asked for a second factor
    :param url: where they go
    :return: the same page, without the prefix of another language
    """
    # sudo: one's own language, before the session is complete.
    user = request.env["res.users"].sudo().browse(uid)
    lang = request.env["ir.http"].get_nearest_lang(user.lang)
    if not lang:
        return url
    request.future_response.set_cookie("frontend_lang", lang)
    parts = urlsplit(url)
    prefix, _slash, rest = parts.path.removeprefix("/").partition("/")
    if not parts.netloc and request.env["res.lang"]._get_data(url_code=prefix):
        parts = parts._replace(path=f"/{rest}")
    return urlunsplit(parts)


class OwnLanguage(Home):
    """After a password as well as after a link."""

    def _login_redirect(self, uid, redirect=None):
        return in_own_language(uid, super()._login_redirect(uid, redirect=redirect))
