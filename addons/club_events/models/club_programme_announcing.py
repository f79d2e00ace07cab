from dateutil.relativedelta import relativedelta
from odoo import models
from odoo.exceptions import UserError


class ClubProgramme(models.Model):
    """Announcing a year, closing it, and beginning the next one from it."""

    _inherit = "club.programme"

    def _announce(self):
        """Show the year and its meetings to members, and tell them: once.

        Again, it announces only what was planned since.

        :return: the meetings that were not announced before
        :raises UserError: nothing is planned, or the year is closed
        """
        self.ensure_one()
        live = self.event_ids.filtered(lambda event: not event.cancelled_on)
        if not live:
            raise UserError(
                self.env._("%s has no meetings yet: plan the year first.", self.name)
            )
        live._check_may_announce()
        if self.state == "draft":
            self.state = "announced"
        return live._announce()

    def action_announce(self):
        """Announce the year; say how many meetings are new to members."""
        new = self._announce()
        message = (
            self.env._("%s meetings are announced; their audiences are told.", len(new))
            if new
            else self.env._("All meetings were announced already: nobody is told.")
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if new else "info",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_close(self):
        """Nothing is planned in this year any more; its meetings stay."""
        self.write({"state": "closed"})

    def action_reopen(self):
        """Go on with a closed year."""
        for programme in self:
            told = programme.event_ids.filtered("announced_on")
            programme.state = "announced" if told else "draft"

    def _next_year(self):
        """Copy the cycles to the following year, which follows this one at once.

        :return: the new programme, in preparation, without meetings
        """
        self.ensure_one()
        first = self.date_end + relativedelta(days=1)
        last = first + relativedelta(years=1, days=-1)
        return self.copy(
            {
                "name": self._name_of_year(first, last),
                "date_start": first,
                "date_end": last,
                "theme": False,
                "description": False,
            }
        )

    def _name_of_year(self, first, last):
        """2027, or 2027-2028 for a year that does not begin in January."""
        return (
            str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
        )

    def action_next_year(self):
        """Begin the next year from this one."""
        following = self._next_year()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": following.id,
            "view_mode": "form",
        }
