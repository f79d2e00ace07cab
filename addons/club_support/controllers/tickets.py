import secrets

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.club_ticket_call import LINE
from .ticket_door import TicketDoor

TYPED = ("name", "body", "category", "key")


class TicketPages(TicketDoor, http.Controller):
    """Ask for help, and what became of one's own questions."""

    @http.route("/my/support", type="http", auth="user", methods=["GET"], website=True)
    def tickets(self, **kw):
        space = self._asking_space()
        tickets = request.env["club.ticket"]
        open_ones, past = tickets._own_cards(space)
        return self._page(
            "club_support.tickets",
            space,
            {
                "page": "support",
                "open_ones": open_ones,
                "past": past,
                "may_ask": tickets._may_ask(space),
                "answering": [
                    tickets._who_answers(space, membership)
                    for membership in tickets._asking(space)[:1]
                ],
            },
        )

    def _form_page(self, space, form, error=""):
        return self._page(
            "club_support.ticket_form",
            space,
            {
                "page": "support",
                "form": form,
                "error": error,
                "line": LINE,
                "file_limits": request.env["club.ticket"]._upload_limits(),
                **request.env["club.ticket"]._form_choices(space),
            },
        )

    def _membership(self, space, text):
        """The membership that a form names, the first one where it names none."""
        asking = request.env["club.ticket"]._asking(space)
        if not text:
            return asking[:1]
        found = asking.filtered(lambda m: str(m.id) == text)
        if not found:
            raise request.not_found()
        return found

    def _new_space(self):
        space = self._asking_space()
        if not request.env["club.ticket"]._may_ask(space):
            raise request.not_found()
        return space

    @http.route(
        "/my/support/new", type="http", auth="user", methods=["GET"], website=True
    )
    def new(self, **kw):
        space = self._new_space()
        form = {
            **dict.fromkeys(TYPED, ""),
            "membership_id": str(self._membership(space, "").id),
            "key": secrets.token_hex(16),
        }
        return self._form_page(space, form)

    @http.route(
        "/my/support/new", type="http", auth="user", methods=["POST"], website=True
    )
    def ask(self, membership_id="", **form):
        space = self._new_space()
        membership = self._membership(space, membership_id)
        typed = {name: form.get(name) or "" for name in TYPED}
        try:
            with request.env.cr.savepoint():
                made = request.env["club.ticket"]._ask_from(
                    space, typed, membership, self._uploads("club.ticket")
                )
                space.trace(request.env._("Asked %s.", made.number))
        except UserError as refusal:
            typed["membership_id"] = str(membership.id)
            return self._form_page(space, typed, error=str(refusal))
        self._flash(made._asked_sentence())
        return request.redirect(f"/my/support/{made.id}")
