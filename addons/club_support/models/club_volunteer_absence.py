from odoo import fields, models


class ClubVolunteerAbsence(models.Model):
    """Days on which a volunteer cannot serve, or would rather not; both included."""

    _name = "club.volunteer.absence"
    _description = "Volunteer's Absence"
    _order = "date_from, id"
    _check_company_auto = True

    volunteer_id = fields.Many2one(
        "club.volunteer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="volunteer_id.company_id", store=True)
    kind = fields.Selection(
        [("away", "Cannot serve"), ("disliked", "Would rather not")],
        required=True,
        default="away",
    )
    date_from = fields.Date(string="First day", required=True)
    date_to = fields.Date(string="Last day", required=True)
    note = fields.Char(
        groups="club_membership.group_club_officer,"
        "club_membership.group_club_secretary",
        help="Seen by the volunteer and the coordinators, nobody else.",
    )

    _dates_ordered = models.Constraint(
        "CHECK (date_to >= date_from)", "An absence cannot end before it begins."
    )
