from odoo import fields, models


class ClubClosedPeriod(models.Model):
    """Days on which no meeting is planned: school breaks, a closure, a trade fair.

    Public holidays are computed and need no row.
    """

    _name = "club.closed.period"
    _description = "Days without Meetings"
    _order = "date_start, id"

    name = fields.Char(required=True, translate=True)
    date_start = fields.Date(string="From", required=True)
    date_end = fields.Date(string="To", required=True, help="Last day.")
    kind = fields.Selection(
        [("closed", "No meetings"), ("break", "School break")],
        required=True,
        default="closed",
        help="In a school break, a cycle may say that it meets all the same.",
    )
    zone = fields.Char(
        string="School zone",
        help="For one school zone only, as A. Empty: everywhere.",
    )
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Empty: for every association here.",
    )

    _dates_ordered = models.Constraint(
        "CHECK (date_end >= date_start)", "The last day cannot be before the first."
    )
    _once = models.UniqueIndex(
        "(COALESCE(company_id, 0), kind, COALESCE(zone, ''), date_start, date_end)",
        "These days are in the list already.",
    )
