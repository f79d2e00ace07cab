from odoo import fields, models
from odoo.tools import format_date


class ClubMembersOn(models.TransientModel):
    """Ask for a day; show who was a member then, with type and section of that day."""

    _name = "club.members.on"
    _description = "Members on a Date"

    date = fields.Date(required=True, default=fields.Date.context_today)

    def action_show(self):
        self.ensure_one()
        periods = self.env["club.membership.period"]
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_membership.club_membership_period_figures_action"
            ),
            "name": self.env._("Members on %s", format_date(self.env, self.date)),
            "display_name": self.env._(
                "Members on %s", format_date(self.env, self.date)
            ),
            "domain": list(periods._on_date_domain(self.date)),
        }
