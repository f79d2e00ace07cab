from odoo import http
from odoo.addons.club_portal.controllers.home import Home
from odoo.http import request


class VendorHome(Home):
    """A vendor's person who is no member has no space: their pages come first."""

    @http.route()
    def home(self, **kw):
        contacts = request.env["club.vendor.contact"]
        if contacts._door() and not contacts.env["club.space"]._open().memberships:
            return request.redirect("/vendor")
        return super().home(**kw)
