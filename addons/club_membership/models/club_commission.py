from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# In the commission, or on the way into it.
LIVE = ("requested", "invited", "waiting", "active")
CADENCES = [
    ("needed", "When needed"),
    ("monthly", "Every month"),
    ("bimonthly", "Every two months"),
    ("quarterly", "Every quarter"),
    ("half_yearly", "Twice a year"),
    ("yearly", "Once a year"),
]
MEETINGS = {
    "monthly": 12,
    "bimonthly": 6,
    "quarterly": 4,
    "half_yearly": 2,
    "yearly": 1,
}


class ClubCommission(models.Model):
    """A group of members at work: topical commission, circle, working group or body."""

    _name = "club.commission"
    _description = "Commission"
    _inherit = ["mail.thread"]
    _order = "kind, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    kind = fields.Selection(
        [
            ("topical", "Topical commission"),
            ("circle", "Strategic circle"),
            ("group", "Working group"),
            ("body", "Body (board, executive)"),
        ],
        required=True,
        default="topical",
        index=True,
    )
    parent_id = fields.Many2one(
        "club.commission",
        string="Working group of",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    child_ids = fields.One2many("club.commission", "parent_id", string="Working groups")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    section_id = fields.Many2one(
        "club.section",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Which section runs it. Empty: the whole association.",
    )
    charter = fields.Html(help="What it is for and how it works; members read it.")
    state = fields.Selection(
        [("draft", "Draft"), ("open", "Open"), ("closed", "Closed")],
        required=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
        help="A draft is shown to nobody; a closed one takes nobody any more.",
    )
    cadence = fields.Selection(
        CADENCES, string="Meets", required=True, default="needed"
    )
    meetings_per_year = fields.Integer(
        compute="_compute_meetings_per_year", store=True, readonly=False
    )
    join_policy = fields.Selection(
        [
            ("open", "Open to who is eligible"),
            ("approval", "On approval by the chair"),
            ("invitation", "By invitation"),
        ],
        string="Joining",
        required=True,
        default="open",
    )
    fee = fields.Monetary(
        help="Added to the dues, once per membership and period, however many people "
        "sit for it."
    )
    eligible_type_ids = fields.Many2many(
        "club.membership.type",
        string="For membership types",
        check_company=True,
        help="Empty: all.",
    )
    eligible_section_ids = fields.Many2many(
        "club.section",
        string="For sections",
        check_company=True,
        help="These sections and the ones below them. Empty: all.",
    )
    eligible_function_ids = fields.Many2many(
        "club.function",
        string="For functions",
        check_company=True,
        help="People with one of these functions. Empty: all.",
    )
    max_size = fields.Integer(
        string="Places", help="Who joins later waits for a place. 0: no limit."
    )
    place_ids = fields.One2many(
        "club.commission.place",
        "commission_id",
        groups="club_membership.group_club_admin",
    )
    member_ids = fields.One2many("club.commission.member", "commission_id")
    live_member_ids = fields.One2many(
        "club.commission.member",
        "commission_id",
        string="People",
        domain=[("state", "in", LIVE)],
    )
    member_count = fields.Integer(string="Members", compute="_compute_counts")
    waiting_count = fields.Integer(string="Waiting", compute="_compute_counts")
    request_count = fields.Integer(string="Requests", compute="_compute_counts")
    chair_id = fields.Many2one("res.partner", compute="_compute_chair_id")

    _not_negative = models.Constraint(
        "CHECK (max_size >= 0 AND fee >= 0 AND meetings_per_year >= 0)",
        "Places, fees and meetings cannot be negative.",
    )

    @api.depends("cadence")
    def _compute_meetings_per_year(self):
        for commission in self:
            commission.meetings_per_year = MEETINGS.get(commission.cadence, 0)

    @api.depends("member_ids.state")
    def _compute_counts(self):
        counts = {
            (commission, state): count
            for commission, state, count in self.env[
                "club.commission.member"
            ]._read_group(
                [("commission_id", "in", self.ids)],
                ["commission_id", "state"],
                ["__count"],
            )
        }
        for commission in self:
            mine = commission._origin
            commission.member_count = counts.get((mine, "active"), 0)
            commission.waiting_count = counts.get((mine, "waiting"), 0)
            commission.request_count = counts.get((mine, "requested"), 0)

    @api.depends("member_ids.state", "member_ids.role")
    def _compute_chair_id(self):
        chairs = self.env["club.commission.member"].search(
            [
                ("commission_id", "in", self.ids),
                ("role", "=", "chair"),
                ("state", "=", "active"),
            ]
        )
        by_commission = {row.commission_id: row.partner_id for row in chairs}
        for commission in self:
            commission.chair_id = by_commission.get(commission._origin)

    @api.constrains("parent_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("A commission cannot be a working group of itself.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        commissions = super().create(vals_list)
        commissions._number_places()
        return commissions

    def write(self, vals):
        result = super().write(vals)
        if "max_size" in vals:
            self._number_places()
            self._fill_places()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        # sudo: people out of the user's reach count as well.
        for commission in self.sudo():
            if commission.member_ids:
                raise UserError(
                    self.env._(
                        "%s has members or had some: close it instead, so that its "
                        "history stays.",
                        commission.name,
                    )
                )

    def action_open(self):
        self.write({"state": "open"})

    def action_close(self):
        self.write({"state": "closed"})

    def action_view_members(self):
        """Everybody who sits or sat here, with their dates."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_membership.club_commission_member_action"
            ),
            "domain": [("commission_id", "=", self.id)],
            "context": {
                "default_commission_id": self.id,
                "search_default_live": 1,
            },
        }
