from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubKmRate(models.Model):
    """What the association pays for a kilometre, from a year until another is set."""

    _name = "club.km.rate"
    _description = "Kilometre Rate"
    _order = "year desc, sequence, name, id"
    _check_company_auto = True

    name = fields.Char(
        string="Vehicle", required=True, translate=True, help="For instance: Car."
    )
    year = fields.Integer(
        string="From year",
        required=True,
        default=lambda s: fields.Date.context_today(s).year,
        help="It applies to trips of this year, and of later ones until another "
        "rate of the same vehicle is set.",
    )
    amount = fields.Float(string="Per kilometre", required=True, digits=(8, 4))
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A kilometre rate is above zero."
    )
    _vehicle_uniq = models.UniqueIndex(
        "(company_id, year, name) WHERE active",
        "This vehicle has a rate for that year already.",
    )

    @api.depends("name", "year")
    def _compute_display_name(self):
        for rate in self:
            rate.display_name = f"{rate.name or ''} {rate.year or ''}".strip()

    @api.model
    def _of_year(self, company, year):
        """The rates that apply to trips of this year: one per vehicle.

        :param company: the association
        :param year: of the trip
        """
        # sudo: members read the rates they claim by.
        known = self.sudo().search(
            [("company_id", "=", company.id), ("year", "<=", year)],
            order="year desc, sequence, id",
        )
        latest = known.browse()
        for rate in known:
            if rate.name not in latest.mapped("name"):
                latest |= rate
        return latest.sorted(lambda rate: (rate.sequence, rate.name))

    def _for_trip(self, company, day):
        """The rate of this vehicle on the day of a trip.

        :raises UserError: the association has none for it
        """
        found = self._of_year(company, day.year).filtered(
            lambda rate: rate.name == self.name
        )
        if not found:
            raise UserError(
                self.env._(
                    "There is no kilometre rate for trips of %s: ask the treasurer "
                    "to set one in Configuration, Kilometre rates.",
                    day.year,
                )
            )
        return found

    def _rate_label(self, amount=None):
        """A vehicle and what a kilometre gives.

        :param amount: as it was when the trip was claimed; by default the rate's
        """
        self.ensure_one()
        return self.env._(
            "%(vehicle)s (%(amount)s a kilometre)",
            vehicle=self.name,
            amount=f"{amount or self.amount:g} {self.company_id.currency_id.symbol}",
        )
