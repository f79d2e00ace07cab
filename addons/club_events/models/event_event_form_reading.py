from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from .event_event_form import TYPED

LONGEST = 200


class EventEvent(models.Model):
    """Reading the form by which a space registers people."""

    _inherit = "event.event"

    def _book_form(self, space, way, form):
        """Register whom the form names.

        :param way: one of ``_ways``
        :param form: what was sent (``getlist`` gives several values of a name)
        :return: ``club.event.booking``
        :raises UserError: nobody is named, or somebody cannot come; it says who, why
        """
        self.ensure_one()
        if way["why_not"]:
            raise UserError(way["why_not"])
        people = self._read_people(space, way["membership"], form)
        code = form.get("discount", "").strip()[:LONGEST]
        discounts = self.env["club.event.discount"]
        booking = self._register_people(
            people,
            self._speaker_of(space),
            membership=way["membership"],
            ticket=self._read_ticket(space, way["membership"], form),
            slot=self._read_slot(form),
            presence=self._read_presence(form),
            discount=discounts._find(code, self) if code else None,
        )
        # sudo: marks the booking just made with the form it came by.
        booking.sudo().form_key = form.get("key", "")[:40] or False
        return booking

    @api.model
    def _speaker_of(self, space):
        """Who books and answers: who is signed in, and for staff on the telephone the
        person who called, who also pays.

        :param space: a ``Space``
        """
        return space.person if space.mode == "staff" else space.user.partner_id

    def _read_people(self, space, membership, form):
        """Who comes, as ``_register_people`` wants them.

        :raises UserError: nobody is named, or an answer is missing
        """
        offered = {
            str(each["id"]): each for each in self._form_people(space, membership)
        }
        ticked = dict.fromkeys(form.getlist("people") if membership else offered)
        people = []
        for key in ticked:
            if key not in offered:
                continue
            partner = self.env["res.partner"].sudo().browse(int(key))  # sudo: offered
            known = self._known(partner, membership)
            people.append(
                {
                    "partner": partner,
                    **self._read_answers(partner.name, known, key, form),
                }
            )
        if membership and self._form_typed(membership):
            people += self._read_typed(membership, form)
        if not people:
            raise UserError(
                self.env._("Nobody was registered: say who comes to %s.", self.name)
            )
        return people

    def _known(self, partner, membership):
        """What is not asked of a person again."""
        member = membership or partner.club_membership_ids[:1]
        return {
            "name": partner.name,
            "email": partner.email,
            "phone": partner.phone,
            "company_name": member.partner_id.name or partner.name,
        }

    def _read_typed(self, membership, form):
        people = []
        for number in range(1, TYPED + 1):
            key = f"t{number}"
            name = " ".join(form.get(f"name_{key}", "").split())[:LONGEST]
            email = form.get(f"email_{key}", "").strip()[:LONGEST]
            if not name and not email:
                continue
            if not name or not email_normalize(email):
                raise UserError(
                    self.env._(
                        "Give a name and an e-mail address of each person: “%s” has "
                        "only one of them, or an address that cannot be right.",
                        name or email,
                    )
                )
            known = {
                "name": name,
                "email": email_normalize(email),
                "company_name": membership.partner_id.name,
            }
            answers = self._read_answers(name, known, key, form)
            people.append({"name": name, "email": known["email"], **answers})
        return people

    def _read_answers(self, name, known, key, form):
        """Answers of one person, and their telephone where it is asked.

        :param key: names the person in the form
        """
        typed = {}
        for question in self.question_ids:
            field = f"q_{question.id}"
            if not question.once_per_order:
                field = f"{field}_{key}"
            if question.question_type in ("simple_choice", "text_box"):
                typed[question.id] = form.get(field, "")
        phone = form.get(f"phone_{key}", "").strip()[:40]
        known = {**known, "phone": known.get("phone") or phone}
        try:
            read = self._read_person(typed, known)
        except UserError as refusal:
            sentence = self.env._(
                "%(person)s: %(refusal)s", person=name, refusal=refusal
            )
            raise UserError(sentence) from refusal
        told = {"answers": read["answers"]}
        if phone:
            told["phone"] = phone
        return told

    def _read_ticket(self, space, membership, form):
        """The ticket that was chosen; None lets the rules choose the cheapest.

        :raises UserError: it is none that one may take
        """
        wanted = form.get("ticket", "")
        if not wanted:
            return None
        tickets = self._tickets_for(space.person, membership)
        found = tickets.filtered(lambda ticket: str(ticket.id) == wanted)
        if not found:
            raise UserError(
                self.env._(
                    "This ticket of %s cannot be taken any more: choose another one.",
                    self.name,
                )
            )
        return found

    def _read_slot(self, form):
        """The part of the meeting one comes to, None where there is only one.

        :raises UserError: none was chosen
        """
        if not self.is_multi_slots:
            return None
        wanted = form.get("slot", "")
        found = self.event_slot_ids.filtered(lambda slot: str(slot.id) == wanted)
        if not found:
            raise UserError(self.env._("Choose when you come to %s.", self.name))
        return found

    def _read_presence(self, form):
        if self.place == "both":
            return "remote" if form.get("presence") == "remote" else "site"
        return self.place
