from odoo import fields, models


class ClubEventDiscount(models.Model):
    """A code that makes a meeting cheaper, as often as it says."""

    _name = "club.event.discount"
    _description = "Discount Code"
    _order = "code, id"
    _rec_name = "code"
    _check_company_auto = True

    code = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    event_ids = fields.Many2many(
        "event.event",
        "club_discount_event_rel",
        "discount_id",
        "event_id",
        string="Meetings",
        check_company=True,
        help="Empty: all of them.",
    )
    percent = fields.Float(string="Percentage off")
    amount = fields.Monetary(string="Amount off each place")
    date_start = fields.Date(string="From")
    date_end = fields.Date(string="To")
    max_uses = fields.Integer(string="Places at most", help="0: no limit.")
    active = fields.Boolean(default=True)
    booking_ids = fields.One2many("club.event.booking", "discount_id")

    _code_uniq = models.UniqueIndex(
        "(company_id, lower(code))", "This code exists already."
    )
    _valid = models.Constraint(
        "CHECK (percent >= 0 AND percent <= 100 AND amount >= 0 AND max_uses >= 0 "
        "AND (percent > 0) <> (amount > 0))",
        "A code takes off a percentage of 100 at most, or an amount.",
    )
