"""Whom somebody may register for a meeting: asked of who is logged in."""

from functools import cached_property


class Acting:
    """Who is at the keyboard, before one meeting.

    Never the contact of a visitor's cookie: a computer in a library has had many.

    :ivar user: the ``res.users`` logged in
    :ivar staff: whether they run the meeting for the office
    """

    def __init__(self, event, user):
        self.event = event
        self.user = user
        self.staff = event._is_run_by(user)
        # sudo: their own relations decide, which they may not read as records.
        self.me = user.partner_id.sudo()
        self.env = self.me.env

    @cached_property
    def wards(self):
        """Minors they are guardian of, in this association."""
        wards = self.me._club_wards()
        here = wards.filtered(lambda m: m.company_id == self.event.company_id)
        return here.partner_id

    @cached_property
    def managed(self):
        """Memberships of the organisations whose team they manage."""
        mine = self.me._club_delegations().filtered(lambda d: d.role == "manager")
        company = self.event.company_id
        return mine.membership_id.filtered(lambda m: m.company_id == company)

    @cached_property
    def _teams(self):
        return self.managed._team_on().grouped("membership_id")

    @cached_property
    def hosts(self):
        return self.event._is_host(self.me)

    def is_own(self, person):
        """Whether the person is themselves or their ward."""
        return person == self.me or person in self.wards

    def sending(self, person, membership=None):
        """Organisations in whose name they may send this person of its team."""
        managed = self.managed & membership if membership else self.managed
        if not person:
            return managed if membership else managed.browse()
        none = self.env["club.delegation"]
        return managed.filtered(lambda m: person in self._teams.get(m, none).partner_id)

    def helping(self, person, membership=None):
        """Memberships in whose name the office may register this person: those that
        who is logged in may change, wherever the meeting is.

        :param person: a contact, empty for who is known by name only
        """
        if not self.user._is_internal():
            return self.managed.browse()
        names = membership or self._names_of(person)
        # sudo: back to the rights of the rule, once those of the user have chosen.
        return names.with_user(self.user)._filtered_access("write").sudo()

    def _names_of(self, person):
        """Own memberships of this person here, and of whom they act for."""
        company = self.event.company_id
        person = person.sudo()  # sudo: as the class says
        names = person.club_membership_ids | person._club_delegations().membership_id
        return names.filtered(
            lambda m: m.company_id == company and not m.merged_into_id
        )

    def why_not(self, person, membership, name):
        """Why they may not register this person.

        :param person: a contact, empty for who is known by name only
        :param membership: in whose name, or None
        :return: a sentence, or False
        """
        if self.staff:
            return False
        if not person and self.event.audience == "open" and not membership:
            return False
        if self.user._is_public():
            return self.env._(
                "Please sign in, or open the link of your invitation, to register for "
                "%s.",
                self.event.name,
            )
        if (person and self.is_own(person)) or self.sending(person, membership):
            return False
        if self.helping(person, membership):
            return False
        if person and (self.hosts or self.event._minds_door(self.me)):
            return False
        return self.env._(
            "You cannot register %(person)s for %(meeting)s: they do it themselves, or "
            "the manager of their organisation's team does.",
            person=name,
            meeting=self.event.name,
        )

    def rules(self, registration, by):
        """Whether ``by``, who is logged in, has a say in this registration.

        :param by: a ``res.partner``
        """
        if by == self.me and (
            registration.attendee_id in self.wards
            or self.managed & registration.membership_id
        ):
            return True
        if self.helping(registration.attendee_id, registration.membership_id):
            return True
        return self.event._is_host(by)
