from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubTicketMove(models.TransientModel):
    """Pass questions on, solve them or take them up again, with a word about it."""

    _name = "club.ticket.move"
    _description = "Step of Support Requests"

    move = fields.Selection(
        [
            ("pass_on", "Pass on"),
            ("solve", "Solved"),
            ("reopen", "Take up again"),
        ],
        required=True,
        readonly=True,
    )
    ticket_ids = fields.Many2many("club.ticket", string="Questions", readonly=True)
    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    volunteer_id = fields.Many2one(
        "club.volunteer",
        string="To",
        domain="[('company_id', '=', company_id), ('is_current', '=', True)]",
        help="Empty: to the next one in line on the rota.",
    )
    reason = fields.Char()
    minutes = fields.Integer(
        string="Minutes spent",
        default=lambda s: s.env.company.club_ticket_minutes,
        help="They go into your hours log, where you confirm them. 0: none.",
    )

    @api.depends("ticket_ids")
    def _compute_company_id(self):
        for wizard in self:
            companies = wizard.ticket_ids.company_id
            wizard.company_id = companies if len(companies) == 1 else False

    def action_confirm(self):
        """Do what this form is about."""
        self.ensure_one()
        self.ticket_ids.check_access("write")
        for ticket in self.ticket_ids:
            getattr(self, f"_{self.move}")(ticket)
        return {"type": "ir.actions.act_window_close"}

    def _said(self):
        reason = (self.reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say why, in a few words: it is kept."))
        return reason

    def _pass_on(self, ticket):
        author = self.env.user.partner_id
        if self.volunteer_id:
            ticket._take(self.volunteer_id, self._said(), author)
        else:
            ticket._pass_on(self._said(), author)

    def _solve(self, ticket):
        ticket._solve(self.env.user.partner_id, ticket._minutes(self.minutes))

    def _reopen(self, ticket):
        ticket._reopen(self.env.user.partner_id, self._said())
