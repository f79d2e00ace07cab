from datetime import timedelta

from odoo import api, fields, models

# Long enough to look into a complaint.
KEPT_DAYS = 90


class ClubTicketLook(models.Model):
    """A volunteer looked for somebody on the telephone: who, when, by which words."""

    _name = "club.ticket.look"
    _description = "Search for a Caller"
    _order = "id desc"
    _rec_name = "text"

    user_id = fields.Many2one(
        "res.users", string="Who looked", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    text = fields.Char(string="Words", required=True)
    found = fields.Integer(
        string="People shown", help="Eight at most; 9: there were more."
    )

    @api.autovacuum
    def _gc_past(self):
        day = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search([("create_date", "<", day)]).unlink()
