from odoo import fields, models
from odoo.exceptions import UserError

LENGTHS = {"name": 128, "phone": 32, "organisation_name": 128}


class ClubEventGuest(models.Model):
    """The guest answers: they come, they do not, they gave up.

    An invitation is one place, for one person, who becomes a contact only now.
    """

    _inherit = "club.event.guest"

    def _register_own(self, form, user):
        """Register the guest, and nobody else.

        :param form: strings by name: ``name``, ``phone``, ``organisation_name``,
            ``ticket_id``, ``slot_id``, ``presence``, ``question-<id>``
        :param user: res.users who is signed in, or the public one
        :return: ``club.event.booking``
        :raises UserError: registered already, something is missing, or the meeting
            refuses
        """
        self.ensure_one()
        if self._live_registration():
            raise UserError(
                self.env._("%s is registered already.", self.name),
            )
        self._check_meeting_to_come()
        event = self.event_id
        self._take_details(form)
        contact = self._contact(form, user)
        known = {
            "name": self.name,
            "email": self.email,
            "phone": (form.get("phone") or "").strip()[: LENGTHS["phone"]],
            "company_name": self.organisation_name,
        }
        person = event._read_person(self._typed_answers(form), known)
        booking = event._register_people(
            [{**person, "partner": contact}],
            contact,
            ticket=self._chosen_ticket(form, contact),
            slot=self._chosen_slot(form),
            presence=self._chosen_presence(form),
            guest=self,
        )
        self.write({"partner_id": contact.id, "declined_on": False})
        return booking

    def _typed_answers(self, form):
        """{id of a question: text} from the fields ``question-<id>``."""
        return {
            int(number): text
            for key, text in form.items()
            if (number := key.removeprefix("question-")) != key and number.isdecimal()
        }

    def _take_details(self, form):
        """The name as the guest writes it: who invites may know the address only."""
        values = {
            name: (form.get(name) or "").strip()[: LENGTHS[name]]
            for name in ("name", "organisation_name")
        }
        if not values["name"]:
            raise UserError(self.env._("Type your first and last name."))
        self.write(values)

    # Who it is

    def _contact(self, form, user):
        """The contact of who registers: chosen by who invited, signed in with this
        very address, known by this name and address, or new.

        The link proves the mailbox, not who reads it: nobody who has a login is
        registered by it unless they are signed in.
        """
        if self.partner_id:
            return self.partner_id
        person = user.partner_id
        if not user._is_public() and person.email_normalized == self.email:
            return person.sudo()  # sudo: their own contact, with the guest's rights
        same = self._same_contacts()
        if self.env["club.portal.access"]._logins(same):
            raise UserError(
                self.env._(
                    "%s has a login at this address already: sign in with it, then "
                    "open the link of the invitation again.",
                    self.name,
                )
            )
        return same[:1] or same.create(self._contact_values(form))

    def _same_contacts(self):
        """Living people of this very name and address."""
        # sudo: holding the link is the right to be known by it.
        partners = self.env["res.partner"].sudo()
        return partners.search(
            [
                ("email_normalized", "=", self.email),
                ("is_company", "=", False),
                ("club_deceased_on", "=", False),
            ]
        ).filtered(lambda p: (p.name or "").casefold() == self.name.casefold())

    def _contact_values(self, form):
        return {
            "name": self.name,
            "email": self.email,
            "phone": (form.get("phone") or "").strip()[: LENGTHS["phone"]],
            "company_name": self.organisation_name,
            "lang": self.env.lang or self.lang,
        }

    # What they choose

    def _tickets(self):
        """Tickets this guest may take, cheapest first."""
        return self._tickets_of(self.partner_id)

    def _tickets_of(self, contact):
        event = self.event_id
        if not event.event_ticket_ids:
            return event.event_ticket_ids
        return event._tickets_for(contact, None, self)

    def _chosen_ticket(self, form, contact):
        tickets = self._tickets_of(contact)
        chosen = tickets.filtered(lambda t: str(t.id) == form.get("ticket_id"))
        return (chosen or tickets)[:1] or None

    def _open_slots(self):
        event = self.event_id
        if not event.is_multi_slots:
            return event.event_slot_ids.browse()
        return event.event_slot_ids.filtered(
            lambda slot: slot.start_datetime > fields.Datetime.now()
        )

    def _chosen_slot(self, form):
        slots = self._open_slots()
        chosen = slots.filtered(lambda slot: str(slot.id) == form.get("slot_id"))
        if self.event_id.is_multi_slots and not chosen:
            raise UserError(
                self.env._("Choose one of the times of %s.", self.event_id.name)
            )
        return chosen or None

    def _chosen_presence(self, form):
        place = self.event_id.place
        if place == "both":
            return "remote" if form.get("presence") == "remote" else "site"
        return place

    # Afterwards

    def _decline(self):
        """The guest does not come; saying it again is harmless."""
        self._withdraw_own()
        if not self.declined_on:
            self.declined_on = fields.Datetime.now()

    def _withdraw_own(self):
        """Give up the place or the rank, if there is one."""
        if place := self._live_registration():
            place._withdraw(self)

    def _answer_offer(self, accept):
        """Take the place that became free, or leave it to the next one.

        :raises UserError: there is none, or it was offered to somebody else since
        """
        place = self._live_registration()
        if place.hold != "offer":
            raise UserError(
                self.env._("No place of %s is kept for you.", self.event_id.name)
            )
        if accept:
            place._accept(self)
        else:
            place._decline(self)

    def _payment_url(self):
        """Where the kept place is paid; empty if nothing is to be paid."""
        place = self._live_registration()
        return place.booking_id._pay_url() if place.hold == "payment" else ""
