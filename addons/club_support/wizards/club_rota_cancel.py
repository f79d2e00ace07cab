from odoo import fields, models


class ClubRotaCancel(models.TransientModel):
    """Giving a rota up, with what its volunteers read."""

    _name = "club.rota.cancel"
    _description = "Giving a Rota up"

    rota_id = fields.Many2one("club.rota", required=True, readonly=True)
    reason = fields.Char(required=True, help="Volunteers read it.")

    def action_confirm(self):
        """Give the rota up: what has not begun is taken back from its volunteers."""
        self.ensure_one()
        self.rota_id._cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}


class ClubRota(models.Model):
    """Opening the form on which a rota is given up."""

    _inherit = "club.rota"

    def action_cancel(self):
        """Ask why this rota is given up."""
        self.ensure_one()
        self._check_coordinator()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Give the rota up"),
            "res_model": "club.rota.cancel",
            "view_mode": "form",
            "target": "new",
            "context": {"default_rota_id": self.id},
        }
