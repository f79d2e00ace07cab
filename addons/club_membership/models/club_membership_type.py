from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules.pricing import Price
from ..rules.terms import TermPolicy


class ClubMembershipType(models.Model):
    """What one joins as: who may, for how long, at what price, booked how."""

    _name = "club.membership.type"
    _description = "Membership Type"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char(help="Short code used in files.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    member_kind = fields.Selection(
        [("person", "Person"), ("organisation", "Organisation"), ("any", "Both")],
        required=True,
        default="any",
    )
    period_policy = fields.Selection(
        [
            ("calendar", "Calendar year"),
            ("fiscal", "Year starting on another day"),
            ("rolling", "A number of months from joining"),
        ],
        required=True,
        default="calendar",
    )
    start_month = fields.Integer(default=1)
    start_day = fields.Integer(default=1)
    rolling_months = fields.Integer(default=12)
    early_join_months = fields.Integer(
        string="Early joining (months)",
        help="Who joins in the last N months of a year is valid to the end of the "
        "next one: 4 means from September, valid to next December.",
    )
    prorata = fields.Selection(
        [("none", "Full price"), ("month", "Per month"), ("day", "Per day")],
        string="Late joiners pay",
        required=True,
        default="none",
    )
    price_model = fields.Selection(
        [
            ("flat", "Same price for all"),
            ("bracket", "By headcount bracket"),
            ("free", "Free amount above a minimum"),
            ("seats", "Seats included, then per extra seat"),
        ],
        required=True,
        default="flat",
    )
    is_free = fields.Boolean(
        string="Free or honorary", help="Nothing is due; periods are real all the same."
    )
    price_ids = fields.One2many("club.membership.price", "type_id", string="Prices")
    grace_days = fields.Integer(
        default=30,
        help="Days after the due date (or after the end, when nothing was called) "
        "during which a renewing member keeps their rights.",
    )
    renewal = fields.Selection(
        [("auto", "Called automatically"), ("request", "On request")],
        required=True,
        default="auto",
    )
    payment_term_id = fields.Many2one(
        "account.payment.term",
        string="Instalments",
        check_company=True,
        help="Payment terms giving the instalments. Empty: everything on the due date.",
    )
    booking_mode = fields.Selection(
        [("collective", "Collective entry (a notice)"), ("invoice", "Invoice")],
        required=True,
        default="collective",
    )
    income_account_id = fields.Many2one(
        "account.account",
        check_company=True,
        domain="[('account_type', 'in', ('income', 'income_other'))]",
        help="Empty: the association's dues income account.",
    )
    tax_ids = fields.Many2many(
        "account.tax",
        string="Taxes",
        check_company=True,
        domain="[('type_tax_use', '=', 'sale')]",
    )
    vote_count = fields.Integer(string="Votes", default=1)
    delegate_count = fields.Integer(string="Voting delegates", default=1)
    attestation = fields.Boolean(
        string="Attestation of dues",
        default=True,
        help="Members may be given an attestation of membership and payment.",
    )

    _code_company_uniq = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL",
        "Two membership types of one association cannot share a code.",
    )
    _year_start_valid = models.Constraint(
        "CHECK (start_month BETWEEN 1 AND 12 AND start_day BETWEEN 1 AND 31)",
        "The year starts on a day from 1 to 31 of a month from 1 to 12.",
    )
    _positive_terms = models.Constraint(
        "CHECK (rolling_months > 0 AND early_join_months BETWEEN 0 AND 11 "
        "AND grace_days >= 0 AND vote_count >= 0 AND delegate_count >= 0)",
        "Months, grace days, votes and delegates cannot be negative; a rolling "
        "period lasts at least one month.",
    )

    @api.constrains("booking_mode", "tax_ids")
    def _check_collective_untaxed(self):
        for kind in self:
            if kind.booking_mode == "collective" and kind.tax_ids:
                raise ValidationError(
                    self.env._(
                        "%s carries taxes: book it as invoices. A collective entry "
                        "is for untaxed dues only.",
                        kind.name,
                    )
                )

    def _term_policy(self):
        """The pure description of this type's periods."""
        self.ensure_one()
        return TermPolicy(
            kind=self.period_policy,
            start_month=self.start_month,
            start_day=self.start_day,
            months=self.rolling_months,
            early_join_months=self.early_join_months,
        )

    def _price_on(self, day):
        """The pure price in force on ``day``, None when the type has none yet."""
        self.ensure_one()
        if self.is_free:
            return Price(model="flat")
        versions = self.price_ids.filtered(lambda price: price.date_from <= day)
        if not versions:
            return None
        return max(versions, key=lambda price: price.date_from)._to_rule()
