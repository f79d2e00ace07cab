from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools import yes_or_no

STATES = [
    ("applied", "Applied"),
    ("active", "Active"),
    ("grace", "In grace"),
    ("lapsed", "Lapsed"),
    ("resigned", "Resigned"),
    ("struck_off", "Struck off"),
    ("excluded", "Excluded"),
    ("deceased", "Deceased"),
    ("merged", "Merged"),
    ("absorbed", "Absorbed"),
]
MEMBER_STATES = ("active", "grace")
CLOSINGS = [
    state
    for state in STATES
    if state[0]
    in (
        "resigned",
        "struck_off",
        "excluded",
        "deceased",
        "merged",
        "absorbed",
    )
]

# Written by events (club_membership_lifecycle.py) and the status job, never by hand.
HISTORY_FIELDS = {
    "partner_id",
    "company_id",
    "number",
    "section_id",
    "type_id",
    "state",
    "joined_on",
    "approved_on",
    "member_until",
    "closing",
    "closed_on",
    "merged_into_id",
    "absorbed_into_id",
    "next_section_id",
    "next_section_on",
    "next_type_id",
    "next_type_on",
}
# What a new membership says of itself; the rest of the history comes by events.
FIRST_FIELDS = {
    "partner_id",
    "company_id",
    "number",
    "section_id",
    "type_id",
    "joined_on",
}


