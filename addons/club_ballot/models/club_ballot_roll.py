from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ClubBallotRoll(models.Model):
    """One line of the frozen roll of voters: a member, its votes, whether it voted.

    Nothing is written here while people vote: ticks stand in a table of their own,
    dropped with the ballots, so that no trace of the order of voting stays.
    """

    _name = "club.ballot.roll"
    _description = "Roll of Voters"
    _log_access = False
    _order = "box_id, name, id"

    box_id = fields.Many2one(
        "club.ballot.box", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="box_id.company_id", store=True)
    membership_id = fields.Many2one(
        "club.membership", required=True, index=True, ondelete="restrict"
    )
    name = fields.Char(required=True, help="As it was when the roll was frozen.")
    number = fields.Char(string="Member number")
    category = fields.Char(default="", help="Empty when categories are not told apart.")
    weight = fields.Integer(string="Number of votes", required=True)
    voter_ids = fields.One2many("club.ballot.voter", "roll_id", string="Voters")
    voted = fields.Boolean(readonly=True, help="Written when the box is closed.")
    has_voted = fields.Boolean(compute="_compute_has_voted", search="_search_has_voted")

    _member_uniq = models.UniqueIndex(
        "(box_id, membership_id)", "A member stands on a roll once."
    )
    _weight_positive = models.Constraint(
        "CHECK (weight > 0)", "Who has no vote is not on the roll."
    )

    @api.depends("voted", "box_id.state")
    def _compute_has_voted(self):
        ticked = self.box_id._ticked()
        for line in self:
            line.has_voted = line.voted or line._origin.id in ticked

    def _search_has_voted(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: which boxes are open; lines are found by the user's own rules.
        boxes = self.env["club.ballot.box"].sudo()
        ticked = boxes.search([("state", "in", ("open", "closing"))])._ticked()
        voted = Domain("voted", "=", True) | Domain("id", "in", ticked)
        domain = Domain.FALSE
        if True in value:
            domain |= voted
        if False in value:
            domain |= ~voted
        return domain

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
        membership = self._acting_for()
        self._check_not_twice(membership)
        member = membership.partner_id
        if not member.is_company:
            acting = person == member
        else:
            today = self.company_id._club_today()
            acting = person in membership._team_on(today, "voter", "deputy").partner_id
        if not acting:
            raise UserError(
                self.env._(
                    "%(person)s does not vote for %(member)s any more: the "
                    "association's office can name another voter.",
                    person=person.name,
                    member=self.name,
                )
            )

    def _check_not_twice(self, membership):
        """Refuse a second vote of two members who were found to be one since."""
        merged = membership.search([("merged_into_id", "=", membership.id)])
        twins = merged and self.search(
            [
                ("id", "!=", self.id),
                ("box_id", "=", self.box_id.id),
                ("membership_id", "in", (merged | membership).ids),
            ]
        )
        given_up = self.membership_id != membership
        if twins and (
            (given_up and membership in twins.membership_id)
            or any(twins.mapped("has_voted"))
        ):
            raise UserError(
                self.env._(
                    "%(member)s stood twice on this roll, and is one member now: it "
                    "votes once, as number %(number)s.",
                    member=self.name,
                    number=membership.number,
                )
            )
