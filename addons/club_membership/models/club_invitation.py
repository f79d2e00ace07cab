from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, format_date

from .club_delegation import PLACE_OF, ROLES

# What staff say of an invitation; the rest is written by what happens to it.
FIRST_FIELDS = {"membership_id", "email", "name", "role"}


class ClubInvitation(models.Model):
    """Somebody asked by e-mail to join the team of an organisation."""

    _name = "club.invitation"
    _description = "Invitation to a Team"
    _order = "id desc"
    _rec_name = "email"
    _check_company_auto = True

    membership_id = fields.Many2one(
        "club.membership",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('partner_id.is_company', '=', True)]",
    )
    organisation_id = fields.Many2one(
        related="membership_id.partner_id", string="Organisation", store=True
    )
    company_id = fields.Many2one(related="membership_id.company_id", store=True)
    email = fields.Char(required=True)
    name = fields.Char(required=True)
    role = fields.Selection(ROLES, required=True, default="seat")
    state = fields.Selection(
        [
            ("sent", "Sent"),
            ("accepted", "Accepted"),
            ("declined", "Declined"),
            ("cancelled", "Cancelled"),
            ("expired", "Expired"),
        ],
        required=True,
        default="sent",
        readonly=True,
        copy=False,
        index=True,
    )
    token_hash = fields.Char(groups="base.group_system", copy=False)
    sent_at = fields.Datetime(readonly=True, copy=False)
    sent_count = fields.Integer(readonly=True, copy=False)
    expires_at = fields.Datetime(readonly=True, copy=False)
    invited_by_id = fields.Many2one("res.partner", readonly=True, ondelete="set null")
    by_domain = fields.Boolean(
        readonly=True, help="Asked for by the person, from an address of the team."
    )
    accepted_by_id = fields.Many2one(
        "res.partner", readonly=True, copy=False, ondelete="restrict"
    )
    accepted_on = fields.Date(readonly=True, copy=False)
    seat_ids = fields.One2many("club.seat", "invitation_id")

    _pending_uniq = models.UniqueIndex(
        "(membership_id, email) WHERE state = 'sent'",
        "This address is invited already: send that invitation again.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        for vals in vals_list:
            if not self.env.su and set(vals) - FIRST_FIELDS:
                self._refuse_history()
            vals["email"] = self._checked_address(vals.get("email"))
            vals["name"] = (vals.get("name") or "").strip() or vals["email"]
            self._check_may_be_sent(vals)
        invitations = super().create(vals_list)
        for invitation in invitations.sudo():  # sudo: seats are claimed by no hand
            if kind := PLACE_OF.get(invitation.role):
                self.env["club.seat"].sudo()._claim(
                    invitation.membership_id, kind, invitation
                )
            invitation._send()
        return invitations

    def write(self, vals):
        if not self.env.su:
            self._refuse_history()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        if not self.env.su:
            self._refuse_history()

    def _refuse_history(self):
        raise UserError(
            self.env._(
                "An invitation is kept as it was: cancel it and send another one."
            )
        )

    @api.model
    def _checked_address(self, address):
        """One address in its normal form.

        :raises UserError: there is none, or more than one
        """
        normal = email_normalize(address or "")
        if not normal:
            raise UserError(
                self.env._(
                    "“%s” is not an e-mail address: check its spelling.", address or ""
                )
            )
        return normal

    @api.model
    def _check_may_be_sent(self, vals):
        """Refuse what would reach nobody new.

        :param vals: of the invitation to make
        :raises UserError: not a member, invited or in the team already, too many
        """
        email, name = vals["email"], vals["name"].casefold()
        # sudo: whom to ask about is checked with the rights on the invitation.
        membership = self.env["club.membership"].sudo().browse(vals["membership_id"])
        membership._check_team_open()
        # Whose time is over keeps no seat from anybody, before the night as well.
        membership._expire_invitations()
        if email in membership._pending_invitations().mapped("email"):
            raise UserError(
                self.env._(
                    "%s is invited already: send that invitation again, or cancel it.",
                    email,
                )
            )
        for mate in membership._team_on(None, vals.get("role", "seat")):
            addresses = (mate.email, mate.partner_id.email_normalized)
            # Two people may share a mailbox: the name tells them apart.
            if email in addresses and name in (mate.partner_id.name.casefold(), email):
                raise UserError(
                    self.env._(
                        "%s already has this role in the team.", mate.partner_id.name
                    )
                )
        membership._check_written_to(email, bool(vals.get("by_domain")))
        membership._check_invitation_rate()

    def _why_closed(self):
        """One sentence: why this invitation cannot be accepted; empty when it can."""
        self.ensure_one()
        organisation = self.organisation_id.name
        if self.state == "accepted":
            return self.env._(
                "This invitation to the team of %s was used already.", organisation
            )
        if self.state == "declined":
            return self.env._(
                "This invitation to the team of %s was declined.", organisation
            )
        if self.state == "cancelled":
            return self.env._(
                "This invitation to the team of %s was cancelled.", organisation
            )
        if self.state == "expired" or self.expires_at <= fields.Datetime.now():
            return self.env._(
                "This invitation to the team of %(organisation)s expired on %(day)s: "
                "ask its team manager for a new one.",
                organisation=organisation,
                day=format_date(self.env, self.expires_at),
            )
        if not self.membership_id.is_member:
            return self.env._(
                "%s is not a member at the moment: this invitation cannot be accepted.",
                organisation,
            )
        return ""

    def _shown(self):
        """What a team manager sees of a pending invitation: plain values."""
        self.ensure_one()
        return {
            "id": self.id,
            "name": self.name,
            "email": self.email,
            "role": self.role,
            "sent_on": self.sent_at.date(),
            "expires_on": self.expires_at.date(),
        }
