from odoo import http
from odoo.addons.club_portal.controllers.base import file_response
from odoo.exceptions import UserError
from odoo.http import request

from .base import RoadmapPages

MIMETYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}


def document_response(letter):
    """A letter as it was sent.

    :raises UserError: there is none, or it is not what was sent
    """
    content, kind = letter._document(), letter.document_type
    name = letter.number.replace("/", "-")
    return file_response(content, f"{name}.{kind}", MIMETYPES[kind], shown=True)


class LetterPages(RoadmapPages, http.Controller):
    """What the club wrote to the vendor, and what it answered."""

    @http.route("/my/letters", type="http", auth="user", methods=["GET"], website=True)
    def letters(self, **kw):
        space = self._member_space()
        letters = request.env["club.letter"]._of_space(space)
        return self._roadmap_page(
            "club_roadmap.letters",
            space,
            "letters",
            {"letters": letters._card_values()},
        )

    @http.route(
        "/my/letters/<int:letter_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def letter(self, letter_id, **kw):
        space = self._member_space()
        letter = self._letter(space, letter_id)
        return self._roadmap_page(
            "club_roadmap.letter", space, "letters", {"letter": letter._page_values()}
        )

    @http.route(
        "/my/letters/<int:letter_id>/document",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def document(self, letter_id, **kw):
        """The letter as it was sent."""
        letter = self._letter(self._member_space(), letter_id)
        try:
            return document_response(letter)
        except UserError as error:
            self._flash(str(error), "danger")
            return request.redirect(f"/my/letters/{letter.id}")

    @http.route(
        "/my/letters/<int:letter_id>/files/<int:file_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def file(self, letter_id, file_id, **kw):
        """An enclosure, or a file of the answer; always saved, never shown."""
        file = self._letter(self._member_space(), letter_id)._file(file_id)
        if not file:
            raise request.not_found()
        return file_response(file.raw, file.name)

    def _letter(self, space, letter_id):
        letter = request.env["club.letter"]._of_space(space, letter_id)
        if not letter:
            raise request.not_found()
        return letter
