from odoo import fields, models


class ResCompany(models.Model):
    """How volunteers are reminded of their duties, and what a duty is worth."""

    _inherit = "res.company"

    club_duty_confirm_days = fields.Integer(
        string="Days before a duty: please confirm",
        default=14,
        required=True,
        help="Who has not confirmed by then is asked to. 0: never.",
    )
    club_duty_first_days = fields.Integer(
        string="Days before a duty: first reminder",
        default=7,
        required=True,
        help="0: none.",
    )
    club_duty_last_days = fields.Integer(
        string="Days before a duty: last reminder",
        default=1,
        required=True,
        help="0: none.",
    )
    club_duty_unconfirmed_days = fields.Integer(
        string="Days before a duty: coordinators learn who has not confirmed",
        default=5,
        required=True,
        help="0: never.",
    )
    club_duty_hours = fields.Float(
        string="Hours of a duty",
        default=2.0,
        required=True,
        help="Proposed to the volunteer at its end, who confirms or corrects them. 0: "
        "no hours are proposed.",
    )

    _club_duty_days = models.Constraint(
        "CHECK (club_duty_confirm_days >= 0 AND club_duty_first_days >= 0 "
        "AND club_duty_last_days >= 0 AND club_duty_unconfirmed_days >= 0)",
        "Days before a duty are numbers from zero up; zero means never.",
    )
    _club_duty_hours_of_a_day = models.Constraint(
        "CHECK (club_duty_hours >= 0 AND club_duty_hours <= 24)",
        "The hours of a duty lie between 0 and 24.",
    )
