from odoo import fields, models


class ClubBallotVoter(models.Model):
    """A person who may put a member's ballot into the box."""

    _name = "club.ballot.voter"
    _description = "Voter"
    _log_access = False
    _order = "roll_id, kind desc, id"
    _rec_name = "partner_id"

    roll_id = fields.Many2one(
        "club.ballot.roll", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="roll_id.company_id", store=True)
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(
        [("voter", "Delegate"), ("deputy", "Deputy"), ("user", "User")],
        required=True,
        default="voter",
    )

    _person_uniq = models.UniqueIndex(
        "(roll_id, partner_id)", "This person is a voter of this member already."
    )
