from odoo import api, fields, models
from odoo.fields import Domain

from ..models.club_request_states import LIVE


class ClubRequestMerge(models.TransientModel):
    """Merge requests for the same thing into one; it can be undone at any time."""

    _name = "club.request.merge"
    _description = "Merge Requests"

    request_ids = fields.Many2many(
        "club.request", "club_request_merge_rel", string="Requests", required=True
    )
    company_id = fields.Many2one("res.company", compute="_compute_similar_ids")
    similar_ids = fields.Many2many(
        "club.request", compute="_compute_similar_ids", string="Similar ones"
    )
    into_id = fields.Many2one(
        "club.request",
        string="Merge into",
        required=True,
        compute="_compute_into_id",
        store=True,
        readonly=False,
        domain=[("state", "in", [state for state in LIVE if state != "voting"])],
        help="It keeps its number, its text and its state; the supporters of the "
        "others count there too, each member once.",
    )

    @api.depends("request_ids")
    def _compute_similar_ids(self):
        for wizard in self:
            first = wizard.request_ids[:1]
            wizard.company_id = first.company_id
            wanted = (
                Domain("company_id", "=", first.company_id.id)
                & Domain("state", "in", LIVE)
                & Domain("id", "not in", first._origin.ids)
            )
            wizard.similar_ids = self.env["club.request"]._similar(
                first.name, wanted, limit=8, more=first.wish
            )

    @api.depends("request_ids")
    def _compute_into_id(self):
        """Of several, the one with most supporters; of one, whoever knows best."""
        for wizard in self:
            several = wizard.request_ids._origin
            wizard.into_id = (
                several.sorted("support_count", reverse=True)[:1]
                if len(several) > 1
                else False
            )

    def action_merge(self):
        self.ensure_one()
        self.request_ids.check_access("write")
        self.into_id.check_access("write")
        (self.request_ids - self.into_id)._merge_into(self.into_id)
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.request",
            "res_id": self.into_id.id,
            "view_mode": "form",
        }
