from odoo import http
from odoo.addons.club_portal.controllers.signin import careful
from odoo.exceptions import UserError
from odoo.http import request

from .base import RoadmapPages


class NewsPages(RoadmapPages, http.Controller):
    """Whether and how often the club writes about the requests one follows."""

    @http.route(
        "/my/roadmap/news", type="http", auth="user", methods=["GET"], website=True
    )
    def news(self, **kw):
        space = self._own_space()
        news = request.env["club.request.news"]
        return self._roadmap_page(
            "club_roadmap.news",
            space,
            "news",
            {
                "frequencies": self._frequencies(),
                "frequency": news._frequency_of(
                    space.person, space.standing.company_id
                ),
            },
        )

    @http.route(
        "/my/roadmap/news", type="http", auth="user", methods=["POST"], website=True
    )
    def choose(self, frequency="", **kw):
        space = self._own_space()

        def save():
            if frequency not in dict(self._frequencies()):
                raise UserError(request.env._("Choose how often we write to you."))
            news = request.env["club.request.news"]
            for company in space.standing.company_id:
                news._of(space.person, company)._choose(frequency)

        done = request.env._("Noted. You can change it at any time.")
        return self._do(space, "/my/roadmap/news", save, done)

    def _own_space(self):
        """The space of a member, where the person's own affairs may be handled."""
        space = self._member_space()
        if not space.personal:
            raise request.not_found()
        return space

    def _frequencies(self):
        field = request.env["club.request.news"]._fields["frequency"]
        return field._description_selection(request.env)

    @http.route(
        "/club/news/stop/<int:news_id>/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def ask_stop(self, news_id, token, **kw):
        """One click: what opens links in mails by itself must not stop anything."""
        return self._stop_page(self._news(news_id, token))

    @http.route(
        "/club/news/stop/<int:news_id>/<string:token>",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
    )
    def stop(self, news_id, token, **kw):
        news = self._news(news_id, token)
        if news:
            news._choose("none")
        return self._stop_page(news, stopped=True)

    def _news(self, news_id, token):
        return request.env["club.request.news"]._by_token(news_id, token)

    def _stop_page(self, news, stopped=False):
        values = {"over": not news, "stopped": stopped}
        page = request.render(
            "club_roadmap.news_stop", values, status=200 if news else 410
        )
        return careful(page)
