from odoo import fields, models
from odoo.exceptions import UserError


class ClubBallotDecision(models.TransientModel):
    """A decision about an open vote, with the reason that stays on it."""

    _name = "club.ballot.decision"
    _description = "Decision about a Vote"

    box_id = fields.Many2one(
        "club.ballot.box",
        string="Vote",
        required=True,
        ondelete="cascade",
        default=lambda s: s.env.context.get("active_id"),
    )
    decision = fields.Selection(
        [
            ("prolong", "Give more time"),
            ("voter", "Name another voter"),
            ("close", "Close before the time"),
            ("cancel", "Cancel the vote and destroy its ballots"),
        ],
        required=True,
        default="prolong",
    )
    reason = fields.Char(required=True)
    closes_at = fields.Datetime(string="Voting until")
    line_id = fields.Many2one(
        "club.ballot.roll",
        string="Member",
        domain="[('box_id', '=', box_id), ('has_voted', '=', False)]",
    )
    voter_id = fields.Many2one(
        "club.ballot.voter",
        string="Instead of",
        domain="[('roll_id', '=', line_id)]",
    )
    partner_id = fields.Many2one(
        "res.partner", string="Person", domain="[('is_company', '=', False)]"
    )

    def action_apply(self):
        self.ensure_one()
        self.box_id.check_access("write")
        # sudo: boxes, rolls and voters are changed by decisions only, never by hand.
        box = self.box_id.sudo()
        if self.decision == "prolong":
            box._prolong(self.closes_at, self.reason)
        elif self.decision == "close":
            box._stop(self.reason)
        elif self.decision == "cancel":
            box._cancel(self.reason)
        elif self.line_id and self.partner_id:
            # sudo: the box checks that line and voter are its own.
            line, former = self.line_id.sudo(), self.voter_id.sudo()
            box._name_voter(line, self.partner_id, self.reason, former)
        else:
            raise UserError(self.env._("Choose the member and the person."))
        return {"type": "ir.actions.act_window_close"}
