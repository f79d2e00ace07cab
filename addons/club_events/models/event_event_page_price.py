from odoo import api, fields, models


class EventEvent(models.Model):
    """What the page of a meeting says of its prices, and of what one owes for it."""

    _inherit = "event.event"

    def _page_values(self, space):
        bookings = self.env["club.event.booking"]._of_space(space)
        return {
            **super()._page_values(space),
            "prices": self._price_lines(),
            "withdrawal": self._withdrawal_sentence(),
            "to_pay": [
                booking._line_values()
                for booking in bookings
                if booking.event_id == self and booking.amount_due > 0
            ],
        }


class ClubEventsTab(models.AbstractModel):
    _inherit = "club.events.tab"

    @api.model
    def _tabs(self, space):
        tabs = super()._tabs(space)
        bookings = self.env["club.event.booking"]
        if not bookings._priced_of_space(space):
            return tabs
        tab = {
            "key": "bookings",
            "title": self.env._("Bookings"),
            "url": "/my/meetings/bookings",
            "sequence": 50,
            "count": bookings._count_to_pay(space),
            "count_label": self.env._("bookings to pay"),
        }
        return [*tabs, tab]


class ClubEventBooking(models.Model):
    _inherit = "club.event.booking"

    kept_count = fields.Integer(compute="_compute_kept_count")

    @api.depends("registration_ids.fee_kept")
    def _compute_kept_count(self):
        for booking in self:
            booking.kept_count = len(booking.registration_ids.filtered("fee_kept"))
