import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import consteq, hmac

SCOPE = "club_events-place"


class EventRegistration(models.Model):
    """The page of one place, for who comes and has no login: mails lead to it.

    Its secret is derived from the database's own, so that every mail about the place
    says the same address; it opens this one registration and nobody else's.
    """

    _inherit = "event.registration"

    def _place_token(self):
        # sudo: the secret of the database, of which only a digest leaves.
        system = self.env(su=True)
        digest = hmac(system, SCOPE, (self.id, str(self.create_date)))
        return hashlib.sha256(digest.encode()).hexdigest()[:40]

    def _place_url(self):
        """Path of the page, with its secret."""
        self.ensure_one()
        return f"/club/place/{self.id}/{self._place_token()}"

    @api.model
    def _by_place(self, place_id, token):
        """The registration whose page this secret opens, with rights; else empty."""
        # sudo: the secret is the right to answer for this one place.
        place = self.sudo().with_context(active_test=False).browse(place_id).exists()
        known = place and consteq(place._place_token(), token)
        return place if known else self.browse()

    def _is_ruled_by(self, by):
        """Also by who opened the link of this very place."""
        if by._name == "event.registration":
            return bool(by) and by == self
        return super()._is_ruled_by(by)

    def _price_values(self):
        """One place of a booking: whoever has no login goes on from there."""
        live = self.active and self.state in ("draft", "open")
        page = live and not self.attendee_id.user_ids
        return {
            **super()._price_values(),
            "page_url": self._place_url() if page else "",
        }

    def _place_page_values(self):
        """Plain values for the page of an invitation, which this one looks like."""
        self.ensure_one()
        event, guest = self.event_id, self.guest_id
        if guest:
            values = guest._page_values()
            # Documents are behind the invitation's own link.
            for item in values["items"]:
                item["documents"] = []
        else:
            values = {
                "association": (event.company_id or self.env.company).name,
                "meeting": {
                    "name": event.name,
                    "when": event._club_when(),
                    "zone": event.date_tz,
                    "where": event._club_where(),
                    "online_url": self._online_url(),
                    "description": event.description if event.is_published else "",
                    "cancelled": bool(event.cancelled_on),
                    "cancel_reason": event.cancel_reason,
                },
                "some_items": False,
                "items": [],
            }
        place = event.env["club.event.guest"]._place_values_of(event, self)
        place["pays"] = not self.booking_id.booker_id.user_ids
        return {
            **values,
            "name": self.name or "",
            "invited_by": "",
            "registered": True,
            "place": place,
            "answer": self._place_answer(),
        }

    def _online_url(self):
        there = self.event_id.place != "site" and self.state in ("open", "done")
        return self.event_id.event_url or "" if there else ""

    def _place_answer(self):
        event = self.event_id
        if self.state == "cancel" or not self.active:
            return "gone"
        if event.cancelled_on or event.date_end < fields.Datetime.now():
            return "over"
        return "place"

    def _answer_place(self, what):
        """Do what its holder says.

        :param what: ``accept``, ``leave`` or ``cancel``
        :return: sentence to show
        :raises UserError: no such offer any more, the person was there, ...
        """
        self.ensure_one()
        if self.state == "cancel" or not self.active:
            raise UserError(
                self.env._(
                    "The place of %(person)s at %(meeting)s was given back before: "
                    "register again to come.",
                    person=self.name,
                    meeting=self.event_id.name,
                )
            )
        if what == "leave" and self.hold != "offer":
            # An old page: what is offered no more is not lost by it.
            raise UserError(
                self.env._("No place of %s is kept for you.", self.event_id.name)
            )
        if what == "accept":
            self._accept(self)
            return self.env["club.event.guest"]._said("accepted")
        self._withdraw(self)
        return self.env["club.event.guest"]._said("cancelled")

    def _place_payment_url(self):
        """Where the kept place is paid by its holder; empty if it is not to be, or
        somebody with a login pays for it."""
        if self.hold != "payment" or self.booking_id.booker_id.user_ids:
            return ""
        return self.booking_id._pay_url()
