from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ClubBallotRoll(models.Model):
    """Who may cast the ballot of a line, today."""

    _inherit = "club.ballot.roll"

    def _acting_for(self):
        """The membership that this line stands for today: merged ones follow."""
        membership = self.membership_id
        while membership.merged_into_id:
            membership = membership.merged_into_id
        return membership

    def _check_may_vote(self, person):
        """Refuse who may not cast the ballot of this line.

        :param person: the contact who is signed in, never one they act for
        :raises UserError: not named as a voter, or acting for the member no more
        """
        self.ensure_one()
        if person not in self.voter_ids.partner_id:
            raise UserError(
                self.env._(
                    "%(person)s is not named as a voter of %(member)s in this vote.",
                    person=person.name,
                    member=self.name,
                )
            )
        if self._voted_elsewhere():
            raise UserError(
                self.env._(
                    "%(member)s stood twice on this roll, and is one member now: it "
                    "votes once, as number %(number)s.",
                    member=self.name,
                    number=self._acting_for().number,
                )
            )
        if not self._is_acting(person):
            raise UserError(
                self.env._(
                    "%(person)s does not vote for %(member)s any more: the "
                    "association's office can name another voter.",
                    person=person.name,
                    member=self.name,
                )
            )

    def _is_acting(self, person):
        """Whether ``person`` still acts for the member of this line today."""
        membership = self._acting_for()
        member = membership.partner_id
        if not member.is_company:
            return person == member
        roles = () if self.partner_id else ("voter", "deputy")
        today = self.company_id._club_today()
        return person in membership._team_on(today, *roles).partner_id

    def _voted_elsewhere(self):
        """Whether another line votes instead: two members were found to be one."""
        membership = self._acting_for()
        twins = self._twins(membership)
        given_up = self.membership_id != membership
        return bool(twins) and (
            (given_up and membership in twins.membership_id)
            or any(twins.mapped("has_voted"))
        )

    def _voice(self):
        """What votes once, whatever the number of its lines: a member, or a user."""
        return f"{self._acting_for().id}/{self.partner_id.id or ''}"

    def _twins(self, membership):
        """Other lines of this box that stand for the same member today.

        Where each person has a line, only those of the same person are.
        """
        family = layer = membership
        while layer := membership.search([("merged_into_id", "in", layer.ids)]):
            family |= layer
        domain = Domain("box_id", "=", self.box_id.id) & Domain("id", "!=", self.id)
        domain &= Domain("membership_id", "in", family.ids)
        if self.partner_id:
            domain &= Domain("partner_id", "=", self.partner_id.id)
        return self.search(domain)
