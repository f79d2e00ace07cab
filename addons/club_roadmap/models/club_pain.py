from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .context import fresh_values

STATES = [
    ("open", "Open"),
    ("working", "Being worked on"),
    ("healed", "Healed"),
    ("closed", "Closed by the club"),
    ("merged", "Merged into another one"),
]
# Members say that it hurts them too, and find these as similar.
LIVE = ("open", "working")
MACHINE = {
    "state",
    "member_count",
    "hours",
    "median_hours",
    "money",
    "has_figures",
    "merged_into_id",
    "former_state",
    "root_id",
    "asked_on",
}


class ClubPain(models.Model):
    """A pain point: what hurts members, whom and how much, before anybody asks for a
    feature. What answers it are requests."""

    _name = "club.pain"
    _description = "Pain Point"
    _inherit = ["club.authored", "club.similar"]
    _order = "member_count desc, id desc"
    _check_company_auto = True
    _similar_fields = ("name", "description")

    name = fields.Char(string="What hurts", required=True)
    description = fields.Text(
        string="What happens",
        required=True,
        help="What people do, where it goes wrong, what they do instead.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    function_ids = fields.Many2many(
        "club.function", string="Who suffers", check_company=True
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
    request_ids = fields.Many2many(
        "club.request",
        "club_pain_request_rel",
        "pain_id",
        "request_id",
        string="Answered by",
        check_company=True,
    )
    state = fields.Selection(
        STATES, required=True, readonly=True, default="open", index=True, copy=False
    )
    reason = fields.Text(
        string="Why it is over",
        copy=False,
        help="Members read it. Needed to close a pain point.",
    )

    _by_members = models.Index("(company_id, state, member_count DESC, id DESC)")
    _by_hours = models.Index("(company_id, state, hours DESC, id DESC)")

    @api.constrains("product_id", "module_id")
    def _check_product(self):
        for pain in self:
            if pain.module_id.product_id - pain.product_id:
                raise ValidationError(
                    pain.env._(
                        "%(pain)s: the module belongs to another product: choose it "
                        "again.",
                        pain=pain.name,
                    )
                )

    @api.model
    def default_get(self, fields_list):
        return fresh_values(self, super().default_get(fields_list), MACHINE)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(MACHINE & set(vals) for vals in vals_list):
            self._refuse_machine()
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and MACHINE & set(vals):
            self._refuse_machine()
        return super().write(vals)

    def _refuse_machine(self):
        raise UserError(
            self.env._(
                "Where a pain point stands, and how many it hurts, changes by its "
                "buttons and by what members say, never by hand."
            )
        )

    def action_work(self):
        """Say that somebody works on it."""
        self._become("working")

    def action_open(self):
        """Take it up again."""
        self._become("open")

    def action_heal(self):
        """Say that it hurts no more."""
        self._become("healed")

    def action_close(self):
        """Close it with the reason that stands on it."""
        for pain in self:
            if not (pain.reason or "").strip():
                raise UserError(
                    self.env._(
                        "Say why “%(pain)s” is closed: the members it hurts read it.",
                        pain=pain.name,
                    )
                )
        self._become("closed")

    def _become(self, state):
        self.check_access("write")
        for pain in self:
            if pain.state == "merged":
                raise UserError(
                    self.env._(
                        "“%(pain)s” was merged into “%(other)s”: take that back first.",
                        pain=pain.name,
                        other=pain.merged_into_id.name,
                    )
                )
        # sudo: states change by these buttons only, never by forms.
        self.sudo().write({"state": state})

    def _label_of(self, field):
        """The value of a selection, as the reader calls it."""
        return dict(self._fields[field]._description_selection(self.env)).get(
            self[field], ""
        )


class ClubRequest(models.Model):
    _inherit = "club.request"

    pain_ids = fields.Many2many(
        "club.pain",
        "club_pain_request_rel",
        "request_id",
        "pain_id",
        string="Pain points it heals",
        check_company=True,
    )
