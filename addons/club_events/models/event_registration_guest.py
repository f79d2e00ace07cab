from odoo import models


class EventRegistration(models.Model):
    """The place that an invitation gives."""

    _inherit = "event.registration"

    # Two clicks of one guest at once make two new contacts, and one registration.
    _one_per_guest = models.UniqueIndex(
        "(guest_id) WHERE guest_id IS NOT NULL AND state <> 'cancel' AND active",
        "This invitation was used already: it is a place for one person.",
    )
