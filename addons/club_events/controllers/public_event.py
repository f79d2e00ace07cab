from odoo import http
from odoo.addons.club_membership.tools import rule_of
from odoo.addons.club_portal.controllers.base import FLASH
from odoo.addons.website_event.controllers.main import WebsiteEventController
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.http import request
from psycopg2 import IntegrityError

from .base import EventPages

BOOKED = "club_events_booked"
KEPT = 20
# What was typed of the first person, after a refusal; by id of the meeting.
TYPED = "club_events_typed"
FIRST = "1"
IDENTITY = ("name", "email", "phone", "company_name")


class PublicEventPages(EventPages):
    """What refuses a visitor's form, as a sentence on the page of the meeting."""

    def _try(self, action):
        """Do it, all or nothing.

        :return: (result, None) or (None, sentence)
        """
        try:
            with request.env.cr.savepoint():
                return action(), None
        except AccessError:
            return None, request.env._("This is not yours to do.")
        except (UserError, ValidationError) as error:
            return None, str(error)
        except ValueError:
            return None, request.env._("This form is damaged: fill it in again.")
        except IntegrityError as error:
            request.env.invalidate_all()
            return None, rule_of(request.env, error)


class PublicEvent(WebsiteEventController):
    """Core's pages of an event, for open meetings of the club.

    Registering goes through the one door of meetings; the rest of core's flow stays:
    tickets, times, questions.
    """

    _pages = PublicEventPages()

    def _prepare_event_register_values(self, event, **post):
        values = super()._prepare_event_register_values(event, **post)
        return {
            **values,
            "club_flash": request.session.pop(FLASH, None),
            "club_member": event._recognised(),
        }

    @http.route()
    def registration_new(self, event, **post):
        """The form of the attendees. Core prefills it for a visitor with what it knows
        of the cookie, which neighbours may share: only who is signed in is known."""
        tickets = self._process_tickets_form(event, post)
        if not tickets:
            return False
        offers = {offer["id"]: offer for offer in event._public_offers()}
        person = event._visiting_person()
        values = {
            "tickets": tickets,
            "event_slot_id": post.get("event_slot_id", False),
            "event": event,
            "availability_check": True,
            "limit_check": all(
                ticket["quantity"] <= offers[ticket["id"]]["most"]
                for ticket in tickets
                if ticket["id"] in offers
            ),
            "default_first_attendee": self._first_attendee(event, person),
            "club_asks_discount": event._sells_discounted(),
        }
        return request.env["ir.ui.view"]._render_template(
            "website_event.registration_attendee_details", values
        )

    @http.route()
    def registration_confirm(self, event, **post):
        """Register, then pay or read what was registered; a refusal is a sentence on
        the page, and nothing of it is kept."""
        page = f"/event/{event.id}/register"
        try:
            request.env["ir.http"]._verify_request_recaptcha_token(
                "website_event_registration"
            )
        except UserError:
            return request.redirect(f"{page}?registration_error_code=recaptcha_failed")
        discount = (post.pop("discount", "") or "").strip()[:64] or None
        typed = self._typed_first(post)
        if not self._pages._may_try_code(discount):
            return request.redirect(page)
        bookings, refusal = self._pages._try(
            lambda: event._register_publicly(
                self._process_attendees_form(event, post), discount
            )
        )
        if refusal:
            self._pages._flash(refusal, "danger")
            request.session[TYPED] = {str(event.id): typed}
            return request.redirect(page)
        request.session.pop(TYPED, None)
        booked = [*request.session.get(BOOKED, []), *bookings.ids]
        request.session[BOOKED] = booked[-KEPT:]
        if url := bookings._first_payment_url():
            return request.redirect(url)
        return request.redirect(f"/event/{event.id}/registration/success")

    def _first_attendee(self, event, person):
        """What the form knows of the first person: typed a moment ago in this browser
        and refused, else who is signed in."""
        if typed := request.session.get(TYPED, {}).get(str(event.id)):
            return typed
        return {name: person[name] for name in IDENTITY[:3]} if person else {}

    def _typed_first(self, form):
        typed = {}
        for key, value in form.items():
            number, _sign, rest = key.partition("-")
            kind = rest.partition("-")[0]
            if number == FIRST and kind in IDENTITY and isinstance(value, str):
                typed.setdefault(kind, value[:200])
        return typed

    @http.route()
    def event_registration_success(self, event, registration_ids="", **_params):
        """What this browser registered. Core asks for the visitor's cookie, which
        neighbours may share: the session says whose registrations these are."""
        bookings = event._booked_here(request.session.get(BOOKED, []))
        if not bookings:
            raise request.not_found()
        values = self._get_registration_confirm_values(event, bookings.registration_ids)
        response = request.render(
            "website_event.registration_complete",
            {**values, "club_bookings": bookings._success_values()},
        )
        response.headers["Cache-Control"] = "no-store"
        return response
