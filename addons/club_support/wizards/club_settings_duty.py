from odoo import fields, models

DUTY_SETTINGS = (
    "club_duty_confirm_days",
    "club_duty_first_days",
    "club_duty_last_days",
    "club_duty_unconfirmed_days",
    "club_duty_hours",
)


def _default(name):
    return lambda settings: settings.env.company[name]


class ClubSettings(models.TransientModel):
    """How volunteers are reminded of their duties, among the other settings."""

    _inherit = "club.settings"

    club_duty_confirm_days = fields.Integer(
        string="Please confirm",
        default=_default("club_duty_confirm_days"),
        help="Days before a duty on which who has not confirmed is asked to. 0: never.",
    )
    club_duty_first_days = fields.Integer(
        string="First reminder",
        default=_default("club_duty_first_days"),
        help="Days before a duty. 0: none.",
    )
    club_duty_last_days = fields.Integer(
        string="Last reminder",
        default=_default("club_duty_last_days"),
        help="Days before a duty. 0: none.",
    )
    club_duty_unconfirmed_days = fields.Integer(
        string="Tell coordinators",
        default=_default("club_duty_unconfirmed_days"),
        help="Days before a duty on which coordinators learn that its volunteer has "
        "not confirmed. 0: never.",
    )
    club_duty_hours = fields.Float(
        string="Hours of a duty",
        default=_default("club_duty_hours"),
        help="Proposed to the volunteer at its end, who confirms or corrects them. 0: "
        "no hours are proposed.",
    )

    def action_save(self):
        action = super().action_save()
        # sudo: as for the association's other settings, which were just written.
        self.env.company.sudo().write({name: self[name] for name in DUTY_SETTINGS})
        return action
