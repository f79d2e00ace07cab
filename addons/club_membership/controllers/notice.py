from odoo import http
from odoo.http import request


class NoticeController(http.Controller):
    """The page behind the link in a notice of dues."""

    @http.route(
        "/club/notice/<int:notice_id>/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
    )
    def notice_page(self, notice_id, token, lang=None, **_params):
        """What is owed and how to pay it, for who holds the link.

        :param lang: language chosen on the page itself
        """
        notice = request.env["club.notice"]._by_token(notice_id, token)
        if not notice:
            raise request.not_found()
        code = self._language(notice, lang)
        request.update_context(lang=code)
        values = notice.with_context(lang=code)._page_values()
        languages = request.env["res.lang"]._get_frontend()
        response = request.render(
            "club_membership.notice_page",
            {
                **values,
                "page_lang": code.replace("_", "-"),
                "lang_code": code,
                "languages": [
                    {"code": key, "name": language.name.split("/")[-1].strip()}
                    for key, language in languages.items()
                ],
            },
        )
        # The address is a secret and what it shows changes with every payment.
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def _language(self, notice, chosen):
        """The visitor's own choice, or the language in which we write to the payer."""
        available = request.env["res.lang"]._get_frontend()
        user = request.env.user
        wishes = [
            chosen,
            request.cookies.get("frontend_lang"),
            None if user._is_public() else user.lang,
            notice._lang(),
        ]
        return next(
            (code for code in wishes if code in available), request.env.lang or "en_US"
        )
