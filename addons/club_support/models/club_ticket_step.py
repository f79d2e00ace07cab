from odoo import fields, models

from .club_ticket import STEPS


class ClubTicketStep(models.Model):
    """Who owned a question, from when, and why it came to them."""

    _name = "club.ticket.step"
    _description = "Owner of a Support Request"
    _order = "id"

    ticket_id = fields.Many2one(
        "club.ticket", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="ticket_id.company_id", store=True)
    partner_id = fields.Many2one(
        "res.partner", string="Owner", required=True, index=True, ondelete="restrict"
    )
    volunteer_id = fields.Many2one("club.volunteer", ondelete="restrict", index=True)
    step = fields.Selection(STEPS, required=True)
    since = fields.Datetime(required=True, default=fields.Datetime.now)
    deadline = fields.Datetime()
    reason = fields.Char()
