from odoo import models
from odoo.fields import Domain


class EventEvent(models.Model):
    """How many places are left, as people are told before they register."""

    _inherit = "event.event"

    def _free_places(self):
        """Free places of these meetings, asked at once however many there are.

        :return: {event: number}; meetings without a limit are not in it
        """
        limited = self.filtered(lambda e: e.seats_limited and e.seats_max)
        # sudo: how many places are free is told to whoever sees the meeting.
        seats = self.env["club.event.seat"].sudo()
        rows = seats._read_group(
            Domain("event_id", "in", limited.ids)
            & Domain("registration_id", "=", False)
            & Domain("ticket_id", "=", False),
            ["event_id"],
            ["__count"],
        )
        free = {event.id: count for event, count in rows}
        return {event: free.get(event.id, 0) for event in limited}

    def _places_text(self, free):
        """How many places are left, in words.

        :param free: as ``_free_places`` says, None without a limit
        """
        if free is None:
            return ""
        if not free and self.place == "both":
            return self.env._("The room is full; one can take part remotely")
        if not free:
            return self.env._("Full: there is a waiting list")
        if free == 1:
            return self.env._("One place left")
        return self.env._("%s places left", free)

    def _organisation_left(self, membership):
        """How many people an organisation may still register, None without a limit.

        :param membership: ``club.membership`` of the organisation
        """
        self.ensure_one()
        if not self.seats_per_organisation:
            return None
        # sudo: how many of one's own organisation are registered.
        taken = (
            self.env["event.registration"]
            .sudo()
            .search_count(
                Domain("event_id", "=", self.id)
                & Domain("organisation_id", "=", membership.partner_id.id)
                & Domain("organisation_seat", ">", 0)
                & Domain("state", "!=", "cancel")
            )
        )
        return max(0, self.seats_per_organisation - taken)
