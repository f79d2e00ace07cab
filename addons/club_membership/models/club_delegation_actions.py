from datetime import date, timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

ONE_DAY = timedelta(days=1)


class ClubDelegation(models.Model):
    """What happens in a team: promoted, handed over, ended."""

    _inherit = "club.delegation"

    def _check_current(self):
        today = fields.Date.context_today(self)
        for delegation in self:
            if not delegation._is_on(today):
                raise UserError(
                    self.env._(
                        "%s no longer acts for this organisation.",
                        delegation.partner_id.name,
                    )
                )

    def _promote(self, role="manager"):
        """Give the person of this delegation another role besides.

        :param role: ``manager``, ``voter``, ``deputy`` or ``seat``
        :return: the new delegation
        :raises UserError: they have it already, or no place is free
        """
        self.ensure_one()
        self._check_current()
        # sudo: managers run their team from the portal, without rights on records.
        team = self.sudo()
        return team.membership_id._name_to_team(
            team.partner_id, role, email=team.email, new=True
        )

    def _end(self, day=None, reason=None, force=False, author=None):
        """End these delegations; who had not begun never acted.

        :param day: first day on which they no longer act, by default today
        :param author: the contact who ends them: whoever else it concerns is told
        :param force: staff, a death or a closing may leave a team without manager
        :raises UserError: the organisation would be left without a team manager
        """
        today = fields.Date.context_today(self)
        day = day or today
        # sudo: ended by who may end them: managers from the portal, staff, events.
        live = self.sudo().filtered(lambda d: not d.date_to or d.date_to >= day)
        if not force:
            live._check_manager_left(day)
        for delegation in live:
            delegation.write(
                {
                    "date_to": max(day, delegation.date_from) - ONE_DAY,
                    "end_reason": reason or delegation.end_reason,
                }
            )
        if author:
            others = live.filtered(lambda d: d.partner_id != author)
            others._tell("club_membership.mail_template_team_end")
        return live

    def _check_manager_left(self, day):
        """Refuse to end the last team manager of an organisation.

        Somebody else must manage for as long as those who end would have: who has
        announced to leave is no reason for the others to leave before.
        """
        leaving = self.filtered(lambda d: d.role == "manager")
        day = max(day, fields.Date.context_today(self))
        for membership, managers in leaving.grouped("membership_id").items():
            # Written, not only locked: of two managers who leave at the same moment
            # one is made to look again.
            self.env.cr.execute(
                SQL(
                    "UPDATE club_membership SET write_date = %s WHERE id = %s",
                    fields.Datetime.now(),
                    membership.id,
                )
            )
            others = membership._team_on(day, "manager") - self
            ends = [d.date_to or date.max for d in managers]
            if not any((d.date_to or date.max) >= max(ends) for d in others):
                raise UserError(
                    self.env._(
                        "%s would have no team manager left: name another one first.",
                        membership.partner_id.name,
                    )
                )

    def _hand_over(self, person):
        """Hand this role over to somebody else of the team.

        :param person: a contact who acts for the same organisation today
        :return: their new delegation
        :raises UserError: they are not in the team, or have the role already
        """
        self.ensure_one()
        self._check_current()
        # sudo: as in _promote.
        mine = self.sudo()
        person = person.sudo()
        if person == mine.partner_id or not mine.membership_id._has_in_team(person):
            raise UserError(
                self.env._(
                    "Choose somebody else of the team of %s.",
                    mine.organisation_id.name,
                )
            )
        theirs = mine.membership_id._team_on(None, mine.role).filtered(
            lambda d: d.partner_id == person
        )
        # Who has the role already, and maybe leaves soon, takes nothing over.
        reason = self.env._("Handed over to %s", person.name)
        mine._end(reason=reason, force=not theirs)
        if not theirs:
            email = mine.membership_id._team_on().filtered(
                lambda d: d.partner_id == person
            )
            theirs = mine.membership_id._name_to_team(
                person, mine.role, email=email[:1].email
            )
        theirs._tell("club_membership.mail_template_team_hand_over")
        return theirs

    def _tell(self, template):
        """Queue a mail to the person of each of these delegations."""
        for delegation in self:
            self.env["club.team.mail"]._queue(
                delegation, template, delegation.partner_id, delegation.email
            )

    def action_end(self):
        """Button of staff: over from today on, the last manager included."""
        self.check_access("write")
        ended = self._end(force=True)
        ended._note_without_manager()

    def _note_without_manager(self):
        """Say on the membership that staff left a team without manager."""
        for membership in self.membership_id:
            if not membership._team_on(None, "manager"):
                membership.message_post(
                    body=self.env._("The team of this member has no manager any more.")
                )
