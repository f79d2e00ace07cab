from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubPortalCampaign(models.Model):
    """An invitation of the members of some sections to their space.

    Its lines are the preview, then the record of who was invited. Nobody is invited
    twice, whatever the campaigns: see ``club.portal.access``.
    """

    _name = "club.portal.campaign"
    _description = "Invitation Campaign"
    _inherit = ["club.run", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    section_ids = fields.Many2many(
        "club.section",
        string="Sections",
        check_company=True,
        help="These sections and the ones below them, once they are open to their "
        "members. Empty: all that are open.",
    )
    template_id = fields.Many2one(
        "mail.template",
        string="Message",
        domain="[('model', '=', 'club.portal.access')]",
        help="Empty: the usual invitation.",
    )
    line_ids = fields.One2many("club.portal.campaign.line", "campaign_id")
    access_ids = fields.One2many("club.portal.access", "campaign_id")
    ready_count = fields.Integer(string="To invite", compute="_compute_lines")
    anomaly_count = fields.Integer(string="Not invited", compute="_compute_lines")
    already_count = fields.Integer(string="Invited before", compute="_compute_lines")
    invited_count = fields.Integer(string="Invited", compute="_compute_figures")
    signed_in_count = fields.Integer(string="Signed in", compute="_compute_figures")
    silent_count = fields.Integer(string="Never signed in", compute="_compute_figures")
    activation_rate = fields.Float(compute="_compute_figures")

    @api.depends("line_ids.state")
    def _compute_lines(self):
        groups = self.env["club.portal.campaign.line"]._read_group(
            [("campaign_id", "in", self.ids)], ["campaign_id", "state"], ["__count"]
        )
        for campaign in self:
            mine = {state: count for c, state, count in groups if c == campaign}
            campaign.ready_count = mine.get("ready", 0)
            campaign.already_count = mine.get("already", 0)
            campaign.anomaly_count = mine.get("anomaly", 0) + mine.get("failed", 0)

    @api.depends("access_ids.signed_in_at")
    def _compute_figures(self):
        groups = self.env["club.portal.access"]._read_group(
            [("campaign_id", "in", self.ids)],
            ["campaign_id"],
            ["__count", "signed_in_at:count"],
        )
        figures = {campaign: (count, signed) for campaign, count, signed in groups}
        for campaign in self:
            count, signed = figures.get(campaign, (0, 0))
            campaign.invited_count = count
            campaign.signed_in_count = signed
            campaign.silent_count = count - signed
            campaign.activation_rate = 100.0 * signed / count if count else 0.0

    def action_preview(self):
        """Count who would be invited and name who cannot be; writes to nobody."""
        for campaign in self:
            campaign.check_access("write")
            if campaign.state not in ("draft", "ready"):
                raise UserError(self.env._("%s was already confirmed.", campaign.name))
            campaign._stage_lines()
            # sudo: the state of a run is written by its buttons only.
            campaign.sudo().state = "ready"

    def action_confirm(self):
        """Look once more and start; a second click is harmless."""
        for campaign in self:
            campaign.check_access("write")
            if campaign.state in ("done", "cancelled"):
                raise UserError(
                    self.env._(
                        "%s is over: make a new one, it will only invite who was not "
                        "invited yet.",
                        campaign.name,
                    )
                )
            if campaign.state in ("draft", "ready"):
                campaign._stage_lines()
            campaign._run_start()

    def action_cancel(self):
        for campaign in self:
            campaign.check_access("write")
            if campaign.state not in ("draft", "ready"):
                raise UserError(self.env._("%s has begun already.", campaign.name))
        # sudo: the lines are made and removed by the campaign only.
        self.line_ids.sudo().unlink()
        self.state = "cancelled"

    def action_view_lines(self):
        """Who is invited, and who is not and why."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_portal.club_portal_campaign_line_action"
        )
        return {**action, "domain": [("campaign_id", "in", self.ids)]}

    def action_view_silent(self):
        """Who was invited and never signed in."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_portal.club_portal_access_action"
        )
        return {
            **action,
            "domain": [("campaign_id", "in", self.ids), ("signed_in_at", "=", False)],
        }
