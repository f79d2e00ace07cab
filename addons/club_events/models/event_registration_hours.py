from odoo import models


class EventRegistration(models.Model):
    """Corrected attendance corrects the hours of a meeting that is over."""

    _inherit = "event.registration"

    def _gives_hours(self):
        return (
            self.state == "done"
            and self.active
            and self.attendee_id
            and not self.attendee_id.is_company
            and not self.guest_id
            and self.event_id._is_of_association(self.attendee_id)
        )

    def _attendance_changed(self):
        result = super()._attendance_changed()
        # sudo: as in _sync_hours.
        for event, rows in self.sudo().grouped("event_id").items():
            if event.hours_logged_on:
                event._sync_hours_of(rows)
                event._sync_trainers()
        return result

    def write(self, vals):
        result = super().write(vals)
        if "state" not in vals and {"attendee_id", "active"} & vals.keys():
            self._attendance_changed()
        return result
