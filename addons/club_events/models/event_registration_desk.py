import re

from odoo import api, models

# Where the code of a badge leads, in front of the number that core's desk knows.
ADDRESS = re.compile(r"/club/badge/([0-9]{1,24})/?$")
# What core's desk says to each of our answers.
DESK = {
    "in": "confirmed_registration",
    "already": "already_registered",
    "other": "need_manual_confirmation",
    "day": "not_ongoing_event",
    "cancelled": "canceled_registration",
    "called_off": "canceled_registration",
}


class EventRegistration(models.Model):
    """Odoo's own registration desk, through the one door."""

    _inherit = "event.registration"

    @api.model
    def _barcode_of(self, scanned):
        """The number of a badge from what a camera read: its address, or it alone.

        :return: digits; empty when it is no badge
        """
        scanned = scanned.strip() if isinstance(scanned, str) else ""
        if found := ADDRESS.search(scanned):
            return found[1]
        return scanned if scanned.isdecimal() and len(scanned) <= 24 else ""

    @api.model
    def _by_badge(self, scanned):
        """The registration of this badge, empty without.

        :param scanned: as the camera or the address bar gave it
        """
        number = self._barcode_of(scanned)
        # sudo: found for whoever scans; what it says to whom is decided by the door.
        found = self.sudo().with_context(active_test=False)
        return found.search([("barcode", "=", number)], limit=1) if number else found

    @api.model
    def register_attendee(self, barcode, event_id=None):
        """Sign in whoever shows this badge at Odoo's desk.

        :param barcode: its number, or the address behind its QR code
        :param event_id: the meeting of the desk, or False
        :return: what core's desk shows: a summary with ``status``, or ``error``
        :raises AccessError: it is not the desk that asks
        """
        self.check_access("read")
        number = self._barcode_of(barcode)
        attendee = number and self.search([("barcode", "=", number)], limit=1)
        if not attendee:
            return {"error": "invalid_ticket"}
        attendee.check_access("write")
        event = self.env["event.event"].browse(event_id or ())
        answer = attendee._sign_in(self.env.user.partner_id, event=event)
        status = DESK.get(answer["state"], "unconfirmed_registration")
        return attendee._get_registration_summary() | {"status": status}
