from odoo import fields, http
from odoo.exceptions import UserError
from odoo.http import request

from .base import PortalPages


class CompanyPages(PortalPages, http.Controller):
    """My company: who acts for it, for everybody of its team."""

    @http.route("/my/company", type="http", auth="user", methods=["GET"], website=True)
    def companies(self, **kw):
        """The team one belongs to, or the choice between several."""
        space = self._space()
        if len(space.organisations) == 1:
            return self._team_page(space, space.organisations)
        return self._page(
            "club_portal.companies",
            space,
            {
                "page": "company",
                "companies": [
                    {"url": f"/my/company/{m.id}", "name": m.partner_id.name}
                    for m in space.organisations
                ],
            },
        )

    @http.route(
        "/my/company/<int:membership_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def company(self, membership_id, **kw):
        space = self._space()
        return self._team_page(space, self._acted_for(space, membership_id))

    def _team_page(self, space, membership):
        return self._page(
            "club_portal.company",
            space,
            {
                "page": "company",
                "team": membership._team_page(
                    space.person, membership in space.manages
                ),
                "several": len(space.organisations) > 1,
                "today": fields.Date.to_string(fields.Date.context_today(membership)),
            },
        )

    def _acted_for(self, space, membership_id):
        """An organisation for which this person acts."""
        membership = space.organisations.filtered(lambda m: m.id == membership_id)
        if not membership:
            raise request.not_found()
        return membership

    def _mine(self, space, membership):
        return space.delegations.filtered(lambda d: d.membership_id == membership)

    @http.route(
        "/my/company/<int:membership_id>/leave",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def leave(self, membership_id, **kw):
        """Leave the team, and stay among the company's contacts."""
        space = self._space()
        membership = self._acted_for(space, membership_id)
        mine = self._mine(space, membership)
        return self._do(
            space,
            "/my/company",
            lambda: mine._end(author=space.person),
            request.env._("You no longer act for %s.", membership.partner_id.name),
        )

    @http.route(
        "/my/company/<int:membership_id>/employer",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def change_employer(self, membership_id, day="", successor="", **kw):
        """Say that one works somewhere else.

        :param day: first day at the new place, as the date field writes it
        :param successor: id of a colleague who manages the team from then on
        """
        space = self._space()
        membership = self._acted_for(space, membership_id)

        def change():
            person = self._colleague(membership, successor) if successor else None
            return space.person._change_employer(
                membership, self._read_day(day), successor=person
            )

        return self._do(
            space,
            "/my/company",
            change,
            request.env._(
                "Noted: you leave %s. Your login and what is your own stay yours.",
                membership.partner_id.name,
            ),
        )

    def _read_day(self, text):
        """The day typed; today if none was."""
        try:
            day = fields.Date.to_date(text or None)
        except ValueError as wrong:
            raise UserError(request.env._("Type a date.")) from wrong
        return day or fields.Date.context_today(request.env.user)

    def _colleague(self, membership, person_id):
        """Somebody of the team, by the id in a form."""
        people = membership._team_on().partner_id
        person = people.filtered(lambda p: str(p.id) == str(person_id))
        if not person:
            raise UserError(
                request.env._(
                    "Choose somebody else of the team of %s.",
                    membership.partner_id.name,
                )
            )
        return person

    @http.route(
        "/my/company/join", type="http", auth="user", methods=["POST"], website=True
    )
    def join(self, email="", **kw):
        """Ask for a seat with an address at work: the answer comes to that address.

        What is said here is always the same, so that nobody learns who is a member.
        """
        space = self._space()

        def ask():
            # sudo: counting tries is not the visitor's business.
            rates = request.env["club.rate"].sudo()
            if not rates._allow("team_join", str(request.env.uid), 5, 24 * 60):
                raise UserError(
                    request.env._("You asked often enough today: try again tomorrow.")
                )
            try:
                with request.env.cr.savepoint():
                    request.env["club.email.domain"]._ask_to_join(
                        email, space.person, space.company
                    )
            except UserError:
                # No seat is free, or written to already: not the asker's business.
                return

        return self._do(
            space,
            "/my/company",
            ask,
            request.env._(
                "If colleagues with this address may join their company's team, a "
                "message with a link is on its way to it. If nothing comes, ask the "
                "team manager of your company."
            ),
        )
