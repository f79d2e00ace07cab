from odoo import api, fields, models
from odoo.exceptions import ValidationError

KINDS = [
    ("product", "Change of the product"),
    ("defect", "Defect"),
    ("documentation", "Documentation"),
    ("hotline", "Hot line"),
    ("price", "Price"),
    ("licensing", "Licensing"),
]
# Of these the vendor plans a version and counts a cost; the others have neither.
BUILT = ("product", "defect", "documentation")
FEASIBILITY = [
    ("yes", "Feasible"),
    ("partly", "Feasible in part"),
    ("study", "To be studied"),
    ("no", "Not feasible"),
]


class ClubRequest(models.Model):
    """An improvement request: what a member wants of the vendor, and why.

    Members propose and support requests on their pages; what happens to one goes
    through the methods of ``club_request_states``, which keep its history.
    """

    _name = "club.request"
    _description = "Improvement Request"
    _inherit = ["club.authored", "club.similar"]
    _order = "support_count desc, id desc"
    _check_company_auto = True
    _rec_names_search = ["number", "name"]
    _similar_fields = ("name", "wish", "motivation")

    number = fields.Char(readonly=True, copy=False, default="/")
    name = fields.Char(string="Title", required=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    kind = fields.Selection(KINDS, required=True, default="product", index=True)
    wish = fields.Text(string="What should change", required=True)
    motivation = fields.Text(
        string="Business motivation",
        required=True,
        help="What the present state prevents or costs, and for whom.",
    )
    product_id = fields.Many2one(
        "club.product", index="btree_not_null", ondelete="restrict", check_company=True
    )
    module_id = fields.Many2one(
        "club.product.module",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('product_id', '=', product_id)]",
    )
    version_id = fields.Many2one(
        "club.product.version",
        string="Seen in version",
        ondelete="restrict",
        domain="[('product_id', '=', product_id)]",
    )
    is_pilot_offered = fields.Boolean(
        string="A pilot site offers itself",
        help="Somebody is ready to try it out. Vendors drop what nobody will try.",
    )
    commission_id = fields.Many2one(
        "club.commission",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Which commission examines it.",
    )
    # What the vendor said last; each answer is kept where it was given.
    feasibility = fields.Selection(FEASIBILITY, readonly=True, copy=False)
    cost_points = fields.Integer(string="Cost (points)", readonly=True, copy=False)
    target_version_id = fields.Many2one(
        "club.product.version", readonly=True, copy=False, index="btree_not_null"
    )
    vendor_reason = fields.Text(string="Vendor's reason", readonly=True, copy=False)
    delivered_version_id = fields.Many2one(
        "club.product.version", readonly=True, copy=False, index="btree_not_null"
    )

    _number_uniq = models.UniqueIndex(
        "(company_id, number) WHERE number != '/'", "A number names one request."
    )
    _cost_positive = models.Constraint(
        "CHECK (cost_points >= 0)", "A cost is not negative."
    )

    @api.constrains("product_id", "module_id", "version_id")
    def _check_product(self):
        for request in self:
            parts = request.module_id.product_id | request.version_id.product_id
            if parts - request.product_id:
                raise ValidationError(
                    request.env._(
                        "%(request)s: the module and the version belong to another "
                        "product: choose them again.",
                        request=request.name,
                    )
                )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for request in self:
            numbered = request.number and request.number != "/"
            request.display_name = (
                f"{request.number} {request.name}" if numbered else request.name
            )

    @api.model_create_multi
    def create(self, vals_list):
        requests = super().create(vals_list)
        for request in requests:
            if request.number == "/":
                # sudo: numbers are the association's, whoever proposes.
                sequences = request.env["ir.sequence"].sudo()
                request.number = sequences.with_company(
                    request.company_id
                ).next_by_code("club.request")
        return requests
