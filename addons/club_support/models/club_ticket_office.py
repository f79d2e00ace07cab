from odoo import api, fields, models
from odoo.addons.club_membership.tools import yes_or_no
from odoo.fields import Domain

from .club_ticket import OPEN


class ClubTicket(models.Model):
    """Questions in the lists of coordinators and of the office, and their buttons."""

    _inherit = "club.ticket"

    age = fields.Integer(
        string="Open for (days)",
        compute="_compute_age",
        help="Whole days since it was asked, as long as nobody has solved it.",
    )
    is_late = fields.Boolean(
        string="Late",
        compute="_compute_is_late",
        search="_search_is_late",
        help="The deadline has passed, and the member waits.",
    )
    is_mine = fields.Boolean(
        string="Mine", compute="_compute_is_mine", search="_search_is_mine"
    )

    @api.depends("received_at", "state")
    def _compute_age(self):
        now = fields.Datetime.now()
        for ticket in self:
            asked = ticket.received_at or now
            ticket.age = (now - asked).days if ticket.state in OPEN else 0

    @api.depends("deadline", "state")
    def _compute_is_late(self):
        now = fields.Datetime.now()
        for ticket in self:
            ticket.is_late = bool(
                ticket.state in OPEN and ticket.deadline and ticket.deadline < now
            )

    def _search_is_late(self, operator, value):
        late = Domain("state", "in", OPEN) & Domain(
            "deadline", "<", fields.Datetime.now()
        )
        return yes_or_no(operator, value, late)

    @api.depends("owner_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        me = self.env.user.partner_id
        for ticket in self:
            ticket.is_mine = ticket.owner_id == me

    def _search_is_mine(self, operator, value):
        mine = Domain("owner_id", "=", self.env.user.partner_id.id)
        return yes_or_no(operator, value, mine)

    def action_take(self):
        """Become the owner of these questions."""
        self.check_access("write")
        me = self.env.user.partner_id
        for ticket in self:
            ticket._take(me, "", me)

    def action_pass_on(self):
        """Ask why, and to whom."""
        return self._open_move("pass_on", self.env._("Pass on"))

    def action_solve(self):
        """Ask how long it took."""
        return self._open_move("solve", self.env._("Solved"))

    def action_reopen(self):
        """Ask what is still open."""
        return self._open_move("reopen", self.env._("Take up again"))

    def action_close(self):
        """Nothing more comes: close what is solved."""
        self.check_access("write")
        # sudo: states are written by steps only, and this one was allowed above.
        self.sudo()._close()

    def _open_move(self, move, title):
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "club.ticket.move",
            "view_mode": "form",
            "target": "new",
            "context": {"default_move": move, "default_ticket_ids": self.ids},
        }
