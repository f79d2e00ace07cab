from odoo import fields, models


class ClubProduct(models.Model):
    """A program of the vendor that the club's members use."""

    _name = "club.product"
    _description = "Product"
    _order = "sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    vendor_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        help="Who makes it and answers the club's requests.",
    )
    module_ids = fields.One2many("club.product.module", "product_id", string="Modules")
    version_ids = fields.One2many(
        "club.product.version", "product_id", string="Versions"
    )

    _name_uniq = models.UniqueIndex(
        "(company_id, name)", "This product is on the list already."
    )
