from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..rules.pricing import Price
from .club_delegation import ROLES

ROLE_ORDER = [role for role, _label in ROLES]

# Who sees teams: a regional treasurer reads memberships, and no team.
READERS = (
    "club_membership.group_club_reader,club_membership.group_club_secretary,"
    "club_membership.group_club_officer"
)


class ClubMembership(models.Model):
    """The team of a member organisation: who acts for it, and its seats."""

    _inherit = "club.membership"

    delegation_ids = fields.One2many(
        "club.delegation", "membership_id", string="Team", groups=READERS
    )
    seat_ids = fields.One2many("club.seat", "membership_id", groups=READERS)
    invitation_ids = fields.One2many("club.invitation", "membership_id", groups=READERS)
    email_domain_ids = fields.One2many(
        "club.email.domain", "membership_id", groups=READERS
    )
    team_count = fields.Integer(string="People", compute="_compute_team_count")

    def _compute_team_count(self):
        # sudo: how many people, for who may read the membership.
        counts = dict(
            self.env["club.delegation"]
            .sudo()
            ._read_group(
                [("membership_id", "in", self.ids), ("is_current", "=", True)],
                ["membership_id"],
                ["partner_id:count_distinct"],
            )
        )
        for membership in self:
            membership.team_count = counts.get(membership._origin, 0)

    def _team_on(self, day=None, *roles):
        """Delegations of these organisations that count on ``day``.

        :param day: a date, by default today
        :param roles: only these
        """
        # sudo: a team is asked about by rules and pages, whoever is signed in.
        delegations = self.env["club.delegation"].sudo()
        domain = Domain("membership_id", "in", self.ids) & delegations._on_date_domain(
            day or fields.Date.context_today(self)
        )
        if roles:
            domain &= Domain("role", "in", roles)
        return delegations.search_fetch(domain, order="date_from, id")

    def _has_in_team(self, person, day=None):
        """Whether ``person`` acts for this organisation on ``day``, in any role."""
        return person in self._team_on(day).partner_id

    def _places(self, kind):
        """How many places of a kind the organisation has; None when nobody counts.

        :param kind: ``seat``: seats bought, included ones too, for types priced by
            seat; ``voter``: delegates that the type grants
        """
        self.ensure_one()
        if kind == "voter":
            return self.type_id.delegate_count
        if self.type_id.price_model != "seats":
            return None
        return max(self.seats, self._seat_price().seats_included)

    def _seat_price(self):
        """The pure price in force for the current period (a blank one without any)."""
        today = fields.Date.context_today(self)
        starts = self.period_ids.filtered(
            lambda p: (
                not (p.superseded or p.cancelled) and p.date_from <= today <= p.date_to
            )
        ).mapped("date_from")
        kind = self.type_id
        return kind._price_on(min(starts, default=today)) or Price(model="seats")

    def _why_no_place(self, kind):
        """One sentence: no place of this kind is free."""
        if kind == "voter":
            return self.env._(
                "%(organisation)s already has all its delegates (%(count)s): end one "
                "first.",
                organisation=self.partner_id.name,
                count=self._places(kind),
            )
        return self.env._(
            "All %(count)s seats of %(organisation)s are taken: buy more or free one.",
            organisation=self.partner_id.name,
            count=self._places(kind),
        )

    def _check_team_open(self):
        """Refuse to grow the team of who is no member organisation today."""
        self.ensure_one()
        if not self.partner_id.is_company:
            raise UserError(
                self.env._(
                    "%s is a person: only an organisation has a team.",
                    self.partner_id.name,
                )
            )
        if not self.is_member:
            raise UserError(
                self.env._(
                    "%s is not a member at the moment: its team cannot grow before "
                    "its dues are paid.",
                    self.partner_id.name,
                )
            )

    def _name_to_team(self, person, role, email=None, day=None, new=False):
        """Give ``person`` a role in this team from ``day`` on.

        :param day: first day, by default today
        :param new: refuse when they have it already, instead of leaving it at that
        :return: the delegation
        """
        self.ensure_one()
        day = day or fields.Date.context_today(self)
        same = self._team_on(day, role).filtered(lambda d: d.partner_id == person)
        if same and new:
            raise UserError(
                self.env._("%s already has this role in the team.", person.name)
            )
        if same:
            return same
        # sudo: named by a manager, an invitation or an event, not by hand.
        return (
            self.env["club.delegation"]
            .sudo()
            .create(
                {
                    "membership_id": self.id,
                    "partner_id": person.id,
                    "role": role,
                    "email": email,
                    "date_from": day,
                }
            )
        )

    def _invite(self, email, name, role="seat", author=None):
        """Invite somebody to the team by e-mail; a seat is kept for them meanwhile.

        :param email: one address
        :param role: as on delegations
        :param author: the contact who invites, empty for staff
        :return: the ``club.invitation``
        :raises UserError: no seat is free, wrong address, too many invitations
        """
        self.ensure_one()
        # sudo: managers invite from the portal, without rights on records.
        return (
            self.env["club.invitation"]
            .sudo()
            .create(
                {
                    "membership_id": self.id,
                    "email": email,
                    "name": name,
                    "role": role,
                    "invited_by_id": author.id if author else False,
                }
            )
        )

    def _seat_figures(self):
        """{limit, used, pending, free}; limit and free are None when unlimited."""
        self.ensure_one()
        limit = self._places("seat")
        used = len(self._team_on(None, "seat"))
        pending = len(self._pending_invitations().filtered(lambda i: i.role == "seat"))
        return {
            "limit": limit,
            "used": used,
            "pending": pending,
            "free": None if limit is None else max(0, limit - used - pending),
        }

    def _pending_invitations(self):
        # sudo: as for _team_on.
        return (
            self.env["club.invitation"]
            .sudo()
            .search(
                [
                    ("membership_id", "in", self.ids),
                    ("state", "=", "sent"),
                    ("expires_at", ">", fields.Datetime.now()),
                ],
                order="sent_at desc, id desc",
            )
        )

    def _team(self, managing=False):
        """What the pages show of a team: plain values, nothing else of a person.

        :param managing: also addresses and invitations, for a team manager
        """
        self.ensure_one()
        people = [
            {
                "person_id": person.id,
                "name": person.name,
                "email": (delegations.filtered("email")[:1].email or person.email)
                if managing
                else None,
                "roles": [
                    {"id": d.id, "role": d.role, "since": d.date_from, "to": d.date_to}
                    for d in delegations.sorted(lambda d: ROLE_ORDER.index(d.role))
                ],
            }
            for person, delegations in self._team_on().grouped("partner_id").items()
        ]
        return {
            "organisation": self.partner_id.name,
            "is_member": self.is_member,
            "seats": self._seat_figures(),
            "delegates": self._places("voter"),
            "people": sorted(
                people,
                key=lambda p: (
                    ROLE_ORDER.index(p["roles"][0]["role"]),
                    (p["name"] or "").casefold(),
                ),
            ),
            "invitations": [
                invitation._shown() for invitation in self._pending_invitations()
            ]
            if managing
            else [],
        }
