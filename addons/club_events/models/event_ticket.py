from odoo import fields, models

CATEGORIES = [
    ("all", "Everybody"),
    ("member", "Members in good standing"),
    ("sponsor", "Sponsors"),
    ("non_member", "Who is no member"),
    ("guest", "Guests"),
]


class EventTypeTicket(models.Model):
    """Whom a ticket is for; a price of 0 means that the dues include it."""

    _inherit = "event.type.ticket"

    club_category = fields.Selection(
        CATEGORIES, string="For", required=True, default="all"
    )
    club_free_seats = fields.Integer(
        string="Free places",
        help="How many people of one organisation come with this ticket for free.",
    )

    _club_price_positive = models.Constraint(
        "CHECK (COALESCE(price, 0) >= 0 AND club_free_seats >= 0)",
        "A price and a number of free places cannot be negative.",
    )

    def _get_event_ticket_fields_whitelist(self):
        return [
            *super()._get_event_ticket_fields_whitelist(),
            "club_category",
            "club_free_seats",
        ]
