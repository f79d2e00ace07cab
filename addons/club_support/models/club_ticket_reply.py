from odoo import fields, models


class ClubTicketReply(models.Model):
    """An answer that is given again and again, ready to be adapted."""

    _name = "club.ticket.reply"
    _description = "Canned Answer"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(string="Title", required=True, translate=True)
    body = fields.Text(string="Answer", required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    category_id = fields.Many2one(
        "club.ticket.category", check_company=True, ondelete="set null"
    )
