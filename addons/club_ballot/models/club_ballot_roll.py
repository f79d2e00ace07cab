from odoo import api, fields, models
from odoo.addons.club_membership.tools import yes_or_no
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
    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        index="btree_not_null",
        ondelete="restrict",
        help="Whose own line this is, where each user of an organisation votes.",
    )
    twin_of_id = fields.Many2one(
        "club.ballot.roll",
        index="btree_not_null",
        help="The line of the same person, who was found to stand twice here.",
    )
    name = fields.Char(required=True, help="As it was when the roll was frozen.")
    number = fields.Char(string="Member number")
    category = fields.Char(default="", help="Empty when categories are not told apart.")
    weight = fields.Integer(string="Number of votes", required=True)
    voter_ids = fields.One2many("club.ballot.voter", "roll_id", string="Voters")
    voted = fields.Boolean(readonly=True, help="Written when the box is closed.")
    has_voted = fields.Boolean(compute="_compute_has_voted", search="_search_has_voted")

    _member_uniq = models.UniqueIndex(
        "(box_id, membership_id, COALESCE(partner_id, 0)) WHERE twin_of_id IS NULL",
        "A member stands on a roll once.",
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
        # sudo: which boxes are open; lines are found by the user's own rules.
        boxes = self.env["club.ballot.box"].sudo()
        ticked = boxes.search([("state", "in", ("open", "closing"))])._ticked()
        voted = Domain("voted", "=", True) | Domain("id", "in", ticked)
        return yes_or_no(operator, value, voted)
