"""What is known of some people before one meeting, asked at once for all of them."""

from functools import cached_property


class Circle:
    """These people before this meeting: memberships, seats, invitations.

    Read with full rights: a rule asks, and a sentence answers.

    :ivar event: the meeting (``event.event``, with full rights)
    :ivar people: contacts
    """

    def __init__(self, event, people):
        tz = event.company_id._club_tz() if event.company_id else event.date_tz
        # sudo: rules ask about people whom who is signed in may not read.
        self.event = event.sudo().with_context(tz=tz)
        self.people = people.sudo().with_env(self.event.env)
        self.env = self.event.env

    @cached_property
    def _own(self):
        found = self.env["club.membership"].search_fetch(
            [
                ("partner_id", "in", self.people.ids),
                ("company_id", "=", self.event.company_id.id),
                ("merged_into_id", "=", False),
            ]
        )
        return found.grouped("partner_id")

    @cached_property
    def _delegations(self):
        company = self.event.company_id
        found = self.people._club_delegations()
        return found.filtered(lambda d: d.company_id == company).grouped("partner_id")

    @cached_property
    def _rows(self):
        found = self.env["club.commission.member"].search_fetch(
            [
                ("partner_id", "in", self.people.ids),
                ("commission_id", "=", self.event.commission_id.id),
                ("state", "=", "active"),
            ]
        )
        return found.grouped("partner_id")

    @cached_property
    def _guests(self):
        # By contact, never by address: an address proves nobody.
        found = self.env["club.event.guest"].search_fetch(
            [
                ("partner_id", "in", self.people.ids),
                ("event_id", "=", self.event.id),
                ("revoked_on", "=", False),
            ]
        )
        return found.grouped("partner_id")

    @cached_property
    def hosts(self):
        """Who holds the meeting."""
        return self.event._hosts().with_env(self.env)

    def own(self, person):
        """The person's own membership here."""
        return self._own.get(person, self.env["club.membership"])

    def organisations(self, person):
        """Memberships of the organisations this person acts for today."""
        found = self._delegations.get(person, self.env["club.delegation"])
        return found.membership_id

    def acts_for(self, person, membership):
        """Whether the person may come in that name."""
        return membership in self.own(person) | self.organisations(person)

    def standing(self, person, membership=None):
        """Memberships in good standing in whose name the person may come."""
        names = self.own(person) | self.organisations(person)
        return (names & membership if membership else names).filtered("is_member")

    def seat(self, person):
        """The person's row in the commission, while it lets them take part."""
        row = self._rows.get(person, self.env["club.commission.member"])
        membership = row.membership_id
        if membership.is_member and self.acts_for(person, membership):
            return row
        return row.browse()

    def guest(self, person):
        """The invitation made out to this contact."""
        return self._guests.get(person, self.env["club.event.guest"])[:1]

    def name_of(self, person, membership=None):
        """The membership in whose name the person comes; empty if in none."""
        if membership:
            return membership.sudo().with_env(self.env)
        if self.event.audience == "body" and (row := self.seat(person)):
            return row.membership_id
        return self.standing(person)[:1] or self.own(person)[:1]
