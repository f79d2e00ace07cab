from odoo import fields, models


class ClubTicketCategory(models.Model):
    """What members ask about, and the skill that answering takes."""

    _name = "club.ticket.category"
    _description = "Category of Questions"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    skill_id = fields.Many2one("club.skill", check_company=True, ondelete="restrict")