class ClubMembership(models.Model):
    """A person's or an organisation's membership of one association, one for life."""

    _name = "club.membership"
    _description = "Membership"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "number desc, id desc"
    _rec_name = "partner_id"
    _rec_names_search = ["number", "partner_id"]
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner", string="Member", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    number = fields.Char(
        string="Member number", copy=False, readonly=True, index="trigram"
    )
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        default=lambda s: s.env["club.section"]._default_for_user(s.env.company),
    )
    type_id = fields.Many2one(
        "club.membership.type",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    # A transfer or change of type decided for a later day: the status job applies it,
    # and a call for a period that starts after that day already follows it.
    next_section_id = fields.Many2one(
        "club.section",
        string="Next section",
        readonly=True,
        copy=False,
        ondelete="restrict",
        check_company=True,
    )
    next_section_on = fields.Date(string="Transfer on", readonly=True, copy=False)
    next_type_id = fields.Many2one(
        "club.membership.type",
        string="Next type",
        readonly=True,
        copy=False,
        ondelete="restrict",
        check_company=True,
    )
    next_type_on = fields.Date(string="Change of type on", readonly=True, copy=False)
    payer_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="restrict",
        help="Who receives and pays the dues. Empty: the member.",
    )
    state = fields.Selection(
        STATES, required=True, default="applied", readonly=True, index=True, copy=False
    )
    is_member = fields.Boolean(
        compute="_compute_is_member",
        search="_search_is_member",
        help="Member today, days of grace included.",
    )
    member_on = fields.Date(
        string="Member on",
        compute="_compute_member_on",
        search="_search_member_on",
        help="Search memberships that were valid on a given date.",
    )
    applied_on = fields.Date(default=fields.Date.context_today, copy=False)
    approved_on = fields.Date(copy=False, readonly=True)
    joined_on = fields.Date(string="Member since", copy=False)
    member_until = fields.Date(
        readonly=True, copy=False, help="Last day of the last confirmed period."
    )
    headcount = fields.Integer(help="For prices by bracket.")
    seats = fields.Integer(string="Seats bought", help="All seats, included ones too.")
    chosen_amount = fields.Monetary(help="For free amounts: what the member gives.")
    currency_id = fields.Many2one(related="company_id.currency_id")
    closing = fields.Selection(CLOSINGS, readonly=True, copy=False)
    closed_on = fields.Date(
        readonly=True,
        copy=False,
        help="First day on which they are no longer a member.",
    )
    merged_into_id = fields.Many2one("club.membership", readonly=True, copy=False)
    period_ids = fields.One2many("club.membership.period", "membership_id")
    movement_ids = fields.One2many("club.movement", "membership_id", string="Register")
    due_ids = fields.One2many("club.due", "membership_id", string="Dues")
    amount_due = fields.Monetary(compute="_compute_amount_due")
    email = fields.Char(related="partner_id.email")
    phone = fields.Char(related="partner_id.phone")
    city = fields.Char(related="partner_id.city")

    _partner_company_uniq = models.UniqueIndex(
        "(partner_id, company_id) WHERE merged_into_id IS NULL",
        "This person or organisation already has a membership here: open it instead.",
    )
    _number_company_uniq = models.UniqueIndex(
        "(company_id, number)", "This member number is already taken."
    )
    _closing_dated = models.Constraint(
        "CHECK ((closing IS NULL) = (closed_on IS NULL))",
        "A closed membership has a closing date.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su:
                self._refuse_history((HISTORY_FIELDS - FIRST_FIELDS) & set(vals))
            if not vals.get("number"):
                company = self.env["res.company"].browse(
                    vals.get("company_id") or self.env.company.id
                )
                vals["number"] = company._club_next_numbers(1)[0]
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_history(HISTORY_FIELDS & set(vals))
        return super().write(vals)

    def _refuse_history(self, names):
        """Refuse to write these fields by hand: events do, and leave a trace."""
        if names:
            raise UserError(
                self.env._(
                    "%(fields)s of a membership change by an event (transfer, change "
                    "of type, resignation…), so that the register keeps the trace.",
                    fields=", ".join(
                        sorted(
                            self._fields[name].get_description(self.env)["string"]
                            for name in names
                        )
                    ),
                )
            )

    @api.constrains("partner_id", "type_id")
    def _check_member_kind(self):
        for membership in self:
            wanted = membership.type_id.member_kind
            is_company = membership.partner_id.is_company
            if wanted == ("person" if is_company else "organisation"):
                raise ValidationError(
                    self.env._(
                        "%(member)s cannot join as %(type)s: that type is for "
                        "%(kind)s only.",
                        member=membership.partner_id.name,
                        type=membership.type_id.name,
                        kind=self.env._("persons")
                        if is_company
                        else self.env._("organisations"),
                    )
                )

    @api.depends("partner_id.name", "number")
    def _compute_display_name(self):
        for membership in self:
            membership.display_name = (
                f"{membership.partner_id.name} ({membership.number})"
            )

    @api.depends("state")
    def _compute_is_member(self):
        for membership in self:
            membership.is_member = membership.state in MEMBER_STATES

    def _search_is_member(self, operator, value):
        return yes_or_no(operator, value, Domain("state", "in", MEMBER_STATES))

    def _compute_member_on(self):
        # A question, not a value: the field exists to be searched.
        self.member_on = False

    def _search_member_on(self, operator, value):
        if operator != "in":
            return NotImplemented
        days = [fields.Date.to_date(day) for day in value if day]
        return Domain.OR(
            Domain("period_ids", "any", self.period_ids._on_date_domain(day))
            for day in days
        )

    @api.depends("due_ids.residual")
    def _compute_amount_due(self):
        totals = dict(
            self.env["club.due"]._read_group(
                [("membership_id", "in", self.ids), ("residual", "!=", 0)],
                ["membership_id"],
                ["residual:sum"],
            )
        )
        for membership in self:
            membership.amount_due = totals.get(membership, 0.0)

    @property
    def _payer(self):
        """The partner who owes the dues of this one membership."""
        self.ensure_one()
        return self.payer_id or self.partner_id

    def _last_day(self):
        """Last day of the latest live period, None without one."""
        self.ensure_one()
        ends = [
            min(p.date_to, p.ended_on or p.date_to)
            for p in self.period_ids
            if not (p.superseded or p.cancelled)
        ]
        return max(ends, default=None)
