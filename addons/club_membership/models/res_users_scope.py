from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _get_invalidation_fields(self):
        # Record rules name the user's partner to find the offices: they are cached.
        return {"partner_id", *super()._get_invalidation_fields()}
