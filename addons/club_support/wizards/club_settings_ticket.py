from odoo import api, fields, models


class ClubSettings(models.TransientModel):
    """How members' questions come in, pass on and end, among the other settings."""

    _inherit = "club.settings"

    club_ticket_alias = fields.Char(
        string="E-mail address for questions",
        help="What stands before the @. A question that arrives there goes to the "
        "volunteer on duty of its sender's section.",
    )
    club_support_owner_id = fields.Many2one(
        "res.partner",
        string="National support",
        domain=[("is_company", "=", False)],
        help="The person who owns questions that nobody on duty can take. Without "
        "one, the administrator who is there longest.",
    )
    club_support_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working time of support",
        help="Deadlines count these hours only. Empty: the company's own.",
    )
    club_support_step_hours = fields.Float(
        string="Working hours before the next one in line"
    )
    club_ticket_close_days = fields.Integer(
        string="Days until a solved question is closed"
    )
    club_ticket_reopen_days = fields.Integer(
        string="Days during which a closed question can be reopened"
    )
    club_ticket_minutes = fields.Integer(
        string="Minutes that a question takes",
        help="Proposed to the volunteer who has solved one, for their hours.",
    )

    @api.model
    def _settings(self):
        return (
            *super()._settings(),
            "club_ticket_alias",
            "club_support_owner_id",
            "club_support_calendar_id",
            "club_support_step_hours",
            "club_ticket_close_days",
            "club_ticket_reopen_days",
            "club_ticket_minutes",
        )
