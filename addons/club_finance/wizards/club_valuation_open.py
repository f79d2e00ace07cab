from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubValuationOpen(models.TransientModel):
    """Choose the year whose hours are valued."""

    _name = "club.valuation.open"
    _description = "Value a Year of Hours"
    _inherit = ["club.dialog"]

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda s: s.env.company
    )
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="To", required=True)

    @api.model
    def default_get(self, fields_list):
        """The last year that is over."""
        year = self.env.company._club_today().year - 1
        return {
            "date_from": date(year, 1, 1),
            "date_to": date(year, 12, 31),
            **super().default_get(fields_list),
        }

    def action_open(self):
        """Open the drafts of all sections that the user serves.

        :raises UserError: there are no hours, or no rate for some
        """
        self.ensure_one()
        self.env["club.valuation"].check_access("create")
        sections = None
        if not self.env.user.has_group("club_membership.group_club_treasurer"):
            sections = self.env["club.section"]._served_by_user("treasurer")
        found = self.env["club.valuation"]._prepare_year(
            self.company_id, self.date_from, self.date_to, sections
        )
        if not found:
            raise UserError(
                self.env._(
                    "No confirmed hours in these days: volunteers confirm them on "
                    "their page “My hours”."
                )
            )
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_finance.club_valuation_action"
            ),
            "domain": [("id", "in", found.ids)],
        }
