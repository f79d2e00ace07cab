from odoo import api, fields, models


class ClubRoadmapYear(models.TransientModel):
    """The year in numbers, beside the year before: for the office, and for the page
    of members, see ``club.roadmap.figures``."""

    _name = "club.roadmap.year"
    _description = "Year in Numbers, Page"

    year = fields.Integer(
        required=True, default=lambda s: s.env.company._club_today().year
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda s: s.env.company
    )
    content = fields.Html(compute="_compute_content", sanitize=False)

    @api.depends("year")
    def _compute_display_name(self):
        for page in self:
            page.display_name = self.env._("Year in numbers: %s", page.year)

    @api.depends("year", "company_id")
    def _compute_content(self):
        figures = self.env["club.roadmap.figures"]
        for page in self:
            company = page.company_id & self.env.companies
            page.content = self.env["ir.qweb"]._render(
                "club_roadmap.year_figures",
                {"groups": figures._groups(company, page.year), "year": page.year},
            )

    def action_earlier(self):
        """Show the year before."""
        return self._action_of(self.year - 1)

    def action_later(self):
        """Show the year after."""
        return self._action_of(self.year + 1)

    def _action_of(self, year):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_roadmap.club_roadmap_year_action"
        )
        return {**action, "context": {"default_year": year}}
