from odoo import fields, models


class ClubSkill(models.Model):
    """What a volunteer knows enough to help with: finance, membership, the portal…"""

    _name = "club.skill"
    _description = "Support Skill"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    volunteer_ids = fields.Many2many(
        "club.volunteer", "club_volunteer_skill_rel", "skill_id", "volunteer_id"
    )
