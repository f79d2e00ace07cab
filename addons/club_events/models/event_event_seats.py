from odoo import api, models

LIMITS = {
    "seats_max",
    "seats_limited",
    "is_multi_slots",
    "event_type_id",
}


class EventEvent(models.Model):
    """How many places a meeting has: rows that follow its limits."""

    _inherit = "event.event"

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        # Slots and tickets made their own places.
        limited = events.filtered(lambda e: e.seats_limited and e.seats_max)
        limited._follow_limits()
        return events

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & LIMITS:
            self._follow_limits()
        if "place" in vals and self:
            # sudo: nobody has a right on places.
            self.env["club.event.seat"].sudo()._leave_room(self.ids)
            self._serve()
        return result

    def _follow_limits(self, strict=True):
        """Have as many places as the limits of these meetings and tickets say."""
        events = self.sudo()  # sudo: nobody has a right on places
        pools = {}
        for event in events:
            pools.update(event._pools())
        changed = events.env["club.event.seat"]._follow(pools, strict)
        events.browse(changed)._serve()

    def _pools(self):
        """{pool of places of this meeting: limit}, 0 where there is none."""
        limit = self.seats_max if self.seats_limited else 0
        slots = self.event_slot_ids.ids if self.is_multi_slots else [None]
        pools = {(self.id, slot, None): limit for slot in slots}
        for ticket in self.event_ticket_ids:
            pools |= {(self.id, slot, ticket.id): ticket.seats_max for slot in slots}
        return pools


class EventEventTicket(models.Model):
    _inherit = "event.event.ticket"

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        tickets.filtered("seats_max").event_id._follow_limits()
        return tickets

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"seats_max", "event_id"}:
            self.event_id._follow_limits()
        return result


class EventSlot(models.Model):
    _inherit = "event.slot"

    @api.model_create_multi
    def create(self, vals_list):
        slots = super().create(vals_list)
        slots.event_id._follow_limits()
        return slots
