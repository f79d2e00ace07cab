from odoo import models


class EventRegistration(models.Model):
    """Corrected attendance corrects the certificates of a closed session."""

    _inherit = "event.registration"

    def _attendance_changed(self):
        result = super()._attendance_changed()
        # sudo: as in _close_session.
        for event, rows in self.sudo().grouped("event_id").items():
            if event.session_closed_on and event.training_id:
                event._give_certificates(rows)
        return result
