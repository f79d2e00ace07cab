from odoo import http
from odoo.addons.club_portal.controllers.base import FLASH, PortalPages, file_response
from odoo.addons.club_portal.controllers.home import Home
from odoo.addons.portal.controllers.portal import pager
from odoo.http import request

from ..models.club_dossier_page import SHOWS
from ..models.club_dossier_sheet import LARGEST
from .base import whole

STEP = 50
LAST_PAGE = 10_000
REPORT = "club_roadmap.action_report_dossier"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAID = (
    *("feasibility", "cost_points", "version", "version_name", "version_date"),
    "reason",
)


def vendor_route(path, method="GET"):
    """A page of the vendor's people, who are no members."""
    return http.route(
        f"/vendor{path}", type="http", auth="user", methods=[method], website=True
    )


class VendorDoorPages(PortalPages):
    """What every page of a vendor shares: it starts from a ``VendorDoor``."""

    def _door(self):
        """The door of who is at the keyboard; not found for everybody else."""
        door = request.env["club.vendor.contact"]._door()
        if not door:
            raise request.not_found()
        return door

    def _dossier(self, dossier_id):
        """(door, dossier released to them)."""
        door = self._door()
        dossier = door.dossier(dossier_id)
        if not dossier:
            raise request.not_found()
        return door, dossier

    def _line(self, dossier_id, line_id):
        """(door, line of a dossier released to them)."""
        door, dossier = self._dossier(dossier_id)
        line = dossier.line_ids.filtered(lambda each: each.id == line_id)
        if not line:
            raise request.not_found()
        return door, line

    def _vendor_page(self, template, door, values):
        """Render a page inside the vendor's layout.

        :param template: XML id of a template that calls ``club_roadmap.vendor_layout``
        """
        response = request.render(
            template,
            {
                "person_name": door.person.name,
                "vendor_names": ", ".join(door.contacts.vendor_id.mapped("name")),
                "flash": request.session.pop(FLASH, None),
                "page_name": "club",
                "no_breadcrumbs": True,
                **values,
            },
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    def _vendors_language(self, door, dossier, language):
        """Whether texts are shown in the vendor's language: as chosen, else as the
        reader's own language is."""
        if language in ("club", "vendor"):
            return language == "vendor" and bool(dossier.vendor_lang)
        return door.contact(dossier).lang == dossier.vendor_lang


class VendorPages(VendorDoorPages, http.Controller):
    """Dossiers that were released to a vendor, and its answers."""

    @vendor_route("")
    def vendor(self, **kw):
        door = self._door()
        return self._vendor_page(
            "club_roadmap.vendor_dossiers",
            door,
            {"page": "dossiers", "dossiers": door.dossiers._list_values(door)},
        )

    @vendor_route("/<int:dossier_id>")
    def dossier(self, dossier_id, search="", show="all", language="", number=1, **kw):
        door, dossier = self._dossier(dossier_id)
        search, show = search[:60].strip(), show if show in SHOWS else "all"
        number = min(whole(number), LAST_PAGE)
        ours = self._vendors_language(door, dossier, language)
        language = "vendor" if ours else "club"
        lines = dossier._found_lines(search, show)
        chosen = {"search": search, "show": show, "language": language}
        pages = pager(
            url=f"/vendor/{dossier.id}",
            total=len(lines),
            page=max(number, 1),
            step=STEP,
        )
        first = pages["offset"]
        return self._vendor_page(
            "club_roadmap.vendor_dossier",
            door,
            {
                "page": "dossiers",
                "dossier": dossier._list_values(door)[0],
                "lines": dossier._lines_values(lines[first : first + STEP], ours),
                "notes": dossier.note_ids._vendor_values(ours),
                "found": len(lines),
                "first": first,
                "step": STEP,
                "number": max(number, 1),
                **chosen,
            },
        )

    @vendor_route("/<int:dossier_id>/lines/<int:line_id>")
    def line(self, dossier_id, line_id, language="", **kw):
        door, line = self._line(dossier_id, line_id)
        dossier = line.dossier_id
        ours = self._vendors_language(door, dossier, language)
        return self._vendor_page(
            "club_roadmap.vendor_line",
            door,
            {
                "page": "dossiers",
                "dossier": dossier._list_values(door)[0],
                "line": dossier._lines_values(line, ours)[0],
                "form": line._form_values(),
                "former": line._former_values(),
                "deliveries": line.delivery_ids._values(),
                "notes": dossier.note_ids.filtered(
                    lambda note: note.line_id in (line, line.browse())
                )._vendor_values(ours),
                "language": "vendor" if ours else "club",
            },
        )

    @vendor_route("/<int:dossier_id>/lines/<int:line_id>", "POST")
    def answer(self, dossier_id, line_id, give="", **kw):
        """Keep what was typed as a draft, or give it.

        :param give: ``1`` to give the answer
        """
        door, line = self._line(dossier_id, line_id)
        contact = door.contact(line.dossier_id)
        said = {name: kw.get(name, "")[:10000] for name in SAID}
        page = f"/vendor/{line.dossier_id.id}"
        if give == "1":
            return self._do_keeping(door, line, contact, said, page)
        return self._do(
            door,
            f"{page}/lines/{line.id}",
            lambda: line._save_draft(contact, said),
            request.env._("The draft is kept. The club does not see it yet."),
        )

    def _do_keeping(self, door, line, contact, said, page):
        """Give an answer; what is refused stays in the form, as a draft."""
        given = []
        response = self._do(
            door,
            page,
            lambda: given.append(line._give(contact, said)),
            request.env._("Your answer to %s is given.", line.number),
        )
        if given:
            return response
        refusal = request.session.get(FLASH)
        self._do(door, page, lambda: line._save_draft(contact, said))
        request.session[FLASH] = refusal
        return request.redirect(f"{page}/lines/{line.id}")

    @vendor_route("/<int:dossier_id>/give", "POST")
    def give_drafts(self, dossier_id, **kw):
        door, dossier = self._dossier(dossier_id)
        return self._do(
            door,
            f"/vendor/{dossier.id}",
            lambda: dossier._give_drafts(door.contact(dossier)),
            lambda count: request.env._("Answers given: %s.", count),
        )

    @vendor_route("/<int:dossier_id>/lines/<int:line_id>/delivered", "POST")
    def delivered(self, dossier_id, line_id, **kw):
        door, line = self._line(dossier_id, line_id)
        contact = door.contact(line.dossier_id)
        return self._do(
            door,
            f"/vendor/{line.dossier_id.id}/lines/{line.id}",
            lambda: (line._check_answering(contact), line._claim_delivery(contact)),
            request.env._("The club is asked to confirm the delivery."),
        )


class VendorFiles(VendorDoorPages, http.Controller):
    """A dossier as a file, and back."""

    @vendor_route("/<int:dossier_id>/export/<string:kind>")
    def export(self, dossier_id, kind, language="", **kw):
        """The dossier as ``pdf``, ``xlsx`` or ``csv``, in either language."""
        door, dossier = self._dossier(dossier_id)
        ours = self._vendors_language(door, dossier, language)
        if kind == "pdf":
            return self._paper(dossier, ours)
        made = {
            "xlsx": (dossier._to_xlsx, XLSX),
            "csv": (dossier._to_csv, "text/csv; charset=utf-8"),
        }
        if kind not in made:
            raise request.not_found()
        make, mimetype = made[kind]
        return file_response(make(ours), f"{dossier.name}.{kind}", mimetype)

    def _paper(self, dossier, ours):
        """As PDF, or as a page where PDF cannot be made."""
        # sudo: vendors hold no right on reports; the dossier was released to them.
        reports = request.env["ir.actions.report"].sudo()
        data = {"vendors_language": ours}
        if reports.get_wkhtmltopdf_state() in ("install", "broken"):
            page, _kind = reports._render_qweb_html(REPORT, dossier.ids, data)
            return request.make_response(page, [("Cache-Control", "no-store")])
        pdf, _kind = reports._render_qweb_pdf(REPORT, dossier.ids, data)
        return file_response(pdf, f"{dossier.name}.pdf", "application/pdf")

    @vendor_route("/<int:dossier_id>/upload", "POST")
    def upload(self, dossier_id, sheet=None, **kw):
        """Take a filled-in workbook: its answers become drafts."""
        door, dossier = self._dossier(dossier_id)
        # A field of text in the place of a file has nothing to read.
        content = sheet.read(LARGEST + 1) if hasattr(sheet, "read") else b""
        return self._do(
            door,
            f"/vendor/{dossier.id}?show=drafts",
            lambda: dossier._take_sheet(door.contact(dossier), content),
            lambda count: request.env._(
                "Drafts written from your file: %s. Look at them, then give them.",
                count,
            ),
        )


class VendorVersions(VendorDoorPages, http.Controller):
    """How far the versions are that the vendor has promised."""

    @vendor_route("/versions")
    def versions(self, **kw):
        door = self._door()
        versions = request.env["club.product.version"]._promised_by(door)
        return self._vendor_page(
            "club_roadmap.vendor_versions",
            door,
            {"page": "versions", "versions": versions._vendor_page_values(door)},
        )

    @vendor_route("/versions/<int:version_id>", "POST")
    def report(self, version_id, step="", day="", **kw):
        door = self._door()
        versions = request.env["club.product.version"]._promised_by(door)
        version = versions.filtered(lambda each: each.id == version_id)
        if not version or step not in ("date", "start", "release"):
            raise request.not_found()
        return self._do(
            door,
            "/vendor/versions",
            lambda: version._vendor_reports(version._contact(door), step, day),
            request.env._("%s: the club knows.", version.name),
        )


class VendorGroup(VendorDoorPages, http.Controller):
    """The vendor's side of a joint group."""

    def _discussed(self, dossier_id):
        door, dossier = self._dossier(dossier_id)
        if not dossier._marked():
            raise request.not_found()
        return door, dossier

    @vendor_route("/<int:dossier_id>/group")
    def group(self, dossier_id, **kw):
        door, dossier = self._discussed(dossier_id)
        ours = self._vendors_language(door, dossier, "")
        return self._vendor_page(
            "club_roadmap.vendor_group",
            door,
            {
                "page": "dossiers",
                "dossier": dossier._list_values(door)[0],
                "lines": dossier._lines_values(dossier._marked(), ours),
                "messages": dossier.message_ids._values("vendor"),
            },
        )

    @vendor_route("/<int:dossier_id>/group", "POST")
    def send_message(self, dossier_id, body="", about="", **kw):
        door, dossier = self._discussed(dossier_id)
        contact = door.contact(dossier)
        line_id = whole(about)
        return self._do(
            door,
            f"/vendor/{dossier.id}/group",
            lambda: contact._write_to_group(dossier, body, line_id),
            request.env._("Your message is sent to the group."),
        )


class VendorHome(Home):
    """A vendor's person who is no member has no space: their pages come first."""

    @http.route()
    def home(self, **kw):
        contacts = request.env["club.vendor.contact"]
        if contacts._door() and not contacts.env["club.space"]._open().memberships:
            return request.redirect("/vendor")
        return super().home(**kw)
