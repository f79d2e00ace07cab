from odoo import api, fields, models
from odoo.addons.club_membership.scope import served_sections
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .club_duty import LIVE
from .club_rota_coordinator import OFFICE

SECTIONS = {"home_section_id", "section_ids", "desk_section_ids"}
# Context: a volunteer says on their own page which sections they serve.
BY_THEMSELVES = "club_volunteer_by_themselves"


class ClubVolunteer(models.Model):
    """Whose questions a volunteer may read, beside those that they own.

    Members volunteer by themselves, wherever they like: that alone opens no section's
    questions, notes and people to them. A coordinator does, by putting them on a
    published rota there, or by hand.
    """

    _inherit = "club.volunteer"

    desk_section_ids = fields.Many2many(
        "club.section",
        "club_volunteer_desk_section_rel",
        "volunteer_id",
        "section_id",
        string="Reads questions of",
        check_company=True,
        copy=False,
        help="Open questions with their notes, and the names of members who call. A "
        "published duty in a section opens it as well.",
    )

    def _desk_sections(self):
        """Sections served whose questions these volunteers may read."""
        live = self.duty_ids.filtered(lambda duty: duty.state in LIVE)
        return self.section_ids & (self.desk_section_ids | live.section_id)

    @api.model_create_multi
    def create(self, vals_list):
        volunteers = super().create(vals_list)
        for volunteer, vals in zip(volunteers, vals_list, strict=True):
            if "desk_section_ids" in vals:
                volunteer._check_trusting(volunteer.desk_section_ids)
            else:
                volunteer._trust_with(volunteer.section_ids)
        return volunteers

    def write(self, vals):
        if not SECTIONS & vals.keys():
            return super().write(vals)
        before = {each: (each.section_ids, each.desk_section_ids) for each in self}
        result = super().write(vals)
        for volunteer, (served, open_to) in before.items():
            if "desk_section_ids" in vals:
                volunteer._check_trusting(volunteer.desk_section_ids - open_to)
            else:
                volunteer._trust_with(volunteer.section_ids - served)
        return result

    def _trust_with(self, sections):
        """Open the questions of these sections that were added to those served, as far
        as whoever adds them coordinates them."""
        added = self._coordinated(sections)
        if added and not self.env.context.get(BY_THEMSELVES):
            self.write({"desk_section_ids": [(4, each.id) for each in added]})

    def _check_trusting(self, sections):
        foreign = sections - self._coordinated(sections)
        if foreign:
            raise AccessError(
                self.env._(
                    "You do not coordinate %(sections)s: who does lets %(name)s read "
                    "questions there.",
                    sections=", ".join(foreign.sudo().mapped("name")),  # sudo: names
                    name=self.name,
                )
            )

    def _coordinated(self, sections):
        """Those of these sections that this user coordinates."""
        office = "club_membership.group_club_secretary"
        if self.env.su or self.env.user.has_group(office):
            return sections
        me = self.env.user.partner_id.id
        # sudo: which of them this office serves, whatever else its holder may read.
        found = sections.sudo().search(
            Domain("id", "in", sections.ids) & served_sections(me, OFFICE)
        )
        return found.sudo(False)
