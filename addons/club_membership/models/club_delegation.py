from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools import yes_or_no

ROLES = [
    ("manager", "Team manager"),
    ("voter", "Delegate"),
    ("deputy", "Deputy"),
    ("seat", "Seat holder"),
]
# Which roles need a place, and of which kind.
PLACE_OF = {"seat": "seat", "voter": "voter"}
# What staff may write on a delegation that exists; the rest is history.
OPEN_FIELDS = {"date_to", "email"}


class ClubDelegation(models.Model):
    """Who acts for a member organisation, in which role, between which dates."""

    _name = "club.delegation"
    _description = "Delegation"
    _order = "membership_id, date_from desc, id desc"
    _check_company_auto = True

    membership_id = fields.Many2one(
        "club.membership",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('partner_id.is_company', '=', True)]",
    )
    organisation_id = fields.Many2one(
        related="membership_id.partner_id", string="Organisation", store=True
    )
    company_id = fields.Many2one(related="membership_id.company_id", store=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
    )
    role = fields.Selection(ROLES, required=True, default="seat", index=True)
    email = fields.Char(
        string="Address there", help="Where they are reached at this organisation."
    )
    date_from = fields.Date(
        string="From", required=True, default=fields.Date.context_today
    )
    date_to = fields.Date(string="To", help="Last day. Empty: until further notice.")
    end_reason = fields.Char(readonly=True)
    left_employer = fields.Boolean(
        readonly=True, help="They no longer work there: their contact leaves it too."
    )
    seat_ids = fields.One2many("club.seat", "delegation_id", string="Seats held")
    seat_id = fields.Many2one("club.seat", compute="_compute_seat_id")
    is_current = fields.Boolean(
        compute="_compute_is_current", search="_search_is_current"
    )

    # An empty range (last day before the first) is a row that never counted.
    _dates_ordered = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from - 1)",
        "A delegation cannot end before it begins.",
    )
    _once_at_a_time = models.Constraint(
        "EXCLUDE USING gist (membership_id WITH =, partner_id WITH =, role WITH =, "
        "daterange(date_from, date_to, '[]') WITH &&) "
        "WHERE (date_to IS NULL OR date_to >= date_from)",
        "This person already has that role for this organisation at that time.",
    )

    @api.depends("seat_ids")
    def _compute_seat_id(self):
        for delegation in self:
            delegation.seat_id = delegation.seat_ids[:1]

    @api.depends("partner_id", "role", "organisation_id")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for delegation in self:
            delegation.display_name = self.env._(
                "%(person)s, %(role)s of %(organisation)s",
                person=delegation.partner_id.name,
                role=roles.get(delegation.role, ""),
                organisation=delegation.organisation_id.name,
            )

    @api.depends("date_from", "date_to")
    def _compute_is_current(self):
        today = fields.Date.context_today(self)
        for delegation in self:
            delegation.is_current = delegation._is_on(today)

    def _search_is_current(self, operator, value):
        return yes_or_no(operator, value, self._on_date_domain("today"))

    @api.model
    def _on_date_domain(self, day):
        """Domain of the delegations that count on ``day``."""
        return Domain("date_from", "<=", day) & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", day)
        )

    def _is_on(self, day):
        return (
            bool(self.date_from)
            and self.date_from <= day
            and (not self.date_to or self.date_to >= day)
        )

    @api.constrains("partner_id", "membership_id")
    def _check_kinds(self):
        for delegation in self:
            if delegation.partner_id.is_company:
                raise ValidationError(
                    self.env._(
                        "%s is an organisation: only a person acts for another one.",
                        delegation.partner_id.name,
                    )
                )
            if not delegation.organisation_id.is_company:
                raise ValidationError(
                    self.env._(
                        "%s is a person: only an organisation has a team.",
                        delegation.organisation_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su and set(vals) & {"left_employer", "end_reason"}:
                self._refuse_history()
        delegations = super().create(vals_list)
        today = fields.Date.context_today(self)
        for delegation in delegations:
            if delegation.date_to and delegation.date_to < today:
                continue  # history, written down afterwards
            if kind := PLACE_OF.get(delegation.role):
                # sudo: places are claimed by being named, never by hand.
                self.env["club.seat"].sudo()._claim(
                    delegation.sudo().membership_id, kind, delegation
                )
        return delegations

    def write(self, vals):
        if not self.env.su:
            today = fields.Date.context_today(self)
            over = self.filtered(lambda d: d.date_to and d.date_to < today)
            if set(vals) - OPEN_FIELDS or over:
                self._refuse_history()
        announced = {d: d.date_to for d in self if d.date_to}
        result = super().write(vals)
        # sudo: seats and what hangs on a delegation follow its end.
        if vals.get("date_to"):
            self.sudo()._ended()
        elif "date_to" in vals:
            for delegation, last in announced.items():
                delegation.sudo()._goes_on(last)
        return result

    def _refuse_history(self):
        raise UserError(
            self.env._(
                "Who acted for an organisation is kept as it was: end this delegation "
                "and add another one."
            )
        )

    def _ended(self):
        """Hook: these delegations have their last day now, past or to come."""
        today = fields.Date.context_today(self)
        self.filtered(lambda d: d.date_to < today).seat_ids._release()

    def _goes_on(self, last):
        """Hook: this delegation does not end on ``last`` after all."""

    def _moved_to(self, membership):
        """Hook: these people will act for ``membership`` instead (an absorption)."""

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        self._refuse_history()
