from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .ticket_door import LARGEST_ID, TicketDoor

TYPED = (
    *("name", "body", "category", "channel", "outcome", "minutes", "person_id"),
    *("caller_name", "caller_email", "caller_phone", "search"),
)
FIRST = {"channel": "phone", "outcome": "answered"}


class TicketCallPages(TicketDoor, http.Controller):
    """Write a call down in under a minute, from the desk."""

    def _caller_space(self):
        """(space, volunteer) of who may log calls: volunteers who serve today."""
        space = self._space()
        volunteer = request.env["club.ticket"]._volunteers_of(space)[:1]
        if not volunteer:
            raise request.not_found()
        return space, volunteer

    def _call_page(self, space, volunteer, form, error="", found=None):
        tickets = request.env["club.ticket"]
        return self._page(
            "club_support.call",
            space,
            {
                "page": "support_desk",
                "form": form,
                "error": error,
                "found": found or {"people": [], "sentence": ""},
                **tickets._call_choices(volunteer),
            },
        )

    @http.route(
        "/my/support/desk/call", type="http", auth="user", methods=["GET"], website=True
    )
    def call(self, **kw):
        space, volunteer = self._caller_space()
        minutes = volunteer.company_id.club_ticket_minutes
        form = {**dict.fromkeys(TYPED, ""), **FIRST, "minutes": str(minutes)}
        return self._call_page(space, volunteer, form)

    @http.route(
        "/my/support/desk/call",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def log_call(self, then="", **form):
        """Look for somebody (``then`` is ``search``), or write the call down."""
        space, volunteer = self._caller_space()
        typed = {**FIRST, **{name: form.get(name) or "" for name in TYPED}}
        tickets = request.env["club.ticket"]
        if then == "search":
            found = tickets._callers_for(volunteer, space.user, typed["search"])
            return self._call_page(space, volunteer, typed, found=found)
        if typed["person_id"] and not tickets._caller(volunteer, typed["person_id"]):
            raise request.not_found()
        try:
            with request.env.cr.savepoint():
                made = tickets._log_call_by(volunteer, typed)
                number = made.number
        except UserError as refusal:
            found = tickets._caller_again(volunteer, space.user, typed["person_id"])
            return self._call_page(space, volunteer, typed, str(refusal), found)
        if typed["outcome"] == "answered":
            self._flash(request.env._("%s is logged, and solved.", number))
        else:
            self._flash(
                request.env._(
                    "%(number)s is logged: %(name)s goes on with it.",
                    number=number,
                    name=made.owner_id.name,
                )
            )
        return request.redirect("/my/support/desk")

    @http.route("/my/support/desk/people", type="jsonrpc", auth="user", website=True)
    def people(self, text="", **kw):
        """Who may be on the telephone, while one types."""
        space, volunteer = self._caller_space()
        tickets = request.env["club.ticket"]
        return tickets._callers_for(volunteer, space.user, str(text))

    @http.route(
        "/my/support/desk/double",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def double(self, reason="", **form):
        """Two of the people found are one: ask the office to merge them."""
        space, volunteer = self._caller_space()
        ids = [
            min(int(text[:11]), LARGEST_ID)
            for name, text in sorted(form.items())
            if name.startswith("entry_") and text.isdecimal()
        ]
        return self._do(
            space,
            "/my/support/desk",
            lambda: request.env["club.ticket"]._notice_double(volunteer, ids, reason),
            request.env._("The office reads it, and merges them if they are one."),
        )
