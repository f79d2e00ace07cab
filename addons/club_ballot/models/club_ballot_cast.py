from odoo import fields, models


class ClubBallotCast(models.Model):
    """A ballot of a closed box. Nobody has a right on it: figures and published lists
    come from the box, which knows how few ballots are too few to show.

    All ballots of a box are written shuffled, in one statement of the closing
    transaction: neither id, xmin nor place in the table says who or when.
    """

    _name = "club.ballot.cast"
    _description = "Ballot"
    _log_access = False
    _order = "box_id, phrase"
    _rec_name = "phrase"

    box_id = fields.Many2one(
        "club.ballot.box", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="box_id.company_id", store=True)
    phrase = fields.Char(required=True)
    weight = fields.Integer(string="Number of votes", required=True)
    category = fields.Char(default="")
    content = fields.Json()

    _phrase_uniq = models.UniqueIndex("(box_id, phrase)", "A receipt names one ballot.")
