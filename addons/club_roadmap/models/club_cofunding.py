from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .context import fresh_values

STATES = [
    ("draft", "Draft"),
    ("open", "Open to pledges"),
    ("reached", "Reached"),
    ("ordered", "Ordered"),
    ("delivered", "Delivered"),
    ("failed", "Failed"),
]
# What members committed themselves to; it stays from the opening on.
TERMS = {
    "name",
    "description",
    "company_id",
    "amount",
    "minimum",
    "smallest_pledge",
    "deadline",
}


class ClubCofunding(models.Model):
    """A development that members pay for together.

    Members pledge a share; no money is booked here. From the opening on its terms
    stay, since members commit themselves to them. Pledges stand in
    ``club.cofunding.pledge``, what happens at the deadline in ``club_cofunding_steps``.
    """

    _name = "club.cofunding"
    _description = "Co-funding"
    _inherit = ["mail.thread"]
    _order = "deadline desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="Development", required=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    request_id = fields.Many2one(
        "club.request",
        ondelete="restrict",
        check_company=True,
        index="btree_not_null",
    )
    description = fields.Html(
        required=True, help="What is developed, for whom, and what one gets."
    )
    amount = fields.Monetary(string="Total amount", required=True)
    minimum = fields.Monetary(
        string="Goes ahead from",
        required=True,
        compute="_compute_minimum",
        store=True,
        precompute=True,
        readonly=False,
        help="With less than this confirmed at the deadline, nobody pays anything.",
    )
    smallest_pledge = fields.Monetary(default=0.0, help="0: any amount.")
    deadline = fields.Date(required=True, help="Last day to pledge, included.")
    quote_amount = fields.Monetary(string="Vendor's quote")
    quote_on = fields.Date(string="Quote of")
    quote_file = fields.Binary(attachment=True)
    quote_name = fields.Char()
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    failure_reason = fields.Text(copy=False, help="Members read it.")
    pledge_ids = fields.One2many(
        "club.cofunding.pledge",
        "cofunding_id",
        string="Pledges",
        groups="club_membership.group_club_secretary,"
        "club_membership.group_club_treasurer",
    )
    confirmed_amount = fields.Monetary(
        string="Confirmed", compute="_compute_sums", compute_sudo=True
    )
    announced_amount = fields.Monetary(
        string="Not confirmed yet", compute="_compute_sums", compute_sudo=True
    )
    pledge_count = fields.Integer(
        string="Members", compute="_compute_sums", compute_sudo=True
    )
    progress = fields.Float(
        string="Progress (%)", compute="_compute_sums", compute_sudo=True
    )

    _amounts_positive = models.Constraint(
        "CHECK (amount > 0 AND minimum > 0 AND minimum <= amount)",
        "The total is above zero, and it goes ahead from the total or from less.",
    )
    _pledge_positive = models.Constraint(
        "CHECK (smallest_pledge >= 0 AND smallest_pledge <= amount)",
        "The smallest pledge lies between zero and the total.",
    )

    @api.model
    def default_get(self, fields_list):
        return fresh_values(self, super().default_get(fields_list), {"state"})

    @api.depends("amount")
    def _compute_minimum(self):
        for each in self:
            each.minimum = each.minimum or each.amount

    @api.depends("pledge_ids.amount", "pledge_ids.state")
    def _compute_sums(self):
        # Sums are for every member: who pledged what is not.
        groups = self.env["club.cofunding.pledge"]._read_group(
            [("cofunding_id", "in", self.ids), ("state", "!=", "withdrawn")],
            ["cofunding_id", "state"],
            ["amount:sum", "__count"],
        )
        found = {(one.id, state): (total, n) for one, state, total, n in groups}
        for each in self:
            confirmed, members = found.get((each.id, "confirmed"), (0.0, 0))
            each.confirmed_amount = confirmed
            each.announced_amount = found.get((each.id, "pledged"), (0.0, 0))[0]
            each.pledge_count = members
            each.progress = 100 * confirmed / each.amount if each.amount else 0.0

    @api.constrains("deadline")
    def _check_deadline(self):
        for each in self:
            if each.state == "draft" and each.deadline < each.company_id._club_today():
                raise ValidationError(
                    self.env._("%s: the deadline is over already.", each.name)
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(
            vals.get("state", "draft") != "draft" for vals in vals_list
        ):
            self._refuse_machine()
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and "state" in vals:
            self._refuse_machine()
        if TERMS & set(vals) and any(each.state != "draft" for each in self):
            raise UserError(
                self.env._(
                    "Members have committed themselves to these terms: they stay. Let "
                    "this one fail and open another."
                )
            )
        return super().write(vals)

    def _refuse_machine(self):
        raise UserError(
            self.env._("Where a co-funding stands is changed by its buttons only.")
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_opened(self):
        for each in self:
            if each.state != "draft":
                raise UserError(
                    self.env._("%s was open to members: it is kept.", each.name)
                )
