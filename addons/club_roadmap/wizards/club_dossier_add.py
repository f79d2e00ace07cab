from odoo import api, fields, models


class ClubDossierAdd(models.TransientModel):
    """Chosen requests go into a dossier that is in preparation."""

    _name = "club.dossier.add"
    _description = "Add Requests to a Dossier"

    dossier_id = fields.Many2one(
        "club.dossier", required=True, domain="[('state', '=', 'draft')]"
    )
    request_ids = fields.Many2many(
        "club.request",
        string="Requests",
        required=True,
        default=lambda s: s._default_requests(),
        domain="[('state', 'in', ('open', 'sponsored', 'chosen', 'sent'))]",
    )

    @api.model
    def _default_requests(self):
        if self.env.context.get("active_model") != "club.request":
            return False
        return self.env.context.get("active_ids")

    def action_add(self):
        """Add them, after what is there."""
        self.dossier_id.check_access("write")
        self.dossier_id._add_requests(self.request_ids)
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.dossier",
            "res_id": self.dossier_id.id,
            "view_mode": "form",
        }
