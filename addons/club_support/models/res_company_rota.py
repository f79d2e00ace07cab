from odoo import fields, models


class ResCompany(models.Model):
    """What a new rota starts with."""

    _inherit = "res.company"

    club_rota_seconds = fields.Integer(
        string="Seconds to plan a rota",
        default=180,
        required=True,
        help="Longest time for the search. Most rotas take a few seconds.",
    )
    club_rota_slot_days = fields.Integer(
        string="Days in a slot of a rota", default=7, required=True
    )
    club_rota_slot_count = fields.Integer(
        string="Slots of a rota", default=52, required=True
    )

    _club_rota_defaults_positive = models.Constraint(
        "CHECK (club_rota_seconds BETWEEN 1 AND 3600 AND club_rota_slot_days BETWEEN 1 "
        "AND 31 AND club_rota_slot_count BETWEEN 1 AND 400)",
        "A rota takes 1 to 3,600 seconds to plan, and has 1 to 400 slots of 1 to 31 "
        "days.",
    )
