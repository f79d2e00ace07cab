from odoo import api, fields, models


class ClubSettings(models.TransientModel):
    """What a new rota starts with."""

    _inherit = "club.settings"

    club_rota_slot_days = fields.Integer(
        string="Days in a slot", help="7: a rota has one duty a week."
    )
    club_rota_slot_count = fields.Integer(string="Slots of a rota", help="52: a year.")
    club_rota_seconds = fields.Integer(
        string="Seconds to plan",
        help="Longest time for the search. Most rotas take a few seconds.",
    )

    @api.model
    def _settings(self):
        return (
            *super()._settings(),
            "club_rota_slot_days",
            "club_rota_slot_count",
            "club_rota_seconds",
        )
