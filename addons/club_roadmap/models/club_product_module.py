from odoo import api, fields, models


class ClubProductModule(models.Model):
    """A part of a product that some members use and others do not."""

    _name = "club.product.module"
    _description = "Module of a Product"
    _order = "product_id, sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    product_id = fields.Many2one(
        "club.product", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="product_id.company_id", store=True)

    @api.depends("name", "product_id.name")
    def _compute_display_name(self):
        for module in self:
            module.display_name = f"{module.product_id.name} · {module.name}"
