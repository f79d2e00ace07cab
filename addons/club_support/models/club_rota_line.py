from odoo import fields, models


class ClubRotaLine(models.Model):
    """One section of a rota, with the skills that must be on duty there."""

    _name = "club.rota.line"
    _description = "Section in a Rota"
    _order = "rota_id, section_id"
    _check_company_auto = True

    rota_id = fields.Many2one(
        "club.rota", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="rota_id.company_id", store=True)
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    skill_ids = fields.Many2many(
        "club.skill",
        "club_rota_line_skill_rel",
        "line_id",
        "skill_id",
        string="Skills on duty",
        check_company=True,
        help="In each slot, somebody on duty should have each of these.",
    )

    _section_uniq = models.UniqueIndex(
        "(rota_id, section_id)", "This section is in the rota already."
    )
