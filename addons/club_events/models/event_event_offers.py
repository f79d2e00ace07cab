from urllib.parse import quote

from odoo import api, models

# Tickets of these are shown to who cannot take them, with what they would have to do.
TOLD = ("member", "sponsor")


class EventEvent(models.Model):
    """What the public page offers a visitor: tickets with their prices, and places."""

    _inherit = "event.event"

    @api.depends("event_registrations_sold_out")
    def _compute_event_registrations_open(self):
        """A full meeting still takes people on its waiting list."""
        result = super()._compute_event_registrations_open()
        for event in self:
            if event.event_registrations_open or not event.event_registrations_sold_out:
                continue
            event.event_registrations_open = (
                event.kanban_state != "cancel"
                and event.event_registrations_started
                and not event.is_finished
                and (not event.is_multi_slots or bool(event.event_slot_count))
                and (
                    not event.event_ticket_ids
                    or any(
                        ticket.is_launched and not ticket.is_expired
                        for ticket in event.event_ticket_ids
                    )
                )
            )
        return result

    def _visiting_person(self):
        """The contact of who is signed in; empty for anybody else, whatever their
        cookies say."""
        user = self.env.user
        return self.env["res.partner"] if user._is_public() else user.partner_id

    def _public_offers(self, slot=None):
        """Tickets as the public page shows them to this visitor.

        :param slot: ``event.slot`` they chose, where there are several times
        :return: list of plain values; ``taken`` says whether they may take it, else
            ``hint`` says what to do
        """
        self.ensure_one()
        event = self.sudo()  # sudo: prices and places of a published meeting
        slot = slot.sudo() if slot else event.event_slot_ids.browse()  # sudo: as above
        tickets = event.event_ticket_ids.filtered(lambda t: not t.is_expired)
        if not event.event_ticket_ids:
            [left] = event._get_seats_availability([(slot, tickets)])
            return [self._plain_offer(left)]
        mine = event._tickets_for(self._visiting_person())
        shown = tickets.filtered(
            lambda t: (
                t in mine
                or t.club_category in TOLD
                or (t.club_category == "all" and not t.is_launched)
            )
        )
        places = event._get_seats_availability([(slot, ticket) for ticket in shown])
        return [
            self._offer_of(ticket, left, ticket in mine)
            for ticket, left in zip(shown, places, strict=True)
        ]

    def _plain_offer(self, left):
        """Registering where there are no tickets."""
        return {
            "id": 0,
            "name": self.env._("Registration"),
            "description": "",
            "price": "",
            "taken": True,
            "hint": "",
            "login": "",
            "most": self.EVENT_MAX_TICKETS,
            "left": left,
        }

    def _offer_of(self, ticket, left, taken):
        ticket = ticket.with_env(self.sudo().env)  # sudo: as in _public_offers
        return {
            **self._plain_offer(left),
            "id": ticket.id,
            "name": ticket.name,
            "description": ticket.description or "",
            "price": ticket._price_text(),
            "taken": taken,
            "hint": "" if taken else self._why_not_offered(ticket),
            "login": self._login_url() if not taken else "",
            "most": min(
                ticket.limit_max_per_order or self.EVENT_MAX_TICKETS,
                self.EVENT_MAX_TICKETS,
            ),
        }

    def _why_not_offered(self, ticket):
        if not ticket.is_launched:
            return self.env._(
                "From %s on", ticket.event_id._moment(ticket.start_sale_datetime)
            )
        if ticket.club_category == "sponsor":
            return self.env._("For sponsors")
        if self._visiting_person():
            return self.env._("For members in good standing; your membership is not.")
        return self.env._("For members: sign in to register at this price.")

    def _login_url(self):
        """Where a visitor signs in and comes back to this meeting."""
        if self._visiting_person():
            return ""
        return f"/web/login?redirect={quote(f'{self.website_url}/register')}"

    def _is_full(self):
        """Whether who registers now waits."""
        self.ensure_one()
        return bool(self.seats_limited and self.seats_available <= 0)

    def _recognised(self):
        """What the public page says to a member who is signed in.

        :return: plain values, or False for any other visitor
        """
        person = self._visiting_person()
        if not person:
            return False
        space = self.env["club.space"]._open()
        standing = space.standing.filtered(lambda m: m.company_id == self.company_id)
        if not standing:
            return False
        organisations = (standing & space.organisations).partner_id
        return {
            "name": person.name,
            "organisations": organisations.mapped("name"),
            "url": f"/my/meetings/{self.id}",
        }
