from odoo import api, models


class EventEvent(models.Model):
    """How many places are left: as many as there are free rows.

    Core counts who is registered. Places that are kept for somebody, who was offered
    one or is paying it, are not to be had either.
    """

    _inherit = "event.event"

    @api.depends("place", "registration_ids.hold", "registration_ids.presence")
    def _compute_seats(self):
        result = super()._compute_seats()
        registrations = self.env["event.registration"]
        kept = registrations._kept_by("event_id", self)
        remote = registrations._remote_by("event_id", self)
        for event in self:
            if event.seats_max > 0:
                event.seats_available += remote.get(event._origin, 0)
            event._keep_seats(kept.get(event._origin, 0), bool(event.seats_max > 0))
        return result

    def _keep_seats(self, kept, limited):
        if kept:
            self.seats_reserved += kept
            self.seats_taken += kept
            if limited:
                self.seats_available -= kept

    def _get_seats_availability(self, slot_tickets):
        self.ensure_one()
        # sudo: a count leaves, whoever looks at the meeting.
        free = self.env["club.event.seat"].sudo()._free_in(self)
        left = []
        for slot, ticket in slot_tickets:
            slot_id, ticket_id = (
                (slot and slot.id) or None,
                (ticket and ticket.id) or None,
            )
            pools = [(self.id, slot_id, None), (self.id, slot_id, ticket_id)]
            limits = [free[pool] for pool in pools if pool in free]
            left.append(min(limits) if limits else None)
        return left


class EventEventTicket(models.Model):
    _inherit = "event.event.ticket"

    @api.depends("registration_ids.hold")
    def _compute_seats(self):
        result = super()._compute_seats()
        kept = self.env["event.registration"]._kept_by("event_ticket_id", self)
        for ticket in self:
            count = kept.get(ticket._origin, 0)
            ticket.seats_reserved += count
            ticket.seats_taken += count
            if ticket.seats_max > 0:
                ticket.seats_available -= count
        return result


class EventSlot(models.Model):
    _inherit = "event.slot"

    @api.depends("event_id.place", "registration_ids.hold", "registration_ids.presence")
    def _compute_seats(self):
        result = super()._compute_seats()
        registrations = self.env["event.registration"]
        kept = registrations._kept_by("event_slot_id", self)
        remote = registrations._remote_by("event_slot_id", self)
        for slot in self:
            if slot.event_id.seats_max > 0:
                slot.seats_available += remote.get(slot._origin, 0)
            count = kept.get(slot._origin, 0)
            slot.seats_reserved += count
            slot.seats_taken += count
            if slot.event_id.seats_max > 0:
                slot.seats_available -= count
        return result


class EventRegistration(models.Model):
    _inherit = "event.registration"

    @api.model
    def _remote_by(self, field, records):
        """{record: people with a place who take none of the room}"""
        if not records.ids:
            return {}
        # sudo: a count leaves, whoever looks at the meeting.
        return dict(
            self.sudo()._read_group(
                [
                    (field, "in", records.ids),
                    ("event_id.place", "=", "both"),
                    ("presence", "=", "remote"),
                    "|",
                    ("state", "in", ("open", "done")),
                    ("hold", "in", ("offer", "payment")),
                ],
                [field],
                ["__count"],
            )
        )

    @api.model
    def _kept_by(self, field, records):
        """{record: places kept for people who have not confirmed yet}"""
        if not records.ids:
            return {}
        # sudo: a count leaves, whoever looks at the meeting.
        return dict(
            self.sudo()._read_group(
                [(field, "in", records.ids), ("hold", "in", ("offer", "payment"))],
                [field],
                ["__count"],
            )
        )
