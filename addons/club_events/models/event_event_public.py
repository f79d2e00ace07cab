from odoo import models
from odoo.exceptions import UserError


class EventEvent(models.Model):
    """Registering on the public page: what a form says goes through the one door.

    Who is signed in registers themselves, recognised by their own name and address,
    and people they name. A visitor's cookie proves nobody.
    """

    _inherit = "event.event"

    def _register_publicly(self, orders, discount=None):
        """Register what a visitor sent.

        :param orders: list of dicts of core's form: ``event_ticket_id``,
            ``event_slot_id`` and commands of ``registration_answer_ids``
        :param discount: code as typed
        :return: ``club.event.booking``, one per ticket and time
        :raises UserError: whatever the meeting or the form refuses
        """
        self.ensure_one()
        if not orders:
            raise UserError(self.env._("Say who comes to %s.", self.name))
        # sudo: visitors have no right on registrations; who they are is checked in
        # ``_register_people``, against who is signed in.
        event = self.sudo()
        bookings = self.env["club.event.booking"].sudo()  # sudo: as above
        booker = self._visiting_person()
        groups = event._grouped_orders(orders, booker)
        booker = booker or event._new_payer(groups)
        if discount:
            discount = self.env["club.event.discount"]._find(discount, event)
        for (ticket, slot), people in groups.items():
            bookings |= event._register_people(
                people,
                booker,
                ticket=ticket or None,
                slot=slot or None,
                presence="remote" if event.place == "remote" else "site",
                discount=discount or None,
            )
        return bookings

    def _new_payer(self, groups):
        """The contact whom an unknown visitor's invoice is made out to: always a new
        one, since what they typed proves nobody. Empty where nothing is to be paid.
        """
        partners = self.env["res.partner"]
        if not any(ticket.price for ticket, _slot in groups):
            return partners
        first = next(iter(groups.values()))[0]
        return partners.create(
            {
                "name": first["name"],
                "email": first.get("email"),
                "phone": first.get("phone"),
                "company_name": first.get("company_name"),
                "lang": self.env.lang,
            }
        )

    def _grouped_orders(self, orders, booker):
        """{(ticket, slot): people} in the order of the form.

        :raises UserError: more of a ticket than one orders at once
        """
        groups = {}
        for order in orders:
            key = self._ordered_ticket(order), self._ordered_slot(order)
            groups.setdefault(key, []).append(self._ordered_person(order, booker))
        for (ticket, _slot), people in groups.items():
            most = min(
                ticket.limit_max_per_order or self.EVENT_MAX_TICKETS,
                self.EVENT_MAX_TICKETS,
            )
            if len(people) > most:
                raise UserError(
                    self.env._(
                        "One registers %(most)s people at once for %(event)s: send the "
                        "others in a second form.",
                        most=most,
                        event=self.name,
                    )
                )
        return groups

    def _ordered_ticket(self, order):
        tickets = self.event_ticket_ids
        ticket = tickets.filtered(lambda t: t.id == order.get("event_ticket_id"))
        if tickets and not ticket:
            raise UserError(
                self.env._("Choose a ticket of %s: the page changed since.", self.name)
            )
        return ticket

    def _ordered_slot(self, order):
        slots = self.event_slot_ids if self.is_multi_slots else self.event_slot_ids[:0]
        slot = slots.filtered(lambda s: s.id == order.get("event_slot_id"))
        if self.is_multi_slots and not slot:
            raise UserError(self.env._("Choose one of the times of %s.", self.name))
        return slot

    def _ordered_person(self, order, booker):
        """One person of the form: who is signed in, or somebody typed."""
        typed = {
            vals["question_id"]: str(
                vals.get("value_answer_id") or vals.get("value_text_box") or ""
            )
            for _command, _id, vals in order.get("registration_answer_ids", [])
        }
        asked = set(self.question_ids.mapped("question_type"))
        known = {} if asked & {"name", "email"} else self._details_of(booker)
        person = self._read_person(typed, known)
        if self._is_self(person, booker):
            return {"partner": booker, "answers": person["answers"]}
        if not (person.get("name") or person.get("email")):
            raise UserError(self.env._("Type the name of who comes."))
        person.setdefault("name", person.get("email"))
        return person

    def _details_of(self, partner):
        return {name: partner[name] for name in ("name", "email") if partner[name]}

    def _is_self(self, person, booker):
        """Whether this is who is signed in: same name, same address."""
        if not booker:
            return False
        name = (person.get("name") or booker.name).casefold().strip()
        email = (person.get("email") or booker.email or "").casefold().strip()
        return (name, email) == (
            booker.name.casefold().strip(),
            (booker.email or "").casefold().strip(),
        )
