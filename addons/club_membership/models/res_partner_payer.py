from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Who died and paid for others: somebody else must be asked."""

    _inherit = "res.partner"

    club_orphan_due_count = fields.Integer(
        string="Open dues of others",
        compute="_compute_club_orphan_due_count",
        help="Open dues of living members, asked of this person who died.",
    )

    def _club_orphan_domain(self):
        return (
            Domain("payer_id", "in", self.ids)
            & Domain("residual", ">", 0)
            & Domain("partner_id.club_deceased_on", "=", False)
        )

    @api.depends("club_deceased_on")
    def _compute_club_orphan_due_count(self):
        self.club_orphan_due_count = 0
        gone = self.filtered("club_deceased_on")
        dues = self.env["club.due"]
        if not gone or not dues.has_access("read"):
            return
        counts = dues._read_group(gone._club_orphan_domain(), ["payer_id"], ["__count"])
        for partner, count in counts:
            partner.club_orphan_due_count = count

    def action_club_change_payer(self):
        """Ask who pays now what these persons were asked for."""
        dues = self.env["club.due"].search(self._club_orphan_domain())
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_membership.club_payer_change_action"
            ),
            "context": {
                "active_model": "club.due",
                "active_ids": dues.ids,
                "default_reason": self.env._(
                    "Death of %s", ", ".join(self.mapped("name"))
                ),
            },
        }
