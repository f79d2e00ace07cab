from odoo import api, fields, models
from odoo.exceptions import AccessError


class ClubBudgetOpening(models.TransientModel):
    """Opens the budgets of a year for all sections."""

    _name = "club.budget.opening"
    _description = "Opening of a Budget Year"
    _inherit = ["club.dialog"]

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda s: s.env.company
    )
    day = fields.Date(
        string="A day of the year",
        required=True,
        default=lambda s: s._default_day(),
        help="Any day of the accounting year that is to be planned.",
    )
    year = fields.Char(compute="_compute_year")
    missing = fields.Integer(string="Budgets to open", compute="_compute_year")

    @api.model
    def _default_day(self):
        company = self.env.company
        return company._club_year_after(company._club_today())

    @api.depends("day", "company_id")
    def _compute_year(self):
        for opening in self:
            company, day = opening.company_id, opening.day
            opening.year = day and company._club_year_name(day)
            sections = self.env["club.section"].search_count(
                [("company_id", "=", company.id)]
            )
            opened = self.env["club.budget"]._read_group(
                [
                    ("company_id", "=", company.id),
                    ("section_id.active", "=", True),
                    ("date_from", "=", day and company._club_year(day)[0]),
                ],
                [],
                ["section_id:count_distinct"],
            )
            opening.missing = max(sections - opened[0][0], 0)

    def action_open(self):
        """Open what is missing, and show the budgets of the year.

        :raises AccessError: not the association's treasurer
        """
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.has_group("club_membership.group_club_treasurer"):
            raise AccessError(
                self.env._("The association's treasurer opens the budgets of a year.")
            )
        self.company_id._club_open_budgets(self.day)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_finance.club_budget_action"
        )
        return {
            **action,
            "domain": [("date_from", "=", self.company_id._club_year(self.day)[0])],
            "context": {},
        }
