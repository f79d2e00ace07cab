from odoo import http
from odoo.addons.club_portal.controllers.base import FLASH, PortalPages, file_response
from odoo.addons.club_portal.controllers.signin import careful
from odoo.http import request

# Answers from one network (perhaps a whole organisation that was invited) and from
# its neighbours, and wrong links; per minutes.
LIMITS = {"answers": (60, 15), "around": (300, 15), "wrong": (30, 15)}
PAGE = "/club/meeting/<int:guest_id>/<string:token>"


def door(path, methods):
    """A route of the page of an invitation."""
    return http.route(
        f"{PAGE}{path}",
        type="http",
        auth="public",
        methods=methods,
        website=True,
        sitemap=False,
    )


class _Nobody:
    """No space: what a guest does leaves no trace of somebody acting for them."""

    @staticmethod
    def trace(said):
        """Nothing to keep."""


class LinkPages(PortalPages):
    """Pages behind a link of a mail: how often one answers, and in what language."""

    def _answered(self, url, action):
        """Do what the holder of a link answers, and show the page again.

        :param action: returns the sentence to say
        """
        if not self._may_answer():
            self._flash(
                request.env._(
                    "Many answers came from here. Wait a quarter of an hour and try "
                    "again."
                ),
                "danger",
            )
            return careful(request.redirect(url))
        return careful(self._do(_Nobody, url, action, done=lambda said: said))

    def _page_lang(self, own):
        """The language of the page: the one that was chosen there, else ``own``."""
        chosen = request.cookies.get("frontend_lang")
        if chosen not in request.env["res.lang"]._get_frontend():
            request.update_context(lang=own)
        return request.env.lang

    def _may_answer(self):
        return self._may_try("answers", LIMITS["answers"], "_network") and (
            self._may_try("around", LIMITS["around"], "_neighbours")
        )

    def _may_try(self, kind, limits, part):
        rates = request.env["club.rate"].sudo()  # sudo: counting is not theirs
        key = getattr(rates, part)(request.httprequest.remote_addr)
        return rates._allow(f"meeting_{kind}", key, *limits)

    def _show(self, values, url):
        """The page behind a link, with what its last form led to.

        :param url: where its forms go
        """
        flash = request.session.pop(FLASH, None)
        values = {**values, "url": url, "flash": flash}
        return careful(request.render("club_events.guest_page", values))

    def _over(self):
        """Withdrawn, sent again since, or never made: one answer for all."""
        return careful(request.render("club_events.guest_over", {}, status=410))


class GuestDoor(LinkPages, http.Controller):
    """The page of an invitation: whoever holds its link answers for one guest."""

    @door("", ["GET"])
    def guest_page(self, guest_id, token, **_params):
        """What the meeting is, as far as this guest is invited, and their answer."""
        guest = self._guest(guest_id, token)
        if not guest:
            return self._over()
        return self._show(
            {**guest._page_values(), **guest._form_values(request.env.user)},
            self._url(guest, token),
        )

    @door("/register", ["POST"])
    def guest_register(self, guest_id, token, **form):
        """The guest comes: their own place, on the waiting list where it is full."""
        user = request.env.user
        return self._answer(
            guest_id,
            token,
            lambda guest: guest._register_own(form, user) and guest._registered_text(),
        )

    @door("/decline", ["POST"])
    def guest_decline(self, guest_id, token, **_form):
        """The guest does not come."""
        return self._answer(
            guest_id,
            token,
            lambda guest: guest._decline() or guest._said("declined"),
        )

    @door("/cancel", ["POST"])
    def guest_cancel(self, guest_id, token, **_form):
        """The guest gives up the place; they may come back to it while it lasts."""
        return self._answer(
            guest_id,
            token,
            lambda guest: guest._withdraw_own() or guest._said("cancelled"),
        )

    @door("/offer", ["POST"])
    def guest_offer(self, guest_id, token, answer="", **_form):
        """Take the place that became free, or leave it."""
        accept = answer == "accept"
        return self._answer(
            guest_id,
            token,
            lambda guest: (
                guest._answer_offer(accept)
                or guest._said("accepted" if accept else "cancelled")
            ),
        )

    @door("/pay", ["POST"])
    def guest_pay(self, guest_id, token, **_form):
        """Go to the payment of the place that is kept."""
        guest = self._guest(guest_id, token)
        if not guest or not self._may_answer():
            return self._over()
        url = guest._payment_url()
        return careful(request.redirect(url or self._url(guest, token)))

    @door("/document/<int:document_id>", ["GET"])
    def guest_document(self, guest_id, token, document_id, **_params):
        """A document of an item that this guest is invited to."""
        guest = self._guest(guest_id, token)
        document = guest and guest._document(document_id)
        if not document:
            raise request.not_found()
        if document.type == "url":
            return careful(request.redirect(document.url, local=False))
        return careful(file_response(document.raw or b"", document.name))

    # Who answers

    def _guest(self, guest_id, token):
        """The guest of this link in the language of the page, or empty."""
        guests = request.env["club.event.guest"]
        # Larger numbers are no ids of anything.
        guest = guests._by_token(guest_id, token) if guest_id < 2**31 else guests
        if not guest:
            self._may_try("wrong", LIMITS["wrong"], "_network")
            return guest
        return guest.with_context(lang=self._page_lang(guest._words().env.lang))

    def _answer(self, guest_id, token, action):
        """Do what the guest answers, and show the page again.

        :param action: function of the guest; returns the sentence to say
        """
        guest = self._guest(guest_id, token)
        if not guest:
            return self._over()
        return self._answered(self._url(guest, token), lambda: action(guest))

    def _url(self, guest, token):
        return f"/club/meeting/{guest.id}/{token}"
