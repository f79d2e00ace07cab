from odoo import models


class EventRegistration(models.Model):
    """Registrations open the sheet of their meeting."""

    _inherit = "event.registration"

    def action_sheet(self):
        """Print the attendance sheets of the meetings of these registrations.

        :raises AccessError: the user may not read a meeting
        """
        self.event_id.check_access("read")
        return self.env.ref("club_events.action_report_attendance").report_action(
            self.event_id, config=False
        )

    def action_attend_remotely(self):
        """These people took part remotely.

        :raises AccessError: the user may not change a registration
        :raises UserError: one waits for a place, or the meeting is cancelled
        """
        self.write({"presence": "remote", "state": "done"})
