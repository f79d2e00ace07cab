from odoo import api, models


class ClubVolunteerAbsence(models.Model):
    """Who says that they are away today hands their questions on at once."""

    _inherit = "club.volunteer.absence"

    @api.model_create_multi
    def create(self, vals_list):
        absences = super().create(vals_list)
        absences._look_after_tickets()
        return absences

    def write(self, vals):
        result = super().write(vals)
        self._look_after_tickets()
        return result

    def _look_after_tickets(self):
        today = self.filtered(
            lambda each: (
                each.kind == "away"
                and each.date_from <= each.company_id._club_today() <= each.date_to
            )
        )
        today.volunteer_id._look_after_tickets()
