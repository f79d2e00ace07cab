from functools import cached_property

from odoo import api, fields, models
from odoo.fields import Domain

# Roles in a team that commit the organisation.
SPEAKING = ("manager", "voter", "deputy")


class Space:
    """Whose portal it is: everything a page may show or change starts from here.

    Portal users hold no rights on the association's models. A space reads with full
    rights, and only along the relations of one person: their own membership, and the
    organisations they act for today.

    :ivar user: who is logged in
    :ivar person: whose space it is (``res.partner``, readable)
    :ivar mode: ``self``, ``guardian`` or ``staff``: who is at the keyboard
    """

    def __init__(self, user, person, mode="self", membership=None):
        self.user = user
        # sudo: see the class; what is reached is limited by the properties below.
        self.person = person.sudo()
        self.mode = mode
        self.env = self.person.env
        self._chosen = membership
        self._answers = {}

    def once(self, key, ask):
        """What ``ask()`` answers, asked once: the page, its menu and its cards want
        the same, and a space lives no longer than the page.

        :param key: names the question
        """
        if key not in self._answers:
            self._answers[key] = ask()
        return self._answers[key]

    @cached_property
    def companies(self):
        """Associations that this space shows: the user's. Staff of one may be members
        of another: their own space shows it as well, and they get no rights there."""
        # Odoo keeps these ids between requests, and forgets them when they change.
        companies = self.env["res.company"].browse(self.user._get_company_ids())
        if self.mode == "staff" or self.user.share:
            return companies
        given = self.env["club.portal.access"].search([("user_id", "=", self.user.id)])
        return companies | given.company_id

    @cached_property
    def own(self):
        """The person's memberships, the one of the user's association first."""
        own = self._reached.filtered(lambda m: m.partner_id == self.person)
        return own.sorted(lambda m: (m.company_id != self.user.company_id, m.id))

    def _found(self, domain):
        return self.env["club.membership"].search_fetch(
            domain
            & Domain("company_id", "in", self.companies.ids)
            & Domain("merged_into_id", "=", False)
        )

    @cached_property
    def _reached(self):
        """What the person holds, pays for or acts for, as far as whoever is at the
        keyboard may handle it: read at once, and parted below.

        Members enter once their section is open to them, and who joined by the page
        at once: their welcome says so, and dues wait. Staff help the others before. A
        regional officer who acts for the manager of a company of their region does
        not reach what the same person is in another region.
        """
        domain = (
            Domain("partner_id", "=", self.person.id)
            | Domain("payer_id", "=", self.person.id)
            | Domain("id", "in", self._acting.membership_id.ids)
        )
        if self.mode != "staff":
            today = fields.Date.context_today(self.person)
            joined = self.env["club.application"]._search(
                [("state", "=", "approved"), ("membership_id", "!=", False)]
            )
            return self._found(
                domain
                & (
                    Domain("section_id.portal_open_on", "<=", today)
                    | Domain("id", "in", joined.subselect("membership_id"))
                )
            )
        memberships = self._found(domain)
        # sudo: back to the rights of the space, once the own rights have chosen.
        return memberships.with_user(self.user)._filtered_access("write").sudo()

    @cached_property
    def _acting(self):
        return self.person._club_delegations().filtered(
            lambda d: d.company_id in self.companies
        )

    @cached_property
    def delegations(self):
        """For whom this person acts today, and how."""
        return self._acting.filtered(lambda d: d.membership_id in self._reached)

    @cached_property
    def organisations(self):
        """Memberships of the organisations this person acts for."""
        return self.delegations.membership_id

    @cached_property
    def manages(self):
        """Memberships of the organisations whose team this person manages."""
        return self.delegations.filtered(lambda d: d.role == "manager").membership_id

    @cached_property
    def memberships(self):
        return self.own | self.organisations

    @cached_property
    def standing(self):
        """Memberships in good standing, in whose name the person takes part."""
        return self.memberships.filtered("is_member")

    @cached_property
    def speaking(self):
        """Memberships that the person commits, by supporting or pledging: their own,
        and the organisations that they manage or vote for."""
        spoken = self.delegations.filtered(lambda d: d.role in SPEAKING)
        return self.standing & (self.own | spoken.membership_id)

    @cached_property
    def waiting(self):
        """What keeps the space closed: the person's memberships in sections that are
        not open to their members yet, where nothing else opens it."""
        if (
            self.mode == "staff"
            or self.own
            or self.delegations
            or self.wards
            or self.payable
        ):
            return self.env["club.membership"]
        mine = self._found(Domain("partner_id", "=", self.person.id))
        return mine | self._acting.membership_id

    @cached_property
    def payable(self):
        """Memberships whose dues this person sees and may pay: their own, those they
        manage, and those they are the payer of."""
        paid_for = self._reached.filtered(lambda m: m.payer_id == self.person)
        return self.own | self.manages | paid_for

    @cached_property
    def seats(self):
        """Rows of the person in commissions, as far as this space reaches."""
        return self.person._club_commissions().filtered(
            lambda row: (
                row.company_id in self.companies
                and (self.personal or row.membership_id in self.memberships)
            )
        )

    @cached_property
    def personal(self):
        """Whether what concerns the person alone may be handled here as well.

        Who opens the space of a company speaks with its manager about the company;
        that manager's own affairs belong to who may change their contact.
        """
        if self.mode != "staff":
            return True
        return self.person.with_user(self.user).has_access("write")

    @cached_property
    def payers(self):
        """In whose name dues, payments and notices of this space stand."""
        payers = self.manages.partner_id
        return payers | self.person if self.personal else payers

    @property
    def key(self):
        """Names this space in its forms, so that none is sent to another's."""
        return str(self._chosen.id) if self.mode != "self" else "me"

    @cached_property
    def wards(self):
        """Memberships of the minors this person acts for, whose space they open."""
        if self.mode != "self":
            return self.env["club.membership"]
        wards = self.person._club_wards()
        return wards.filtered(lambda m: m.company_id in self.companies)

    @property
    def company(self):
        """The association shown: the one of the first membership, else the user's."""
        return self.memberships[:1].company_id or self.user.company_id.sudo()

    def membership(self, membership_id):
        """The membership of this space with this id, empty if it is none of them."""
        return self.memberships.filtered(lambda m: m.id == membership_id)

    def trace(self, action):
        """Keep the trace of what somebody did for this person.

        :param action: one sentence, as the member will read it
        """
        if self.mode == "self":
            return
        membership = (self._chosen or self.own)[:1]
        self.env["club.trace"].create(
            {
                "user_id": self.user.id,
                "person_id": self.person.id,
                "membership_id": membership.id,
                "company_id": self.company.id,
                "mode": self.mode,
                "action": action,
            }
        )
        if membership:
            membership.message_post(
                body=self.env._(
                    "%(user)s, for %(member)s: %(action)s",
                    user=self.user.name,
                    member=self.person.name,
                    action=action,
                ),
                author_id=self.user.partner_id.id,
            )


