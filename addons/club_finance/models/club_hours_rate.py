from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubHoursRate(models.Model):
    """What an hour of one kind of volunteer work is worth in the accounts."""

    _name = "club.hours.rate"
    _description = "Value of Volunteers' Hours"
    _order = "activity_id, date_from desc, id"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    activity_id = fields.Many2one(
        "club.hours.activity",
        ondelete="restrict",
        help="Empty: all activities that have no rate of their own.",
    )
    rate = fields.Monetary(
        string="Rate per hour",
        required=True,
        help="What somebody paid for this work would cost, charges included.",
    )
    date_from = fields.Date(
        string="From", required=True, default=lambda s: fields.Date.today()
    )
    basis = fields.Char(help="How the rate was found: the auditor asks.")

    _rate_positive = models.Constraint("CHECK (rate > 0)", "A rate is above zero.")
    _rate_uniq = models.UniqueIndex(
        "(company_id, COALESCE(activity_id, 0), date_from)",
        "This activity has a rate from that day already.",
    )

    @api.depends("activity_id", "date_from")
    def _compute_display_name(self):
        for rate in self:
            rate.display_name = rate.activity_id.name or self.env._("All activities")

    @api.model
    def _rates(self, company, day):
        """{activity id: rate per hour} in force on a day; key False for the others.

        :param day: the last day of what is valued
        """
        # sudo: who values the hours of a section reads the association's rates.
        found = self.sudo().search(
            [("company_id", "=", company.id), ("date_from", "<=", day)],
            order="date_from, id",
        )
        return {rate.activity_id.id: rate.rate for rate in found}

    @api.model
    def _check_rates(self, company, activities, rates):
        """Refuse activities without a rate, naming them."""
        if missing := activities.filtered(
            lambda activity: not (rates.get(activity.id) or rates.get(False))
        ):
            raise UserError(
                self.env._(
                    "%(company)s has no rate for hours of: %(activities)s. Set one in "
                    "Configuration, Value of hours.",
                    company=company.name,
                    activities=", ".join(missing.mapped("name")),
                )
            )
