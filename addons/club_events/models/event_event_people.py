from odoo import models
from odoo.exceptions import UserError

from .acting import Acting
from .circle import Circle


class EventEvent(models.Model):
    """Who may be registered by whom: the one check of every way in."""

    _inherit = "event.event"

    def _check_people(self, entries, user=None):
        """Refuse who may not come, or may not be registered by who is logged in.

        :param entries: dicts of ``partner`` (a contact, may be empty), ``name``,
            ``membership``, ``guest`` (verified), ``ticket``, ``slot``; ``membership``
            and ``organisation`` are filled in
        :param user: who registers them, by default the current user
        :raises UserError: one sentence for each who is refused
        """
        self.ensure_one()
        event = self.sudo()  # sudo: who registers may not read the meeting
        acting = Acting(event, user or self.env.user)
        people = event.env["res.partner"].union(*(e["partner"] for e in entries))
        circle = Circle(event, people)
        problems = []
        for entry in entries:
            why = event._why_closed(
                acting.staff, entry.get("ticket"), entry.get("slot")
            ) or event._why_not_entry(circle, acting, entry)
            if why and why not in problems:
                problems.append(why)
        if problems:
            raise UserError("\n".join(problems))

    def _why_not_entry(self, circle, acting, entry):
        person, guest = entry["partner"], entry.get("guest")
        membership = entry.get("membership") or None
        name = person.name or entry.get("name")
        if guest and guest.event_id != self:
            return self._not_invited(guest)
        if not guest:
            if why := acting.why_not(person, membership, name):
                return why
            if not acting.staff and person and not acting.is_own(person):
                membership = membership or self._name_used(circle, acting, person)
        if person:
            why = self._refusal_in(circle, person, membership, guest)
            membership = circle.name_of(person.with_env(circle.env), membership)
        elif guest:
            why = False
        else:
            why = self._refusal_of_typed(name, membership)
        entry["membership"] = membership or circle.env["club.membership"]
        entry["organisation"] = self._organisation_of(person, entry["membership"])
        return why

    def _name_used(self, circle, acting, person):
        """In whose name others register this person: who sends a colleague does so in
        the organisation's, and the office in one that it may change."""
        names = acting.sending(person) or acting.helping(person)
        usual = circle.name_of(person.with_env(circle.env))
        return usual if usual in names else names[:1]

    def _not_invited(self, guest):
        return self.env._(
            "The invitation of %(guest)s is not for %(meeting)s.",
            guest=guest.name,
            meeting=self.name,
        )

    def _organisation_of(self, person, membership):
        """For which organisation somebody comes: whose limited places they take."""
        if membership:
            return membership.partner_id.filtered("is_company")
        above = person.commercial_partner_id
        return above.filtered("is_company") if above != person else above.browse()