class ClubSpace(models.AbstractModel):
    """Opens the space of whoever is at the keyboard."""

    _name = "club.space"
    _description = "Member's Space"

    @api.model
    def _open(self, acting_for=None):
        """The space of the current user, or of the member they act for.

        :param acting_for: id of a membership (kept in the session), checked anew
            each time: rights may have ended since
        :return: a ``Space``
        """
        user = self.env.user
        if acting_for:
            # sudo: read to find out whether the user may act for its holder.
            membership = self.env["club.membership"].sudo().browse(acting_for).exists()
            mode = membership and self._mode(membership)
            if mode:
                return Space(user, self._person_of(membership), mode, membership)
        return Space(user, user.partner_id)

    @api.model
    def _mode(self, membership):
        """How the current user may act for the holder of this membership, or None."""
        user = self.env.user
        if membership in user.partner_id.sudo()._club_wards():  # sudo: own relations
            return "guardian"
        own_rights = membership.with_user(user)
        if user._is_internal() and own_rights.has_access("write"):
            return "staff"
        return None

    @api.model
    def _person_of(self, membership):
        """Who one speaks with: the member, or the first manager of an organisation."""
        if not membership.partner_id.is_company:
            return membership.partner_id
        managers = membership.delegation_ids.filtered(
            lambda d: d.role == "manager" and d.is_current
        )
        return managers[:1].partner_id or membership.partner_id
