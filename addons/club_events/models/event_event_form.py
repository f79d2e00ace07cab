import secrets

from odoo import fields, models

from .circle import Circle

# How many people without a contact a form takes at once.
TYPED = 4
ME = "me"


class EventEvent(models.Model):
    """The form to register for a meeting: in whose name, who comes, with what."""

    _inherit = "event.event"

    def _ways(self, space):
        """In whose name this space may register people, and why not where not.

        :param space: a ``Space`` that sees the meeting
        :return: list of dictionaries: ``key``, ``label``, ``membership``
            (``club.membership`` or None), ``why_not`` (a sentence or nothing)
        """
        self.ensure_one()
        closed = self._why_closed()
        ways = []
        here = space.manages.filtered(
            lambda m: not self.company_id or m.company_id == self.company_id
        )
        if space.personal and not space.person.is_company:
            comes = self._rows_of(space).filtered(
                lambda row: row.attendee_id == space.person
            )
            if not comes or self.is_multi_slots:
                why_not = closed or self._refusal(space.person)
                ways.append(self._way(ME, space.person.name, None, why_not))
        for membership in here:
            name = membership.partner_id.name
            ways.append(self._way(str(membership.id), name, membership, closed))
        return ways

    def _way(self, key, label, membership, why_not):
        return {
            "key": key,
            "label": label,
            "membership": membership,
            "why_not": why_not or "",
        }

    def _rows_of(self, space):
        """Registrations of this meeting that the space handles."""
        rows = self.env["event.registration"]._of_space(space)
        return rows.filtered(lambda row: row.event_id == self)

    def _form_values(self, space, way, given):
        """What the form shows.

        :param way: one of ``_ways``
        :param given: what was typed into it before, as a form of the web server
        :return: dictionary of plain values
        """
        membership = way["membership"]
        tickets = self._tickets_for(space.person, membership)
        return {
            "way": {"key": way["key"], "label": way["label"]},
            "people": self._form_people(space, membership),
            "typed": self._form_typed(membership),
            "asks_phone": self._asks_phone(),
            "tickets": [self._ticket_values(ticket) for ticket in tickets],
            "costs": any(tickets.mapped("price")),
            "slots": self._form_slots(),
            "both": self.place == "both",
            "questions": self._form_questions(once=False),
            "questions_once": self._form_questions(once=True),
            "limits": self._limit_sentences(membership),
            "full": self.place != "both" and self._free_places().get(self) == 0,
            "key": given.get("key") or secrets.token_urlsafe(16),
            "given": given,
        }

    def _ticket_values(self, ticket):
        price = ticket._price_text() if ticket.price else ""
        return {"id": ticket.id, "name": ticket.name, "price": price}

    def _form_people(self, space, membership):
        """Whom one may tick: oneself, or the team of the organisation."""
        people = space.person
        if membership:
            current = membership.delegation_ids.filtered("is_current")
            people = current.partner_id.sorted(lambda p: (p.name or "", p.id))
        circle = Circle(self, people)
        comes = self.sudo().registration_ids.browse()
        if not self.is_multi_slots:
            # sudo: which people of one's own team are registered already.
            comes = comes.search(
                [
                    ("event_id", "=", self.id),
                    ("attendee_id", "in", people.ids),
                    ("state", "!=", "cancel"),
                ]
            )
        return [
            {
                "id": person.id,
                "name": person.name,
                "email": person.email or "",
                "is_me": person == space.person,
                "asks_phone": self._asks_phone() and not person.phone,
                "registered": person in comes.attendee_id,
                "why_not": self._refusal_in(circle, person, membership) or "",
            }
            for person in people
        ]

    def _form_typed(self, membership):
        """Numbers of the rows for people who are no contacts; none where one cannot
        register by a name alone."""
        if not membership:
            return []
        if self._refusal_of_typed(membership.display_name, membership):
            return []
        return [f"t{number}" for number in range(1, TYPED + 1)]

    def _asks_phone(self):
        return any(
            question.question_type == "phone" and question.is_mandatory_answer
            for question in self.question_ids
        )

    def _form_questions(self, once):
        """Questions that are asked once for all, or of each person."""
        ids = self.question_ids.filtered(lambda q: bool(q.once_per_order) == once).ids
        return [each for each in self._further_questions() if each["id"] in ids]

    def _form_slots(self):
        now = fields.Datetime.now()
        if not self.is_multi_slots:
            return []
        return [
            {"id": slot.id, "name": slot.display_name}
            for slot in self.event_slot_ids
            if slot.end_datetime > now
        ]

    def _limit_sentences(self, membership):
        """What one should know before: places, places of the organisation, payment."""
        free = self._free_places().get(self)
        told = []
        if free == 0 and self.place == "both":
            told.append(
                self.env._(
                    "All places of the room are taken: who takes part remotely is "
                    "registered at once, who comes on site waits until a place becomes "
                    "free."
                )
            )
        elif free == 0:
            told.append(
                self.env._(
                    "All places are taken: you will be on the waiting list, and told "
                    "when a place becomes free. You then have %s hours to accept it.",
                    self.offer_hours,
                )
            )
        elif free is not None:
            told.append(self._places_text(free))
        left = self._organisation_left(membership) if membership else None
        if left is not None:
            told.append(
                self.env._(
                    "%(limit)s places per organisation: you can register %(left)s more "
                    "people; others wait.",
                    limit=self.seats_per_organisation,
                    left=left,
                )
            )
        if sentence := self._withdrawal_sentence():
            told.append(sentence)
        return told
