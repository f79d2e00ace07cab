from odoo import fields, models


class ClubDutyChange(models.Model):
    """Who handed a duty to whom, and why. Written once, never changed."""

    _name = "club.duty.change"
    _description = "Change of a Duty"
    _order = "id desc"

    duty_id = fields.Many2one(
        "club.duty", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="duty_id.company_id", store=True)
    kind = fields.Selection(
        [
            ("override", "Coordinator's choice"),
            ("swap", "Swap"),
            ("cover", "Cover"),
            ("repair", "Repair after a drop-out"),
            ("release", "Volunteer left the duty"),
        ],
        required=True,
    )
    from_id = fields.Many2one("club.volunteer", ondelete="restrict")
    to_id = fields.Many2one("club.volunteer", ondelete="restrict")
    reason = fields.Char(help="In the words of who decided.")
    author_id = fields.Many2one("res.partner", required=True, ondelete="restrict")
    moment = fields.Datetime(required=True, default=fields.Datetime.now)
