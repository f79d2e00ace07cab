from odoo import models

from .club_ticket_chain import STANDING
from .club_ticket_routing import ON_DUTY


class ClubDuty(models.Model):
    """Questions without an answer follow the duty by which they came."""

    _inherit = "club.duty"

    def _handed_over(self, before, kind):
        result = super()._handed_over(before, kind)
        day = self.company_id._club_today()
        is_now = self.state in STANDING and self.date_start <= day <= self.date_end
        if before and is_now:
            self._hand_tickets_over(before)
        return result

    def _hand_tickets_over(self, before):
        """Unanswered questions go to who is on duty now; answered ones stay."""
        # sudo: whoever may hand the duty over may not read the questions.
        tickets = (
            self.env["club.ticket"]
            .sudo()
            .search(
                [
                    ("volunteer_id", "=", before.id),
                    ("state", "=", "new"),
                    ("step", "in", ON_DUTY),
                ]
            )
        )
        reason = self.env._("The duty changed hands.")
        for ticket in tickets:
            ticket._follow(self, reason)
