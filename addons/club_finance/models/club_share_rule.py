from decimal import Decimal

from odoo import api, fields, models
from odoo.addons.club_membership.models.club_section import LEVELS
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..money.shares import Rule

# What shares were computed with: it cannot change afterwards.
COMPUTED_FIELDS = {"company_id", "level", "percent", "amount", "type_ids", "kinds"}
KINDS = {"base": ("base",), "all": ("base", "joining", "seats")}


class ClubShareRule(models.Model):
    """What a level above the member's section takes of the dues collected."""

    _name = "club.share.rule"
    _description = "Rule of Sharing Dues"
    _order = "sequence, id"
    _check_company_auto = True

    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    level = fields.Selection(
        LEVELS,
        string="For",
        required=True,
        default="national",
        help="The section of this level at or above the member's.",
    )
    percent = fields.Float(
        string="Percentage", digits=(5, 2), help="Of what is collected."
    )
    amount = fields.Monetary(
        string="Fixed amount",
        help="Of each due; in proportion while it is only partly paid.",
    )
    type_ids = fields.Many2many(
        "club.membership.type",
        string="Membership types",
        check_company=True,
        help="Empty: all of them.",
    )
    kinds = fields.Selection(
        [("base", "Dues"), ("all", "Dues, joining fees and extra seats")],
        string="Of",
        required=True,
        default="base",
    )
    date_from = fields.Date(
        string="Dues called from",
        required=True,
        default=lambda s: s.env.company._club_today().replace(month=1, day=1),
    )
    date_to = fields.Date(string="Dues called until")

    _something = models.Constraint(
        "CHECK (percent >= 0 AND percent <= 100 AND amount >= 0 "
        "AND (percent > 0 OR amount > 0))",
        "A rule takes a percentage up to 100, or an amount above zero.",
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "A rule cannot end before it begins.",
    )

    @api.depends("level", "percent", "amount")
    def _compute_display_name(self):
        levels = dict(self._fields["level"]._description_selection(self.env))
        for rule in self:
            parts = []
            if rule.amount:
                parts.append(rule.currency_id.format(rule.amount))
            if rule.percent:
                parts.append(f"{rule.percent:g} %")
            rule.display_name = f"{levels.get(rule.level)}: {' + '.join(parts)}"

    def write(self, vals):
        if vals.keys() & COMPUTED_FIELDS:
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_unused()

    def _check_unused(self):
        # sudo: whoever changes the rule, shares may have followed it.
        lines = self.env["club.share.line"].sudo()
        if used := lines.search([("rule_id", "in", self.ids)], limit=1).rule_id:
            raise UserError(
                self.env._(
                    "Dues were shared by “%s”: give it a last day and make a new rule.",
                    used.display_name,
                )
            )

    @api.model
    def _in_force(self, company):
        """The rules of an association, in their order."""
        return self.search(Domain("company_id", "=", company.id))

    def _applies_to(self, due):
        """Whether this rule speaks of a due, given as a row of what was collected."""
        self.ensure_one()
        return (
            due["kind"] in KINDS[self.kinds]
            and self.date_from <= due["date"]
            and (not self.date_to or due["date"] <= self.date_to)
            and (not self.type_ids or due["type_id"] in self.type_ids.ids)
        )

    def _pure(self, digits):
        """The rule for ``money/shares.py``.

        :param digits: decimals of the currency
        """
        exact = self.currency_id._club_decimal
        return Rule(
            percent=Decimal(str(round(self.percent, 2))),
            amount=int(exact(self.amount).scaleb(digits)),
        )
