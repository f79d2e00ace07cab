from odoo import api, fields, models
from odoo.addons.club_membership.tools import try_lock
from odoo.fields import Domain
from odoo.tools import SQL

CHUNK = 50


class EventRegistration(models.Model):
    """What time does: offers and unpaid places end, and the next ones are served."""

    _inherit = "event.registration"

    @api.model
    def _cron_places(self):
        """End what was kept too long, then offer what is free to who waits.

        In committed chunks: killed or called twice, it goes on where it stopped.
        """
        cron = self.env["ir.cron"]
        left = cron._commit_progress(0, remaining=self.search_count(self._late()))
        while left and (done := self._end_late()):
            left = cron._commit_progress(
                done, remaining=self.search_count(self._late())
            )
        if not left:
            return
        events = self.env["event.event"]._to_serve()
        for number, event in enumerate(events, 1):
            event._serve()
            if not cron._commit_progress(1, remaining=len(events) - number):
                return

    @api.model
    def _late(self):
        """Domain of the registrations whose place is kept no longer."""
        return (
            Domain("hold", "in", ("offer", "payment"))
            & Domain("hold_until", "<=", fields.Datetime.now())
            & self._kept_beyond()
        )

    @api.model
    def _kept_beyond(self):
        """Hook: domain of those that end in time; a payment under way keeps a place."""
        return Domain.TRUE

    @api.model
    def _end_late(self):
        """End the next ones that nobody else is at.

        :return: how many
        """
        found = self.search(self._late(), order="hold_until, id", limit=CHUNK)
        late = try_lock(found).filtered_domain(self._late())
        for hold, here in late.grouped("hold").items():
            here._checked().write({"state": "cancel"})
            here._tell("expired" if hold == "offer" else "unpaid")
        return len(late)


class EventEvent(models.Model):
    _inherit = "event.event"

    @api.model
    def _to_serve(self):
        """Meetings where somebody waits although a place is free."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL("SELECT DISTINCT r.event_id %s ORDER BY 1", self._servable())
        )
        return self.browse(row[0] for row in rows)
