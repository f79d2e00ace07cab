from odoo import api, models
from odoo.exceptions import ValidationError


class EventRegistration(models.Model):
    """Prerequisites hold whatever way a registration comes in."""

    _inherit = "event.registration"

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        registrations._check_prerequisites()
        return registrations

    def write(self, vals):
        if vals.get("state") in (None, "cancel") and not {
            "attendee_id",
            "event_id",
        } & (vals.keys()):
            return super().write(vals)
        moved = "attendee_id" in vals or "event_id" in vals
        concerned = self if moved else self.filtered(lambda r: r.state == "cancel")
        result = super().write(vals)
        concerned._check_prerequisites()
        return result

    def _check_prerequisites(self):
        # sudo: rules that hold for everybody, see _training_refusal.
        for row in self.sudo():
            if row.state == "cancel" or not row.event_id.training_id.prerequisite_ids:
                continue
            refused = row.event_id._training_refusal(row.attendee_id, row.name)
            if refused:
                raise ValidationError(refused)
