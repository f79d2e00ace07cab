from odoo import http
from odoo.addons.club_portal.controllers.base import file_response
from odoo.exceptions import UserError
from odoo.http import request

from .letters import document_response
from .vendor_door import VendorDoorPages, vendor_route


class VendorLetters(VendorDoorPages, http.Controller):
    """Letters of the club, as the vendor received them, and its answers."""

    def _letter(self, letter_id):
        """(door, letter sent to them)."""
        door = self._door()
        letter = request.env["club.letter"]._of_door(door, letter_id)
        if not letter:
            raise request.not_found()
        return door, letter

    @vendor_route("/letters")
    def letters(self, **kw):
        door = self._door()
        letters = request.env["club.letter"]._of_door(door)
        return self._vendor_page(
            "club_roadmap.vendor_letters",
            door,
            {"page": "letters", "letters": letters._door_values(door)},
        )

    @vendor_route("/letters/<int:letter_id>")
    def letter(self, letter_id, **kw):
        door, letter = self._letter(letter_id)
        return self._vendor_page(
            "club_roadmap.vendor_letter",
            door,
            {"page": "letters", "letter": letter._door_values(door)[0]},
        )

    @vendor_route("/letters/<int:letter_id>", "POST")
    def answer_letter(self, letter_id, answer="", **kw):
        door, letter = self._letter(letter_id)
        contact = door.contact(letter)
        return self._do(
            door,
            f"/vendor/letters/{letter.id}",
            lambda: contact._answer_letter(letter, answer),
            request.env._("Your answer is given: the club's members read it."),
        )

    @vendor_route("/letters/<int:letter_id>/document")
    def letter_document(self, letter_id, **kw):
        """The letter as it was sent."""
        _door, letter = self._letter(letter_id)
        try:
            return document_response(letter)
        except UserError as error:
            self._flash(str(error), "danger")
            return request.redirect(f"/vendor/letters/{letter.id}")

    @vendor_route("/letters/<int:letter_id>/files/<int:file_id>")
    def letter_file(self, letter_id, file_id, **kw):
        """An enclosure; always saved, never shown."""
        file = self._letter(letter_id)[1]._sent_file(file_id)
        if not file:
            raise request.not_found()
        return file_response(file.raw, file.name)


class VendorEvaluations(VendorDoorPages, http.Controller):
    """What users think of the vendor's products, once it is published."""

    @vendor_route("/evaluations")
    def evaluations(self, **kw):
        door = self._door()
        found = request.env["club.evaluation"]._of_door(door)
        return self._vendor_page(
            "club_roadmap.vendor_evaluations",
            door,
            {"page": "evaluations", "evaluations": found._door_values()},
        )
