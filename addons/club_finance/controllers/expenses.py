from odoo import http
from odoo.addons.club_portal.controllers.base import PortalPages
from odoo.http import request

from .amounts import read_amount

PAGE = "/my/expenses"
# Larger than what is kept is refused by its size, not read whole.
LONGEST = 200  # characters of what one types


class ExpensePages(PortalPages, http.Controller):
    """What a volunteer spent: photographed, sent, decided on, paid or given."""

    @http.route(PAGE, type="http", auth="user", methods=["GET"], website=True)
    def expenses(self, **kw):
        space = self._personal_space()
        values = request.env["club.expense"]._page_of_space(space)
        return self._page(
            "club_finance.expenses", space, {"page": "expenses", **values}
        )

    @http.route(
        f"{PAGE}/start", type="http", auth="user", methods=["POST"], website=True
    )
    def start(self, summary="", section_id="", **kw):
        space = self._personal_space()
        made = []

        def start():
            made.append(
                request.env["club.expense"]._start_of_space(
                    space, summary, self._number(section_id)
                )
            )

        answer = self._do(
            space,
            PAGE,
            start,
            request.env._("Begun. Add your receipts and trips, then send it."),
        )
        return request.redirect(f"{PAGE}/{made[0].id}") if made else answer

    @http.route(
        f"{PAGE}/<int:expense_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def expense(self, expense_id, **kw):
        space = self._personal_space()
        claim = self._claim(space, expense_id)
        return self._page(
            "club_finance.expense",
            space,
            {"page": "expenses", **claim._page_values(space)},
        )

    @http.route(
        f"{PAGE}/<int:expense_id>/add",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def add(self, expense_id, **kw):
        """Add a receipt with its photograph, or a trip."""
        space = self._personal_space()
        claim = self._claim(space, expense_id)
        return self._do(
            space,
            f"{PAGE}/{claim.id}",
            lambda: request.env["club.expense.line"]._add_of_space(
                claim, self._asked(kw), self._uploads("club.expense.line")
            ),
            lambda line: request.env._("%s is added.", line.label),
        )

    @http.route(
        f"{PAGE}/<int:expense_id>/drop/<int:line_id>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def drop_line(self, expense_id, line_id, **kw):
        space = self._personal_space()
        claim = self._claim(space, expense_id)
        line = claim.line_ids.filtered(lambda line: line.id == line_id)
        if not line:
            raise request.not_found()
        return self._do(
            space,
            f"{PAGE}/{claim.id}",
            line.unlink,
            request.env._("%s is taken off the claim.", line.label),
        )

    @http.route(
        f"{PAGE}/<int:expense_id>/send",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def send(self, expense_id, settlement="", iban="", keep_account="", **kw):
        """Send the claim, to be repaid or given with a signature."""
        space = self._personal_space()
        claim = self._claim(space, expense_id)
        asked = {
            "settlement": settlement,
            "iban": iban[:60],
            "keep_account": keep_account,
            "signature": self._words(kw.get("signature", "")),
        }
        return self._do(
            space,
            f"{PAGE}/{claim.id}",
            lambda: claim._send_of_space(space, asked, request.httprequest.remote_addr),
            request.env._("Sent: your section decides on it, and you will hear."),
        )

    @http.route(
        f"{PAGE}/<int:expense_id>/back",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def back(self, expense_id, **kw):
        """Take back a claim that nobody decided on yet, to change it."""
        space = self._personal_space()
        claim = self._claim(space, expense_id)
        if claim.state != "submitted":
            return request.redirect(f"{PAGE}/{claim.id}")
        return self._do(
            space,
            f"{PAGE}/{claim.id}",
            claim._take_back,
            request.env._("You have it back: change it and send it again."),
        )

    @http.route(
        f"{PAGE}/<int:expense_id>/delete",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def delete(self, expense_id, **kw):
        """Throw away a claim that was never sent."""
        space = self._personal_space()
        claim = self._claim(space, expense_id)
        return self._do(space, PAGE, claim.unlink, request.env._("It is thrown away."))

    @http.route(
        f"{PAGE}/<int:expense_id>/file/<int:file_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def file(self, expense_id, file_id, **kw):
        """One's own receipt."""
        space = self._personal_space()
        claim = self._claim(space, expense_id)
        found = 0 < file_id < 2**31 and claim.line_ids._receipt(file_id)
        return self._attachment(found)

    # What forms say

    def _claim(self, space, expense_id):
        claims = request.env["club.expense"]._of_space(space)
        claim = claims.filtered(lambda claim: claim.id == expense_id)
        if not claim:
            raise request.not_found()
        return claim

    def _asked(self, form):
        """A line as typed; what is missing there is refused later."""
        return {
            "kind": form.get("kind", ""),
            "date": form.get("date", ""),
            "label": self._words(form.get("label", "")),
            "heading_id": self._number(form.get("heading_id")),
            "amount": read_amount(form.get("amount", "")),
            "km": read_amount(form.get("km", "")),
            "rate_id": self._number(form.get("rate_id")),
            "no_receipt_reason": self._words(form.get("no_receipt_reason", "")),
            "token": form.get("token", "")[:40],
        }

    def _number(self, text):
        return int(text) if (text or "").isdecimal() and len(text) < 10 else 0

    def _words(self, text):
        return " ".join(text.split())[:LONGEST]
