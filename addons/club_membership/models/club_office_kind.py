from odoo import fields, models


class ClubOfficeKind(models.Model):
    """A function that can be held in a section: president, treasurer, coordinator…"""

    _name = "club.office.kind"
    _description = "Office Kind"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    role = fields.Selection(
        [
            ("none", "No rights in the software"),
            ("officer", "Officer of the section"),
            ("treasurer", "Treasurer of the section"),
        ],
        required=True,
        default="none",
        help="What holding this office lets its holder do, in the section and below.",
    )
    single_holder = fields.Boolean(
        help="Only one person at a time holds this office in a section."
    )
