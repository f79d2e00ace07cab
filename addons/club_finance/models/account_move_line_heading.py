from odoo import fields, models


class AccountMoveLine(models.Model):
    """The heading somebody chose, where several stand for one account."""

    _inherit = "account.move.line"

    club_heading_id = fields.Many2one(
        "club.heading",
        string="Heading",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
