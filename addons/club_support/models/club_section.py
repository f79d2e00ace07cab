from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ClubSection(models.Model):
    """Which sections help each other."""

    _inherit = "club.section"

    neighbour_ids = fields.Many2many(
        "club.section",
        "club_section_neighbour_rel",
        "section_id",
        "neighbour_id",
        string="Neighbouring sections",
        check_company=True,
        help="Their volunteers may serve here if they are willing to, and ours there. "
        "Each is the neighbour of the other.",
    )
    volunteer_ids = fields.Many2many(
        "club.volunteer", "club_volunteer_section_rel", "section_id", "volunteer_id"
    )

    @api.constrains("neighbour_ids")
    def _check_neighbours(self):
        for section in self:
            if section in section.neighbour_ids:
                raise ValidationError(
                    self.env._(
                        "%s cannot be its own neighbour: take it out of the list.",
                        section.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        sections = super().create(vals_list)
        sections.filtered("neighbour_ids")._mirror_neighbours()
        return sections

    def write(self, vals):
        before = {s: s.neighbour_ids for s in self} if "neighbour_ids" in vals else {}
        result = super().write(vals)
        if before:
            for section, neighbours in before.items():
                gone = neighbours - section.neighbour_ids
                gone._write_neighbours([(3, section.id)])
            self._mirror_neighbours()
        return result

    def _mirror_neighbours(self):
        """Make each neighbour know that it is one."""
        for section in self:
            one_way = section.neighbour_ids.filtered(
                lambda near, section=section: section not in near.neighbour_ids
            )
            one_way._write_neighbours([(4, section.id)])

    def _write_neighbours(self, commands):
        if self:
            # sudo: who may say it of one section says it of the other as well.
            self.sudo().write({"neighbour_ids": commands})
