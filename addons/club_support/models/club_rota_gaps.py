from odoo import fields, models

# Kinds of gaps that a repair can do something about.
MISSING = ("nobody", "away", "skill")


class ClubRota(models.Model):
    """How much is missing in a rota from today on."""

    _inherit = "club.rota"

    gaps_ahead = fields.Integer(compute="_compute_gaps_ahead")

    def _compute_gaps_ahead(self):
        # sudo: figures of a rota, for who may read it.
        groups = (
            self.env["club.duty.gap"]
            .sudo()
            ._read_group(
                [("rota_id", "in", self.ids), ("kind", "in", MISSING)],
                ["rota_id"],
                ["__count"],
            )
        )
        counts = {rota.id: count for rota, count in groups}
        for rota in self:
            rota.gaps_ahead = counts.get(rota.id, 0)

    def action_view_gaps(self):
        """Open what is missing in this rota from today on."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_support.club_duty_gap_action"
        )
        return {**action, "domain": [("rota_id", "=", self.id)]}
