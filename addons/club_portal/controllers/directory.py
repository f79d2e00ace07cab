from odoo import http
from odoo.http import request
from werkzeug.urls import url_encode

from .base import PortalPages


class DirectoryPages(PortalPages, http.Controller):
    """The directory: for members, and for everybody where the association says so."""

    @http.route(
        "/my/directory", type="http", auth="user", website=True, methods=["GET"]
    )
    def directory(self, **kw):
        space = self._space()
        company = self._association(space)
        if not company:
            return self._page(
                "club_portal.directory_closed", space, {"page": "directory"}
            )
        values = self._search(company, space.person, kw, "/my/directory")
        return self._page(
            "club_portal.directory", space, {"page": "directory", **values}
        )

    @http.route(
        "/my/directory/<int:entry_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def card(self, entry_id, **kw):
        space = self._space()
        return self._page(
            "club_portal.directory_card",
            space,
            {
                "page": "directory",
                "card": self._card(self._association(space), space.person, entry_id),
                "base": "/my/directory",
            },
        )

    @http.route(
        "/my/directory/<int:entry_id>/photo", type="http", auth="user", methods=["GET"]
    )
    def photo(self, entry_id, **kw):
        space = self._space()
        return self._photo(self._card(self._association(space), space.person, entry_id))

    # For everybody

    @http.route(
        "/club/directory",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        sitemap=False,
    )
    def public_directory(self, **kw):
        company, nobody = self._public()
        values = self._search(company, nobody, kw, "/club/directory")
        return request.render("club_portal.public_directory", values)

    @http.route(
        "/club/directory/<int:entry_id>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        sitemap=False,
    )
    def public_card(self, entry_id, **kw):
        company, nobody = self._public()
        return request.render(
            "club_portal.public_directory_card",
            {
                "card": self._card(company, nobody, entry_id),
                "base": "/club/directory",
            },
        )

    @http.route(
        "/club/directory/<int:entry_id>/photo",
        type="http",
        auth="public",
        methods=["GET"],
    )
    def public_photo(self, entry_id, **kw):
        company, nobody = self._public()
        return self._photo(self._card(company, nobody, entry_id))

    # What they share

    def _association(self, space):
        """Whose directory the person may open: members only, acting ones included."""
        return space.memberships.filtered("is_member")[:1].company_id

    def _public(self):
        """The association whose directory is open to everybody.

        :return: (company, nobody in particular)
        :raises NotFound: it is not
        """
        # sudo: a setting of the site; what is shown is limited by the projection.
        company = request.env.company.sudo()
        if not company.club_public_directory:
            raise request.not_found()
        return company, company.env["res.partner"]

    def _card(self, company, viewer, entry_id):
        card = company and company.env["club.directory.entry"]._card(
            company, viewer, entry_id
        )
        if not card:
            raise request.not_found()
        return card

    def _photo(self, card):
        if not card["photo"]:
            raise request.not_found()
        # sudo: a picture whose owner shows it to this visitor, see _card.
        partner = request.env["res.partner"].sudo().browse(card["partner_id"])
        stream = request.env["ir.binary"]._get_image_stream_from(
            partner, "image_256", width=256, height=256
        )
        # Whoever may see it today may not tomorrow.
        return stream.get_response(max_age=0)

    def _search(self, company, viewer, asked, base):
        """Values of the search page: what was asked, what was found."""
        choices = self._choices(company, viewer)
        filters = {
            name: records.filtered(lambda r, name=name: str(r.id) == asked.get(name))
            for name, records in choices.items()
        }
        text = (asked.get("search") or "").strip()[:100]
        number = (asked.get("page") or "")[:4]
        page = int(number) if number.isdecimal() else 1
        found, more = company.env["club.directory.entry"]._find(
            company, viewer, text, page, **filters
        )
        kept = {name: record.id for name, record in filters.items() if record}
        kept |= {"search": text} if text else {}

        def address(number):
            return f"{base}?{url_encode({**kept, 'page': number})}"

        return {
            "base": base,
            "text": text,
            "too_short": len(text) == 1,
            "choices": {
                name: [
                    {
                        "id": record.id,
                        "name": record.display_name,
                        "chosen": record == filters[name],
                    }
                    for record in records
                ]
                for name, records in choices.items()
            },
            "filtered": bool(kept),
            "found": found,
            "before": address(page - 1) if page > 1 else "",
            "after": address(page + 1) if more else "",
        }

    def _choices(self, company, viewer):
        """What there is to filter by; the public is not told the commissions' names."""
        mine = [("company_id", "=", company.id)]
        env = company.env
        name = ["display_name"]
        choices = {"section": env["club.section"].search_fetch(mine, name)}
        if viewer:
            choices["commission"] = env["club.commission"].search_fetch(
                [*mine, ("state", "=", "open")], name
            )
            choices["function"] = env["club.function"].search_fetch(mine, name)
        return choices
