from odoo import api, fields, models

COORDINATORS = "club_membership.group_club_officer,club_membership.group_club_secretary"


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
        compute="_compute_note",
        inverse="_inverse_note",
        groups=COORDINATORS,
        help="Seen by the volunteer and their own coordinators, nobody else.",
    )
    note_kept = fields.Char(groups=fields.NO_ACCESS)

    _dates_ordered = models.Constraint(
        "CHECK (date_to >= date_from)", "An absence cannot end before it begins."
    )

    @api.depends("note_kept")
    @api.depends_context("uid")
    def _compute_note(self):
        """The days are for neighbours as well, who plan with them; the cause is not."""
        mine = self._filtered_access("write")
        for absence in self:
            # sudo: the column is closed to all but those found above.
            absence.note = absence in mine and absence.sudo().note_kept

    def _inverse_note(self):
        for absence in self:
            # sudo: as above; who may not write the absence does not come here.
            absence.sudo().note_kept = absence.note
