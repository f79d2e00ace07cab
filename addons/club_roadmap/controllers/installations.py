from odoo import http
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from .base import RoadmapPages

NEW = {"visibility": "members", "modules": []}


class InstallationPages(RoadmapPages, http.Controller):
    """What the members run that the person speaks for."""

    @http.route(
        "/my/installations", type="http", auth="user", methods=["GET"], website=True
    )
    def installations(self, **kw):
        space = self._member_space()
        values = request.env["club.installation"]._list_values(space)
        return self._roadmap_page(
            "club_roadmap.installations", space, "installations", values
        )

    @http.route(
        "/my/installations/new/<int:membership_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def new(self, membership_id, **kw):
        space = self._member_space()
        membership = self._chosen(space.speaking, membership_id)
        return self._form(space, membership, NEW)

    @http.route(
        "/my/installations/new/<int:membership_id>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def add(self, membership_id, **form):
        space = self._member_space()
        membership = self._chosen(space.speaking, membership_id)
        choices = request.env["club.installation"]._form_choices(membership)
        offered = {str(product["id"]) for product in choices["products"]}
        if form.get("product") and form["product"] not in offered:
            raise request.not_found()
        return self._keep(space, membership, form)

    @http.route(
        "/my/installations/<int:installation_id>/edit",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def edit(self, installation_id, **kw):
        space = self._member_space()
        own = self._own(space, installation_id)
        return self._form(space, own.membership_id, own._typed_values(), own)

    @http.route(
        "/my/installations/<int:installation_id>/edit",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def change(self, installation_id, **form):
        space = self._member_space()
        own = self._own(space, installation_id)
        product = {"product": str(own.product_id.id)}
        return self._keep(space, own.membership_id, {**form, **product}, own)

    @http.route(
        "/my/installations/<int:installation_id>/confirm",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def confirm(self, installation_id, **kw):
        space = self._member_space()
        own = self._own(space, installation_id)
        return self._do(
            space,
            "/my/installations",
            own._confirm,
            request.env._("Thank you: %s is still right.", own.display_name),
        )

    @http.route(
        "/my/installations/<int:installation_id>/end",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def end(self, installation_id, **kw):
        space = self._member_space()
        own = self._own(space, installation_id)
        return self._do(
            space,
            "/my/installations",
            own._end,
            request.env._("%s is off your list.", own.product_id.name),
        )

    @http.route(
        "/my/installations/<int:installation_id>/agree",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def agree(self, installation_id, agree="", **kw):
        space = self._personal_space()
        named = request.env["club.installation"]._named(space)
        found = named.filtered(lambda i: i.id == installation_id)
        if not found:
            raise request.not_found()
        return self._do(
            space,
            "/my/installations",
            lambda: found._agree(space.person, agree == "yes"),
            request.env._("Thank you: members may ask you through the club.")
            if agree == "yes"
            else request.env._("You are not named as a contact any more."),
        )

    # What they share

    def _own(self, space, installation_id):
        """The installation with this id, if the person speaks for who runs it."""
        own = request.env["club.installation"]._own(space)
        found = own.filtered(lambda i: i.id == installation_id)
        if not found:
            raise request.not_found()
        return found

    def _keep(self, space, membership, form, own=None):
        modules = request.httprequest.form.getlist("modules")
        installations = own or request.env["club.installation"]
        try:
            with request.env.cr.savepoint():
                kept = installations._keep(space, membership, form, modules)
                done = request.env._("%s: we keep what you said.", kept.display_name)
                space.trace(done)
        except (UserError, ValidationError) as error:
            # What was typed is not lost.
            typed = {**NEW, **form, "modules": modules}
            return self._form(space, membership, typed, own, str(error))
        self._flash(done)
        return request.redirect("/my/installations")

    def _form(self, space, membership, typed, own=None, error=""):
        installations = request.env["club.installation"]
        return self._roadmap_page(
            "club_roadmap.installation_form",
            space,
            "installations",
            {
                "typed": typed,
                "error": error,
                "choices": installations._form_choices(membership),
                "member": {"id": membership.id, "name": membership.partner_id.name},
                "own": own and own._own_values()[0],
                "product": own and own.product_id.name,
            },
        )
