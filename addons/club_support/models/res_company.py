from odoo import fields, models


class ResCompany(models.Model):
    """How an association answers its members."""

    _inherit = "res.company"

    club_support_owner_id = fields.Many2one(
        "res.partner",
        string="National support",
        help="The person who owns questions that nobody on duty can take. Without "
        "one, the administrator who is there longest.",
    )
    club_support_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working time of support",
        help="Deadlines count these hours only. Empty: the company's own.",
    )
    club_support_step_hours = fields.Float(
        string="Working hours before the next one in line",
        default=8.0,
        required=True,
        help="Without a first answer after so many working hours, a question passes "
        "to the backup, then to a neighbouring section, then to the national support.",
    )

    _club_support_hours_positive = models.Constraint(
        "CHECK (club_support_step_hours > 0)",
        "Give the next one in line a number of working hours above zero.",
    )
