from odoo import http
from odoo.addons.club_roadmap.controllers.request_new import RequestNewPages
from odoo.addons.club_roadmap.models.club_request_propose import LENGTHS
from odoo.http import request


class QuestionRequestNewPages(RequestNewPages):
    """The form of a new request, filled in with a question."""

    def _typed(self, form):
        return {**super()._typed(form), "question": form.get("question") or ""}

    @http.route()
    def new(self, title="", pain="", question="", **kw):
        response = super().new(title=title, pain=pain, **kw)
        if not question:
            return response
        asked = request.env["club.request"]._question_of(self._space(), question)
        if not asked:
            raise request.not_found()
        form = response.qcontext["form"]
        form["question"] = str(asked.id)
        form["name"] = form["name"] or (asked.name or "")[: LENGTHS["name"]]
        form["wish"] = (asked.body or "")[: LENGTHS["wish"]]
        return response
