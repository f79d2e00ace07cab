from odoo.addons.club_membership.tools import rule_of
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.http import content_disposition, request
from psycopg2 import IntegrityError
from werkzeug.exceptions import abort

from ..models.club_upload import MEGABYTE

FLASH = "club_flash"
ACTING_FOR = "club_for"


def file_response(content, name, mimetype="application/octet-stream", shown=False):
    """A file that the browser keeps, believes to be what it is told, and forgets.

    :param content: bytes
    :param name: what it is called once saved
    :param mimetype: never taken from who sent the file, when ``shown``
    :param shown: whether the browser may show it instead of saving it
    """
    kind = "inline" if shown else "attachment"
    return request.make_response(
        content,
        [
            ("Content-Type", mimetype),
            ("Content-Disposition", content_disposition(name, kind)),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
        ],
    )


class PortalPages:
    """What every controller of the member's space shares.

    A mixin and not a controller: Odoo merges all controllers that descend from one
    another, and pages must not meet each other's methods. Use it as
    ``class CommissionPages(PortalPages, http.Controller)``.
    """

    def _space(self, closed=False):
        """The space of who is at the keyboard, see ``club.space``.

        A form says of whose space it is: sent after another one was opened in a
        second tab, or after the right to act ended, it must not act on somebody else;
        one that does not say it acts on nobody but oneself.

        :param closed: whether the page is there before the section opens to its
            members: the first one is, and says from when
        """
        space = request.env["club.space"]._open(request.session.get(ACTING_FOR))
        form = request.httprequest.form
        unsaid = "me" if form else space.key
        meant = form.get("space", unsaid)
        if meant != space.key:
            self._flash(
                request.env._(
                    "Nothing was done: that page belonged to another member's space "
                    "than the one that is open now, %(name)s's. Open the right space "
                    "and try again.",
                    name=space.person.name,
                ),
                "danger",
            )
            abort(request.redirect("/my"))
        if space.waiting and not closed:
            abort(request.redirect("/my"))
        return space

    def _personal_space(self):
        """The space, for pages about the person alone; not found where these are out
        of reach of whoever acts for them."""
        space = self._space()
        if not space.personal:
            raise request.not_found()
        return space

    def _page(self, template, space, values=None):
        """Render a page of the space inside its layout.

        :param template: XML id of a template that calls ``club_portal.layout``
        :param values: plain values for the template; ``page`` (key of a card) marks
            the current entry of the menu
        """
        response = request.render(
            template,
            {
                "space": space,
                "cards": []
                if space.waiting
                else request.env["club.portal.card"]._all(space),
                "flash": request.session.pop(FLASH, None),
                "page_name": "club",
                "no_breadcrumbs": True,
                "page": "",
                **(values or {}),
            },
        )
        # What these pages show is personal and changes with every click.
        response.headers["Cache-Control"] = "no-store"
        return response

    def _paper(self, report, record, name):
        """A document as PDF, or as a page where PDF cannot be made."""
        # sudo: a paper of this space; members hold no rights on reports.
        reports = request.env["ir.actions.report"].sudo()
        if reports.get_wkhtmltopdf_state() in ("install", "broken"):
            page, _kind = reports._render_qweb_html(report, record.ids)
            return request.make_response(page, [("Cache-Control", "no-store")])
        pdf, _kind = reports._render_qweb_pdf(report, record.ids)
        return file_response(pdf, f"{name}.pdf", "application/pdf")

    def _uploads(self, model, field="files"):
        """(name, content) of the files that a form brings, one too many at most.

        :param model: name of the model that keeps them, see ``club.upload``
        :param field: of the form
        """
        limits = request.env[model]._upload_limits()
        sent = [file for file in request.httprequest.files.getlist(field) if file]
        # One more of each than is kept: refused by what it is, and not read whole.
        return [
            (file.filename, file.read(limits["mb"] * MEGABYTE + 1))
            for file in sent[: limits["count"] + 1]
        ]

    def _attachment(self, file):
        """A file beside a record, to keep and never shown; not found without one.

        :param file: ``ir.attachment`` found by its record, or empty
        """
        if not file:
            raise request.not_found()
        # sudo: found through what the reader may see.
        stream = request.env["ir.binary"].sudo()._get_stream_from(file)
        response = stream.get_response(as_attachment=True)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        return response

    def _flash(self, sentence, tone="success"):
        """Say something at the top of the next page.

        :param tone: ``success``, ``info``, ``warning`` or ``danger``
        """
        request.session[FLASH] = {"text": sentence, "tone": tone}

    def _do(self, space, back, action, done="", tone="success"):
        """Do what a form asks, say how it went and go back.

        Everything or nothing: a refusal leaves no half of it behind.

        :param back: address of the page that tells the outcome
        :param action: function without argument; its refusals are shown as they are
        :param done: sentence on success, also the trace of what is done for others;
            a function of the action's result if it says more
        :param tone: of that sentence, as ``_flash``; a function like ``done``
        """
        try:
            with request.env.cr.savepoint():
                result = action()
                said = done(result) if callable(done) else done
                space.trace(said)
        except AccessError:
            # Its own words name models and groups.
            self._flash(request.env._("This is not yours to do."), "danger")
        except (UserError, ValidationError) as error:
            self._flash(str(error), "danger")
        except IntegrityError as error:
            # Two clicks at once: the database let one through, and says which rule.
            request.env.invalidate_all()
            self._flash(rule_of(request.env, error), "danger")
        else:
            self._flash(said, tone(result) if callable(tone) else tone)
        return request.redirect(back)
