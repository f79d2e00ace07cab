from odoo import api, models


class EventRegistration(models.Model):
    """A prospect who has a place at a meeting, or came, is a guest."""

    _inherit = "event.registration"

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        registrations._tell_prospects()
        return registrations

    def write(self, vals):
        result = super().write(vals)
        if {"state", "guest_id"} & set(vals):
            self._tell_prospects()
        return result

    def _tell_prospects(self):
        # sudo: the step is kept, whoever confirms the place or stands at the door.
        for registration in self.sudo().filtered("guest_id.prospect_id"):
            if registration.state in ("open", "done"):
                registration.guest_id.prospect_id._advance(
                    "guest", "guest", registration.event_id.name
                )


class ClubEventGuest(models.Model):
    """Who was sent an invitation was contacted."""

    _inherit = "club.event.guest"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("invited_on"):
            # sudo: as above.
            for guest in self.sudo().filtered("prospect_id"):
                guest.prospect_id._advance(
                    "contacted", "invitation", guest.event_id.name
                )
        return result
