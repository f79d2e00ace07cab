from odoo import api, fields, models
from odoo.addons.club_portal.models.club_space import SPEAKING
from odoo.exceptions import UserError
from odoo.tools import SQL

from .club_request_states import LIVE


class ClubRequestSupport(models.Model):
    """A member stands behind a request. Those who do not want to be named are counted
    and shown to nobody: a rule hides their lines from every user."""

    _name = "club.request.support"
    _description = "Support of a Request"
    _log_access = False
    _order = "request_id, id"
    _rec_name = "membership_id"

    request_id = fields.Many2one("club.request", required=True, ondelete="cascade")
    root_id = fields.Many2one(
        "club.request",
        required=True,
        ondelete="cascade",
        help="The request that this one was merged into, at the end: there each "
        "member counts once.",
    )
    membership_id = fields.Many2one(
        "club.membership", required=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        help="Who gave it, and is told what happens.",
    )
    company_id = fields.Many2one(related="membership_id.company_id", store=True)
    is_shown = fields.Boolean()

    _member_uniq = models.UniqueIndex(
        "(request_id, membership_id)", "A member supports a request once."
    )
    _root_members = models.Index("(root_id, membership_id)")


class ClubRequest(models.Model):
    _inherit = "club.request"

    # Hidden lines are not even in memory, whoever asked for them before.
    support_ids = fields.One2many(
        "club.request.support",
        "request_id",
        string="Supports",
        domain=[("is_shown", "=", True)],
    )
    support_count = fields.Integer(
        string="Supporters",
        readonly=True,
        copy=False,
        default=0,
        help="Members who stand behind it or behind what was merged into it, each "
        "counted once.",
    )
    root_id = fields.Many2one(
        "club.request", readonly=True, copy=False, index="btree_not_null"
    )
    merged_into_id = fields.Many2one(
        "club.request", readonly=True, copy=False, index="btree_not_null"
    )

    def _root(self):
        """The request that this one counts for: itself, unless it was merged."""
        return self.root_id or self

    def _support(self, person, membership, shown=True):
        """Let a member stand behind this request; a second click changes its mind
        about being named only.

        :param person: who clicks; for an organisation, one who speaks for it
        :raises UserError: no member, not theirs, or the request has ended
        """
        self.ensure_one()
        self._check_may_support(person, membership)
        if self._support_rows(membership):
            self._show_support(membership, shown)
            return
        # The superuser: see club.authored.
        self.env["club.request.support"].with_user(api.SUPERUSER_ID).create(
            {
                "request_id": self.id,
                "root_id": self._root().id,
                "membership_id": membership.id,
                "partner_id": person.id,
                "is_shown": shown,
            }
        )
        self._root()._count_support()

    def _support_rows(self, membership):
        """How a member stands behind this request and what was merged into it."""
        # sudo: members hold no right on supports; this one is theirs.
        return (
            self.env["club.request.support"]
            .sudo()
            .search(
                [
                    ("root_id", "=", self._root().id),
                    ("membership_id", "=", membership.id),
                ]
            )
        )

    def _show_support(self, membership, shown):
        """Show or hide that a member stands behind this request."""
        rows = self._support_rows(membership)
        if not shown:
            rows.is_shown = False
            return
        for row in rows.filtered(lambda row: not row.is_shown):
            # Anew: the number of the old line tells staff when it was given, and so
            # whether it came with the request.
            values = row.copy_data()[0]
            row.unlink()
            rows.with_user(api.SUPERUSER_ID).create({**values, "is_shown": True})

    def _withdraw_support(self, person, membership):
        """Take a member's support back."""
        self.ensure_one()
        self._check_speaks_for(person, membership)
        self._support_rows(membership).unlink()
        self._root()._count_support()

    def _check_may_support(self, person, membership):
        if self.state not in LIVE:
            raise UserError(
                self.env._(
                    "“%(request)s” cannot be supported any more: %(state)s.",
                    request=self.name,
                    state=self._state_label(),
                )
            )
        if not membership.is_member or membership.company_id != self.company_id:
            raise UserError(
                self.env._(
                    "%s is no member at present: renew the membership first.",
                    membership.partner_id.name,
                )
            )
        self._check_speaks_for(person, membership)

    def _check_speaks_for(self, person, membership):
        """Only the member itself, or who manages or votes for an organisation."""
        if not membership._club_speaks(person):
            raise UserError(
                self.env._(
                    "%(person)s does not speak for %(member)s: its manager or its "
                    "delegates do.",
                    person=person.name,
                    member=membership.partner_id.name,
                )
            )

    def _count_support(self):
        """Count again the members behind these requests and what was merged into
        them, each member once."""
        self.env.flush_all()
        if not self:
            return
        self.env.cr.execute(
            SQL(
                """
                UPDATE club_request r SET support_count = (
                    SELECT count(DISTINCT membership_id) FROM club_request_support s
                     WHERE s.root_id = r.id)
                 WHERE id IN %s
                """,
                tuple(self.ids),
            )
        )
        self.invalidate_recordset(["support_count"])


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _club_speaks(self, person):
        """Whether this person may commit the member: itself, or for an organisation
        its manager, its delegates or their deputies of today."""
        self.ensure_one()
        member = self.partner_id
        if not member.is_company:
            return person == member
        # sudo: the team of who acts, read to decide whether they may.
        team = self.sudo()._team_on(None, *SPEAKING)
        return person in team.partner_id
