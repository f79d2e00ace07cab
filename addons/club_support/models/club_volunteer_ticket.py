from odoo import models

from .club_ticket import OPEN
from .club_volunteer import WEEKDAYS

LEAVING = {"date_start", "date_end", *(f"{day}_off" for day, _label in WEEKDAYS)}


class ClubVolunteer(models.Model):
    """Questions of a volunteer who cannot be reached any more go on at once."""

    _inherit = "club.volunteer"

    def write(self, vals):
        result = super().write(vals)
        if LEAVING & vals.keys():
            self._look_after_tickets()
        return result

    def _look_after_tickets(self):
        """Wake the job that looks whether owners can be reached, if they own any."""
        # sudo: whoever changes a volunteer may not read the questions.
        tickets = self.env["club.ticket"].sudo()
        mine = [("volunteer_id", "in", self.ids), ("state", "in", OPEN)]
        if self and tickets.search_count(mine, limit=1):
            # sudo: the job is the system's; it only does what is due.
            job = self.env.ref("club_support.ir_cron_club_ticket_escalate").sudo()
            job._trigger()
