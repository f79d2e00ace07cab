import hashlib
import hmac
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

VALID_DAYS = 14
# Asked for by whoever knows an address of a domain: it keeps a seat, so not for long.
VALID_DAYS_BY_DOMAIN = 2
# Mails one organisation may send to strangers in a day, and to one of them in a month.
MAILS_PER_DAY = 50
MAILS_PER_ADDRESS = 5
MONTH = timedelta(days=30)
# Who never answered is no member: their address is not kept for ever.
KEPT_DAYS = 180


class ClubInvitation(models.Model):
    """Sending an invitation, and what becomes of it."""

    _inherit = "club.invitation"

    def _send(self):
        """Mail a new link; the one sent before stops working."""
        self.ensure_one()
        token = secrets.token_urlsafe(32)
        days = VALID_DAYS_BY_DOMAIN if self.by_domain else VALID_DAYS
        now = fields.Datetime.now()
        self.write(
            {
                "token_hash": self._hash(token),
                "sent_at": now,
                "sent_count": self.sent_count + 1,
                "expires_at": now + timedelta(days=days),
            }
        )
        self.env["club.team.mail"]._queue(
            self,
            "club_membership.mail_template_team_invitation",
            address=self.email,
            name=self.name,
            url=self._url(token),
        )
        return token

    @api.model
    def _hash(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    def _url(self, token):
        return f"{self.get_base_url()}/club/invitation/{self.id}/{token}"

    @api.model
    def _by_token(self, invitation_id, token):
        """The invitation behind a link, whatever became of it; empty if it is wrong."""
        # sudo: who holds the link was written to; visitors have no rights on records.
        invitation = self.sudo().browse(invitation_id).exists()
        wanted = invitation.token_hash or ""
        if not invitation or not hmac.compare_digest(wanted, self._hash(token)):
            return self.browse()
        return invitation

    def _resend(self):
        """Send a pending or expired invitation again, with a new link.

        :raises UserError: it was used or cancelled, or sent too often
        """
        self.ensure_one()
        # sudo: by a team manager from the portal, or by staff (see action_resend).
        mine = self.sudo()
        if mine.state not in ("sent", "expired"):
            raise UserError(mine._why_closed())
        membership = mine.membership_id
        membership._check_written_to(mine.email, mine.by_domain)
        membership._check_team_open()
        if mine.state == "sent" and mine.expires_at > fields.Datetime.now():
            membership._check_invitation_rate()
            mine._send()
            return mine
        # Its seat was given back: it begins again as a new one.
        mine._close("expired")
        return membership._invite(mine.email, mine.name, mine.role, mine.invited_by_id)

    def _cancel(self):
        """Withdraw a pending invitation; its seat is free again."""
        for invitation in self.sudo():  # sudo: as in _resend
            if invitation.state != "sent":
                raise UserError(invitation._why_closed())
            invitation._close("cancelled")

    def _decline(self):
        """Say no: the seat is free again, and who invited is told.

        :raises UserError: it was used, cancelled or expired
        """
        self.ensure_one()
        # sudo: holding the link is the right to decline it.
        mine = self.sudo()
        if why := mine._why_closed():
            raise UserError(why)
        mine._close("declined")
        if not mine.by_domain:
            mine._tell_managers("declined", mine.invited_by_id)

    def _close(self, state):
        self.write({"state": state})
        self.seat_ids._release()

    def _accept(self, person):
        """Join the team: the seat kept for the invitation becomes this person's.

        :param person: the contact of whoever holds the link
        :return: their ``club.delegation``
        :raises UserError: it was used, cancelled or expired; not a person
        """
        self.ensure_one()
        # sudo: holding the link is the right to accept it.
        mine = self.sudo()
        person = person.sudo()
        if why := mine._why_closed():
            raise UserError(why)
        if person.is_company or person.club_deceased_on:
            raise UserError(
                self.env._("%s cannot join a team: it takes a person.", person.name)
            )
        mine.write(
            {
                "state": "accepted",
                "accepted_by_id": person.id,
                "accepted_on": fields.Date.context_today(self),
            }
        )
        mine.seat_ids._release()
        delegation = mine.membership_id._name_to_team(
            person, mine.role, email=mine.email
        )
        mine._tell_managers("accepted", besides=person)
        return delegation

    def _tell_managers(self, answer, first=None, besides=None):
        """Tell the team managers what became of this invitation.

        :param answer: accepted or declined
        :param first: the contact who is told alone while they manage the team
        :param besides: the contact who needs no telling
        """
        managers = self.membership_id._team_on(None, "manager")
        managers = managers.filtered(lambda d: d.partner_id == first) or managers
        for manager in managers.filtered(lambda d: d.partner_id != besides):
            self.env["club.team.mail"]._queue(
                self,
                f"club_membership.mail_template_team_{answer}",
                manager.partner_id,
                manager.email,
            )

    @api.autovacuum
    def _gc_unanswered(self):
        """Forget who was invited and did not come."""
        since = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search(
            [
                ("state", "in", ("declined", "cancelled", "expired")),
                ("sent_at", "<", since),
            ]
        ).unlink()

    def action_resend(self):
        """Button of staff."""
        self.membership_id.check_access("write")
        for invitation in self:
            invitation._resend()

    def action_cancel(self):
        """Button of staff."""
        self.membership_id.check_access("write")
        self._cancel()


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _check_invitation_rate(self):
        """Refuse a mail more than an organisation may send in a day."""
        since = fields.Datetime.now() - timedelta(days=1)
        recent = self.env["club.invitation"]._read_group(
            [("membership_id", "=", self.id), ("sent_at", ">=", since)],
            [],
            ["sent_count:sum"],
        )[0][0]
        if (recent or 0) >= MAILS_PER_DAY:
            raise UserError(
                self.env._(
                    "%(organisation)s has sent %(count)s invitations since yesterday: "
                    "go on tomorrow, or ask the association.",
                    organisation=self.partner_id.name,
                    count=recent,
                )
            )

    def _check_written_to(self, email, by_domain):
        """Refuse to write to somebody on and on, also by cancelling and inviting anew.

        :param by_domain: what people ask for themselves is counted apart, so that
            nobody uses up what a team manager may send
        """
        # sudo: cancelled invitations count, whoever may read them.
        [[count]] = (
            self.env["club.invitation"]
            .sudo()
            ._read_group(
                [
                    ("membership_id", "=", self.id),
                    ("email", "=", email),
                    ("by_domain", "=", by_domain),
                    ("state", "!=", "accepted"),
                    ("sent_at", ">", fields.Datetime.now() - MONTH),
                ],
                [],
                ["sent_count:sum"],
            )
        )
        if (count or 0) >= MAILS_PER_ADDRESS:
            raise UserError(
                self.env._(
                    "%(email)s was written to %(count)s times: reach them another way.",
                    email=email,
                    count=count,
                )
            )

    def _expire_invitations(self):
        """Give back the seats of invitations nobody answered in time.

        :return: the invitations; of all organisations when ``self`` is empty
        """
        # sudo: the calendar decides, whoever comes by first.
        late = (
            self.env["club.invitation"]
            .sudo()
            .search(
                [
                    ("state", "=", "sent"),
                    ("expires_at", "<=", fields.Datetime.now()),
                    *([("membership_id", "in", self.ids)] if self else []),
                ]
            )
        )
        if late:
            late._close("expired")
        return late
