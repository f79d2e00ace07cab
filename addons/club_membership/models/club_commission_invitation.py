from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

# Invitations of one commission in 24 hours: a chair needs fewer, a thief would want
# more. Of one person in a month: who declined or was forgotten may be asked again.
INVITATIONS_A_DAY = 50
INVITATIONS_OF_ONE = 3


class ClubCommission(models.Model):
    """Inviting somebody to a commission."""

    _inherit = "club.commission"

    def _invite(self, person, membership, author=None):
        """Invite somebody, who may accept or not.

        :param author: the contact who invites and is told of a refusal
        :return: their row (with full rights)
        :raises UserError: they cannot join, or too many were invited
        """
        self.ensure_one()
        if live := self._live_row(person):
            raise UserError(live._why_not_again(name=live.partner_id.name))
        if why := self._why_not(person, membership, invited=True):
            raise UserError(why)
        self._check_invitations(person)
        member = self._new_row(
            person, membership, "invited", invited_by_id=author and author.id
        )
        member._send("invitation")
        return member

    def _check_invitations(self, person):
        """Refuse to write to too many people, or to one of them on and on: those who
        declined and those whose invitation was cancelled count as well."""
        [[today, theirs]] = self.env.execute_query(
            SQL(
                """
                SELECT count(*) FILTER (WHERE create_date > now_utc - interval '1 day'),
                       count(*) FILTER (WHERE partner_id = %s
                                          AND invited_by_id IS NOT NULL)
                  FROM club_commission_member,
                       LATERAL (SELECT now() AT TIME ZONE 'UTC') AS clock (now_utc)
                 WHERE commission_id = %s
                   AND (state = 'invited' OR invited_by_id IS NOT NULL)
                   AND create_date > now_utc - interval '30 days'
                """,
                person.id,
                self.id,
            )
        )
        if today >= INVITATIONS_A_DAY:
            raise UserError(
                self.env._("Too many invitations today: go on tomorrow, please.")
            )
        if theirs >= INVITATIONS_OF_ONE:
            raise UserError(
                self.env._(
                    "%(person)s was invited %(count)s times this month: reach them "
                    "another way.",
                    person=person.name,
                    count=theirs,
                )
            )


class ClubCommissionMember(models.Model):
    """Answering an invitation, or taking it back."""

    _inherit = "club.commission.member"

    def _why_not_accept(self):
        """Why this invitation cannot be accepted now; empty when it can."""
        self.ensure_one()
        return self._why_not_now() or self.commission_id._why_not_owe(
            self.partner_id, self.membership_id
        )

    def _accept_invitation(self):
        """Accept: in, or on the waiting list."""
        # sudo: the invited person reads no rows; the portal looked theirs up.
        member = self.sudo()
        member._expect("invited")
        if why := member._why_not_accept():
            raise UserError(why)
        member._seat()

    def _decline_invitation(self):
        """Say no; who invited is told."""
        # sudo: as in _accept_invitation.
        member = self.sudo()
        member._expect("invited")
        member._leave(self.env._("Declined the invitation."))
        member._send("declined")

    def _cancel_invitation(self):
        """Take an invitation back."""
        # sudo: chairs have no right on these rows; the portal asked who leads.
        member = self.sudo()
        member._expect("invited")
        member._leave(self.env._("The invitation was cancelled."))
