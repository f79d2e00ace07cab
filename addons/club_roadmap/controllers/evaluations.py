from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .base import RoadmapPages

MARKS = ("1", "2", "3", "4", "5")


class Evaluations(RoadmapPages, http.Controller):
    """Answering an evaluation, and what all answers together say."""

    def _evaluation(self, space, evaluation_id):
        found = request.env["club.evaluation"]._of_space(space, evaluation_id)
        if not found:
            raise request.not_found()
        return found

    def _evaluation_page(self, template, space, values):
        return self._roadmap_page(
            f"club_roadmap.{template}", space, "evaluations", values
        )

    @http.route(
        "/my/evaluations", type="http", auth="user", methods=["GET"], website=True
    )
    def evaluations(self, **kw):
        space = self._member_space()
        values = request.env["club.evaluation"]._list_values(space)
        return self._evaluation_page("evaluations", space, values)

    @http.route(
        "/my/evaluations/<int:evaluation_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def evaluation(self, evaluation_id, **kw):
        space = self._member_space()
        evaluation = self._evaluation(space, evaluation_id)
        values = {"evaluation": evaluation._page_values(space), "given": {}}
        return self._evaluation_page("evaluation", space, values)

    @http.route(
        "/my/evaluations/<int:evaluation_id>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def answer(self, evaluation_id, **kw):
        """Take the answers and show the receipt in this very answer, and never again:
        neither the session nor an address nor a log gets to know it."""
        space = self._member_space()
        evaluation = self._evaluation(space, evaluation_id)
        codes = evaluation.question_ids.mapped("code")
        given = {code: kw.get(code) for code in codes}
        marks = {code: int(mark) for code, mark in given.items() if mark in MARKS}
        values = {"given": given}
        try:
            values["receipt"] = evaluation._answer(space, marks)
        except UserError as refusal:
            values["flash"] = {"text": str(refusal), "tone": "danger"}
        values["evaluation"] = evaluation._page_values(space)
        return self._evaluation_page("evaluation", space, values)

    @http.route(
        "/my/evaluations/<int:evaluation_id>/secrecy",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def evaluation_secrecy(self, evaluation_id, **kw):
        space = self._member_space()
        evaluation = self._evaluation(space, evaluation_id)
        values = {
            "evaluation": evaluation._card_values(),
            "parts": evaluation.box_id._secrecy(),
        }
        return self._evaluation_page("evaluation_secrecy", space, values)
