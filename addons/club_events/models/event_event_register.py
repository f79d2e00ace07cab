from odoo import Command, models
from odoo.exceptions import UserError


class EventEvent(models.Model):
    """The one door: people, their places, the waiting list, one booking."""

    _inherit = "event.event"

    def _register_people(
        self,
        people,
        booker,
        membership=None,
        ticket=None,
        slot=None,
        presence="site",
        discount=None,
        guest=None,
        wait=True,
    ):
        """Register people in one go: all of them, or nobody.

        Who finds no place goes to the waiting list.

        :param people: dicts of ``partner``, or of ``name``, ``email``, ``phone``; and
            ``answers``, a list of values for ``registration_answer_ids``
        :param booker: the ``res.partner`` who registers them, empty for a guest
        :param membership: in whose name they come, by default each in their own
        :param ticket: an ``event.event.ticket``, by default as ``_ticket_for`` says
        :param slot: an ``event.slot``, for a meeting that has some
        :param presence: ``site`` or ``remote``, where both are possible
        :param discount: a ``club.event.discount``
        :param guest: the ``club.event.guest`` whose link was opened
        :param wait: False to refuse instead of queueing
        :return: a ``club.event.booking``; several if not one and the same pays for all
        :raises UserError: one sentence for each who is refused; nobody is registered
        """
        self.ensure_one()
        event = self.sudo()  # sudo: the one door; who comes through is checked below
        entries = [event._new_entry(each, membership, slot, guest) for each in people]
        if not entries:
            raise UserError(self.env._("Say who comes to %s.", event.name))
        event._check_slot(slot)
        for entry in entries:
            entry["ticket"] = event._ticket_for(entry, ticket)
        event._check_people(entries, self.env.user)
        event._check_order(entries)
        event._check_new(entries)
        bookings = self.env["club.event.booking"].sudo()  # sudo: as above
        for payer, group in event._by_payer(entries, booker, membership).items():
            name = membership or group[0]["membership"]
            booking = event._book(booker, payer, name, discount, guest)
            event._enter(group, booking, event._presence(presence), wait)
            bookings |= booking
        for booking in bookings:
            booking._ask_payment()
        return bookings

    def _new_entry(self, person, membership, slot, guest):
        partner = person.get("partner") or self.env["res.partner"]
        if not partner and guest:
            partner = guest.partner_id
        name = guest.name if guest else ""
        return {
            "event": self,
            "partner": partner.sudo(),  # sudo: their name and address are copied
            "name": str(person.get("name") or partner.name or name).strip(),
            "email": person.get("email") or partner.email or (guest and guest.email),
            "phone": person.get("phone") or partner.phone,
            "company_name": person.get("company_name"),
            "answers": person.get("answers") or [],
            "membership": membership,
            "slot": slot,
            "guest": guest and guest.sudo(),  # sudo: its link was checked
        }

    def _ticket_for(self, entry, ticket):
        """Hook: the ticket somebody comes with.

        :param ticket: the one that was chosen, or None
        """
        if ticket and ticket.event_id != self:
            raise UserError(
                self.env._(
                    "“%(ticket)s” is not for %(meeting)s: choose one of its own.",
                    ticket=ticket.name,
                    meeting=self.name,
                )
            )
        return ticket or self.env["event.event.ticket"]

    def _check_slot(self, slot):
        if self.is_multi_slots and (not slot or slot.event_id != self):
            raise UserError(
                self.env._("%s has several dates: choose one of them.", self.name)
            )
        if slot and not self.is_multi_slots:
            raise UserError(self.env._("%s has one date only.", self.name))

    def _check_order(self, entries):
        """Nobody is nameless, and no ticket is taken too often in one go."""
        tickets = [entry["ticket"] for entry in entries]
        for ticket in set(tickets):
            most = ticket.limit_max_per_order
            if most and tickets.count(ticket) > most:
                raise UserError(
                    self.env._(
                        "“%(ticket)s” is for %(count)s people at a time: register the "
                        "others afterwards.",
                        ticket=ticket.name,
                        count=most,
                    )
                )
        if not all(entry["name"] for entry in entries):
            raise UserError(
                self.env._("Say the name of everybody who comes to %s.", self.name)
            )

    def _check_new(self, entries):
        """Nobody is named twice, or registered already."""
        named = set()
        problems = []
        for entry in entries:
            key = entry["partner"].id or (
                entry["name"].casefold(),
                (entry["email"] or "").casefold(),
            )
            if key in named:
                problems.append(self.env._("%s is named twice.", entry["name"]))
            named.add(key)
        people = self.env["res.partner"].union(*(e["partner"] for e in entries))
        slot = entries[0]["slot"]
        known = self.env["event.registration"].search(
            [
                ("event_id", "=", self.id),
                ("attendee_id", "in", people.ids),
                ("event_slot_id", "=", slot.id if slot else False),
                ("state", "!=", "cancel"),
            ]
        )
        problems += [registration._why_not_twice() for registration in known]
        if problems:
            raise UserError("\n".join(problems))

    def _by_payer(self, entries, booker, membership):
        """These people by who pays for them: {``res.partner``: entries}.

        The organisation in whose name they come; who books, for themselves, their
        wards and who is known by name only; anybody else pays for themselves: who
        holds the meeting is not invoiced for the people they register.
        """
        people = self.env["res.partner"]
        own = booker | booker.sudo()._club_wards().partner_id if booker else people
        groups, payer = {}, people
        for entry in entries:
            person = entry["partner"]
            name = membership or entry["membership"]
            name = name.sudo()  # sudo: who pays for it
            if name.partner_id.is_company:
                payer = name.payer_id or name.partner_id
            elif booker and person and person not in own:
                payer = name.payer_id or person
            elif booker or person or not groups:
                payer = booker or person
            groups.setdefault(payer, []).append(entry)
        if not any(entry["ticket"].price for entry in entries):
            return {next(iter(groups)): entries}  # nothing to pay: one booking
        return groups

    def _book(self, booker, payer, name, discount, guest):
        return self.env["club.event.booking"].create(
            {
                "event_id": self.id,
                "company_id": (self.company_id or self.env.company).id,
                "booker_id": booker.id if booker else guest and guest.partner_id.id,
                "payer_id": payer.id if payer else False,
                "membership_id": name.id if name else False,
                "discount_id": discount.id if discount else False,
            }
        )

    def _enter(self, entries, booking, presence, wait):
        """Create the registrations of a booking, with a place or on the list."""
        company = booking.company_id
        rows = [
            {
                "event_id": self.id,
                "event_ticket_id": entry["ticket"].id,
                "event_slot_id": entry["slot"].id if entry["slot"] else False,
                "booking_id": booking.id,
                "partner_id": booking.booker_id.id,
                "attendee_id": entry["partner"].id,
                "membership_id": entry["membership"].id,
                "organisation_id": entry["organisation"].id,
                "guest_id": entry["guest"].id if entry["guest"] else False,
                "name": entry["name"],
                "email": entry["email"],
                "phone": entry["phone"],
                "company_name": entry["organisation"].name or entry["company_name"],
                "presence": presence,
                "state": "draft",
                "hold": "payment",
                "hold_until": company._club_payment_deadline(),
                "registration_answer_ids": list(map(Command.create, entry["answers"])),
            }
            for entry in entries
        ]
        registrations = self.env["event.registration"]._checked()
        registrations = registrations.with_context(
            mail_create_nosubscribe=True, club_event_wait=wait
        )
        return registrations.create(rows)

    def _presence(self, presence):
        """How one comes: as wished where both are possible."""
        return presence if self.place == "both" else self.place

    def _waits(self, ticket, slot, room=True):
        """Whether people wait already for what these would take.

        :param room: False for who takes part remotely where others come on site: they
            wait behind their like only
        """
        remote = [] if room else [("presence", "=", "remote")]
        return bool(
            self.env["event.registration"].search_count(
                [
                    ("event_id", "=", self.id),
                    ("hold", "=", "waiting"),
                    ("event_ticket_id", "=", ticket.id if ticket else False),
                    ("event_slot_id", "=", slot.id if slot else False),
                    *remote,
                ],
                limit=1,
            )
        )
