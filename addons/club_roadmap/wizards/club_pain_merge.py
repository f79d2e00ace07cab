from odoo import fields, models


class ClubPainMerge(models.TransientModel):
    """Asks into which pain point others are merged."""

    _name = "club.pain.merge"
    _description = "Merging of Pain Points"

    pain_ids = fields.Many2many(
        "club.pain",
        string="These",
        required=True,
        default=lambda self: self.env.context.get("active_ids", []),
    )
    company_id = fields.Many2one(related="pain_ids.company_id")
    target_id = fields.Many2one(
        "club.pain",
        string="Are the same as",
        required=True,
        ondelete="cascade",
        domain="[('company_id', '=', company_id), ('state', '!=', 'merged')]",
    )

    def action_merge(self):
        """Merge all but the one that stays, and open it."""
        self.ensure_one()
        (self.pain_ids - self.target_id)._merge_into(self.target_id)
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.pain",
            "res_id": self.target_id.id,
            "view_mode": "form",
        }
