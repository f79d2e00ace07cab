from odoo import api, fields, models

COUNTED = (
    *("customers", "members", "prospects", "contacted", "guests"),
    *("applied", "joined", "lost"),
)


class ClubRecruitment(models.Model):
    """How much of the vendor's base the association covers, on the campaign itself."""

    _inherit = "club.recruitment"

    listed_count = fields.Integer(string="Listed", compute="_compute_figures")
    member_count = fields.Integer(string="Members today", compute="_compute_figures")
    coverage = fields.Float(
        compute="_compute_figures",
        digits=(4, 1),
        help="Members today among the customers, in percent: of the vendor's own "
        "number where it is given, else of the customers listed.",
    )
    prospect_count = fields.Integer(
        string="Not members before", compute="_compute_figures"
    )
    contacted_count = fields.Integer(string="Contacted", compute="_compute_figures")
    guest_count = fields.Integer(string="Came as guests", compute="_compute_figures")
    applied_count = fields.Integer(string="Applied", compute="_compute_figures")
    joined_count = fields.Integer(string="Joined", compute="_compute_figures")
    lost_count = fields.Integer(string="Not interested", compute="_compute_figures")
    funnel = fields.Text(string="Stage by stage", compute="_compute_figures")

    @api.depends("vendor_base", "prospect_ids.stage", "prospect_ids.active")
    def _compute_figures(self):
        # sudo: numbers of the whole campaign, for officers of its sections too.
        groups = self.env["club.recruitment.figure"].sudo()
        found = {
            campaign.id: counts
            for campaign, *counts in groups._read_group(
                [("recruitment_id", "in", self.ids)],
                ["recruitment_id"],
                [f"{name}:sum" for name in COUNTED],
            )
        }
        for campaign in self:
            counts = found.get(campaign.id) or [0] * len(COUNTED)
            campaign._show(dict(zip(COUNTED, counts, strict=True)))

    def _show(self, counts):
        base = self.vendor_base or counts["customers"]
        self.listed_count = counts["customers"]
        self.member_count = counts["members"]
        self.coverage = 100.0 * counts["members"] / base if base else 0.0
        self.prospect_count = counts["prospects"]
        self.contacted_count = counts["contacted"]
        self.guest_count = counts["guests"]
        self.applied_count = counts["applied"]
        self.joined_count = counts["joined"]
        self.lost_count = counts["lost"]
        self.funnel = self._funnel(counts)

    def _funnel(self, counts):
        """A sentence per stage: how many of those of the stage before went on."""
        steps = [
            (self.env._("Contacted"), "contacted", "prospects"),
            (self.env._("Came as guests"), "guests", "contacted"),
            (self.env._("Applied"), "applied", "guests"),
            (self.env._("Joined"), "joined", "applied"),
        ]
        return "\n".join(
            self.env._(
                "%(stage)s: %(count)s of %(before)s (%(share)s %%)",
                stage=label,
                count=counts[name],
                before=counts[before],
                share=round(100 * counts[name] / counts[before])
                if counts[before]
                else 0,
            )
            for label, name, before in steps
        )

    def action_view_prospects(self):
        """The customers of this campaign, by stage."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_events.club_prospect_action"
            ),
            "domain": [("recruitment_id", "=", self.id)],
            "context": {"default_recruitment_id": self.id},
        }

    def action_view_figures(self):
        """Coverage and conversion of this campaign, by section."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_events.club_recruitment_figure_action"
            ),
            "domain": [("recruitment_id", "=", self.id)],
            "context": {},
        }
