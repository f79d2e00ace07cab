from odoo import fields, models


class ClubFunction(models.Model):
    """What somebody does in their organisation: director, IT manager, buyer…"""

    _name = "club.function"
    _description = "Function"
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )

    _name_company_uniq = models.UniqueIndex(
        "(company_id, (name->>'en_US'))", "This function exists already."
    )


class ResPartner(models.Model):
    _inherit = "res.partner"

    club_function_ids = fields.Many2many(
        "club.function",
        "club_function_partner_rel",
        "partner_id",
        "function_id",
        string="Functions",
        help="Some commissions are for certain functions only.",
    )
