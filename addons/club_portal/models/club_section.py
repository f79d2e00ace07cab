from odoo import api, fields, models
from odoo.addons.club_membership.models.club_section import OPENINGS
from odoo.exceptions import ValidationError


class ClubSection(models.Model):
    """When the members of a section may enter their space, and where one applies."""

    _inherit = "club.section"

    portal_opening = fields.Selection(OPENINGS, required=True, default="inherit")
    portal_opening_date = fields.Date()
    portal_open_on = fields.Date(
        string="Open to its members on",
        compute="_compute_portal_open_on",
        store=True,
        recursive=True,
        help="Empty while the section is not open.",
    )
    postal_codes = fields.Char(
        help="Beginnings of the postal codes served, between commas: 22, 29, 35. "
        "Who applies to join is placed by them.",
    )

    @api.depends("portal_opening", "portal_opening_date", "parent_id.portal_open_on")
    def _compute_portal_open_on(self):
        for section in self:
            section.portal_open_on = section._opening("portal")

    @api.constrains("portal_opening", "portal_opening_date")
    def _check_portal_opening_date(self):
        for section in self:
            if section.portal_opening == "date" and not section.portal_opening_date:
                raise ValidationError(
                    self.env._(
                        "%s: give the date on which the section opens.", section.name
                    )
                )

    def _is_open_to_members(self):
        """Whether the members of this section may enter their space today."""
        day = self.portal_open_on
        return bool(day) and day <= fields.Date.context_today(self)

    @api.model
    def _serving(self, company, postal_code):
        """The section that serves a postal code, the association itself without one.

        The longest beginning wins, as 35 and 3510 may be two sections.
        """
        wanted = (postal_code or "").replace(" ", "").upper()
        best, length = company._club_root_section(), 0
        sections = self.search(
            [("company_id", "=", company.id), ("postal_codes", "!=", False)]
        )
        for section in sections:
            for code in section.postal_codes.split(","):
                start = code.replace(" ", "").upper()
                if start and wanted.startswith(start) and len(start) > length:
                    best, length = section, len(start)
        return best
