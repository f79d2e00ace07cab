from collections import defaultdict

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
        """Whether ``person`` is named for this line, and acts for its member today."""
        self.ensure_one()
        return person in self._voters_today()[self]

    def _voters_today(self):
        """Who may cast the ballots of these lines of one box today.

        :return: {line: ``res.partner``}: those named who still act for the member
        """
        standing = {line: line._acting_for() for line in self}
        memberships = self.env["club.membership"].union(*standing.values())
        roles = defaultdict(set)
        for row in memberships._team_on(self.company_id._club_today()):
            roles[row.membership_id, row.partner_id].add(row.role)

        def acts(line, person):
            membership = standing[line]
            if not membership.partner_id.is_company:
                return person == membership.partner_id
            held = roles[membership, person]
            return bool(held if line.partner_id else held & {"voter", "deputy"})

        return {
            line: line.voter_ids.partner_id.filtered(
                lambda person, line=line: acts(line, person)
            )
            for line in self
        }

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
