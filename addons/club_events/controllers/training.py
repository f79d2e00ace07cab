from odoo import http
from odoo.http import request

from .base import EventPages

PAPER = "club_events.action_report_certificate"


class TrainingPages(EventPages, http.Controller):
    """What a member learned, and the page behind the code of a certificate."""

    @http.route("/my/training", type="http", auth="user", methods=["GET"], website=True)
    def training(self, **kw):
        space = self._personal_space()
        return self._events_page(
            "club_events.portal_training",
            space,
            "training",
            request.env["club.training"]._space_values(space),
        )

    @http.route(
        "/my/training/certificate/<int:certificate_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def certificate(self, certificate_id, **kw):
        space = self._personal_space()
        found = request.env["club.training"]._certificate_of(space, certificate_id)
        if not found:
            raise request.not_found()
        return self._paper(PAPER, found, found.number)

    @http.route(
        "/club/certificate/<string:number>/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def check(self, number, token, **kw):
        """Whether the certificate just scanned counts."""
        found = request.env["club.training.certificate"]._by_token(number, token)
        if not found:
            raise request.not_found()
        response = request.render(
            "club_events.certificate_check", found._check_answer()
        )
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
