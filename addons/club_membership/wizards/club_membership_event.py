from odoo import api, fields, models
from odoo.exceptions import UserError

CLOSINGS = {
    "resign": "resigned",
    "strike_off": "struck_off",
    "exclude": "excluded",
    "decease": "deceased",
}


class ClubMembershipEvent(models.TransientModel):
    """Record what happened to members: who left, moved, changed type or came back."""

    _name = "club.membership.event"
    _description = "Membership Event"

    membership_ids = fields.Many2many("club.membership", required=True)
    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    kind = fields.Selection(
        [
            ("resign", "Resignation"),
            ("strike_off", "Striking off (unpaid)"),
            ("exclude", "Exclusion (fault)"),
            ("decease", "Death"),
            ("rejoin", "Rejoining"),
            ("move", "Transfer to another section"),
            ("change_type", "Change of type"),
        ],
        required=True,
    )
    date = fields.Date(
        required=True,
        default=fields.Date.context_today,
        help="First day on which the change applies.",
    )
    reason = fields.Char()
    section_id = fields.Many2one(
        "club.section", domain="[('company_id', '=', company_id)]"
    )
    type_id = fields.Many2one(
        "club.membership.type", domain="[('company_id', '=', company_id)]"
    )

    @api.depends("membership_ids")
    def _compute_company_id(self):
        for event in self:
            event.company_id = event.membership_ids[:1].company_id or self.env.company

    def action_apply(self):
        """Apply the event to every member chosen, or to none."""
        self.ensure_one()
        self._check_filled()
        members = self.membership_ids
        if self.kind in CLOSINGS:
            members._close(CLOSINGS[self.kind], self.date, self.reason)
            gone = members.partner_id
            may_change = self.env["club.payer.change"].has_access("create")
            if may_change and any(gone.mapped("club_orphan_due_count")):
                return gone.action_club_change_payer()
        elif self.kind == "move":
            members._move_section(self.section_id, self.date, self.reason)
        elif self.kind == "change_type":
            members._change_type(self.type_id, self.date, self.reason)
        else:
            for member in members:
                member._rejoin(self.date, self.type_id, self.section_id)
        return {"type": "ir.actions.act_window_close"}

    def _check_filled(self):
        missing = {
            "strike_off": not self.reason and self.env._("the reason"),
            "exclude": not self.reason and self.env._("the reason"),
            "move": not self.section_id and self.env._("the new section"),
            "change_type": not self.type_id and self.env._("the new type"),
        }.get(self.kind)
        if missing:
            raise UserError(self.env._("Give %s first.", missing))
