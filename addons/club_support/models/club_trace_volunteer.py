from odoo import fields, models


class ClubTrace(models.Model):
    """What a volunteer wrote down for a member on the telephone."""

    _inherit = "club.trace"

    mode = fields.Selection(
        selection_add=[("volunteer", "Volunteer, on the telephone")],
        ondelete={"volunteer": "set staff"},
    )
