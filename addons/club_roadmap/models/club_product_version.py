from odoo import api, fields, models


class ClubProductVersion(models.Model):
    """A release of a product: what members run, and what the vendor promises for."""

    _name = "club.product.version"
    _description = "Version of a Product"
    _order = "product_id, sequence desc, id desc"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10, help="The newest has the highest number.")
    product_id = fields.Many2one(
        "club.product", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="product_id.company_id", store=True)
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("in_progress", "In progress"),
            ("released", "Released"),
            ("abandoned", "Abandoned"),
        ],
        required=True,
        default="planned",
        index=True,
    )
    promised_on = fields.Date(
        string="First promised for",
        readonly=True,
        copy=False,
        help="The first date announced: slippage is counted from it.",
    )
    planned_on = fields.Date(string="Planned for")
    released_on = fields.Date(copy=False)
    notes = fields.Html(string="What is new", translate=True)

    _name_uniq = models.UniqueIndex(
        "(product_id, name)", "This product has a version of that name already."
    )

    @api.depends("name", "product_id.name")
    def _compute_display_name(self):
        for version in self:
            version.display_name = f"{version.product_id.name} {version.name}"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("planned_on"):
                vals.setdefault("promised_on", vals["planned_on"])
        return super().create(vals_list)

    def write(self, vals):
        result = super().write(vals)
        if vals.get("planned_on"):
            first = self.filtered(lambda version: not version.promised_on)
            first.promised_on = vals["planned_on"]
        return result
