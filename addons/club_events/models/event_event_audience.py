from odoo import models

from .circle import Circle


class EventEvent(models.Model):
    """Who may come to a meeting, whatever the way in."""

    _inherit = "event.event"

    def _refusal(self, partner, membership=None, guest=None):
        """Why this person may not come.

        :param partner: the ``res.partner`` who comes, not who registers them
        :param membership: in whose name, by default the one that suits them best
        :param guest: the ``club.event.guest`` whose link they hold
        :return: a sentence, or False
        """
        self.ensure_one()
        return self._refusal_in(Circle(self, partner), partner, membership, guest)

    def _refusal_in(self, circle, partner, membership=None, guest=None):
        """As ``_refusal``, of one of the people of a ``Circle``."""
        event, person = circle.event, partner.with_env(circle.env)
        if person.is_company:
            return self.env._(
                "%s is an organisation: say which person comes.", person.name
            )
        if person.club_deceased_on:
            return self.env._("%s has died and is not registered.", person.name)
        if membership and not circle.acts_for(person, membership):
            return self.env._(
                "%(person)s does not come in the name of %(member)s: the team of an "
                "organisation says who acts for it.",
                person=person.name,
                member=membership.sudo().partner_id.name,  # sudo: a name of one's own
            )
        if guest and event._guest_is(guest, person):
            return False
        if getattr(event, f"_lets_{event.audience}_in")(circle, person, membership):
            return False
        if circle.guest(person) or person in circle.hosts:
            return False
        return event._why_not_for(person)

    def _guest_is(self, guest, person):
        """Whether this invitation is to this meeting, and to this contact."""
        guest = guest.sudo()  # sudo: the link was checked, its row decides
        return guest.event_id == self and guest.partner_id in (
            person,
            guest.partner_id.browse(),
        )

    def _lets_open_in(self, circle, person, membership):
        return True

    def _lets_members_in(self, circle, person, membership):
        return bool(circle.standing(person, membership))

    def _lets_body_in(self, circle, person, membership):
        row = circle.seat(person)
        return bool(row) and (not membership or row.membership_id == membership)

    def _lets_functions_in(self, circle, person, membership):
        has_one = self.function_ids & person.club_function_ids
        return bool(has_one and circle.standing(person, membership))

    def _lets_invited_in(self, circle, person, membership):
        return False

    def _why_not_for(self, person):
        """The rule of the audience, and the way out."""
        names = {
            "meeting": self.name,
            "person": person.name,
            "commission": self.commission_id.name,
            "functions": ", ".join(self.function_ids.mapped("name")),
        }
        if self.audience == "body":
            return self.env._(
                "%(meeting)s is for the members of %(commission)s, and %(person)s is "
                "none: join it first, or ask who holds the meeting for an invitation.",
                **names,
            )
        if self.audience == "functions":
            return self.env._(
                "%(meeting)s is for members with one of these functions: "
                "%(functions)s. %(person)s has none of them, or is no member in good "
                "standing: ask who holds the meeting for an invitation.",
                **names,
            )
        if self.audience == "invited":
            return self.env._(
                "One comes to %(meeting)s by invitation, and %(person)s has none: ask "
                "who holds the meeting for one.",
                **names,
            )
        return self.env._(
            "%(meeting)s is for members, and %(person)s has no membership in good "
            "standing: renew it, or ask who holds the meeting for an invitation.",
            **names,
        )

    def _refusal_of_typed(self, name, membership, by_staff=False):
        """Why somebody of whom only a name is known may not come.

        A member organisation answers for whom it sends to a meeting of members.

        :param membership: of the organisation that sends them, or None
        :return: a sentence, or False
        """
        if self.audience == "open":
            return False
        if self.audience == "members" and membership:
            membership = membership.sudo()  # sudo: its standing decides
            if (
                membership.partner_id.is_company
                and membership.company_id == self.company_id
                and membership.is_member
            ):
                return False
            return self.env._(
                "%(meeting)s is for members: the membership of %(member)s sends nobody "
                "while it is not in good standing.",
                meeting=self.name,
                member=membership.partner_id.name,
            )
        return self.env._(
            "%(meeting)s is not open to everybody: choose %(person)s among the "
            "contacts, or invite them as a guest.",
            meeting=self.name,
            person=name,
        )
