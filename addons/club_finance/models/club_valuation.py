from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class ClubValuation(models.Model):
    """What the confirmed hours of a section are worth in one year, for its accounts.

    Accounts 86 and 87 of règlement ANC 2018-06: what volunteers gave stands on both
    sides, below the result, and each line has its evidence.
    """

    _name = "club.valuation"
    _description = "Valuation of Volunteers' Hours"
    _inherit = ["club.booked", "mail.thread"]
    _order = "date_to desc, section_id, id"
    _rec_name = "section_id"
    _check_company_auto = True

    # Facts that booking writes, never a person.
    _own_fields = frozenset(
        {"state", "move_id", "reversal_id", "booked_by_id", "booked_on"}
    )
    _booked_fields = frozenset({"section_id", "company_id", "date_from", "date_to"})

    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        context={"hierarchical_naming": False},
    )
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="To", required=True)
    state = fields.Selection(
        [("draft", "Draft"), ("booked", "Booked"), ("cancelled", "Taken back")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    line_ids = fields.One2many("club.valuation.line", "valuation_id", readonly=True)
    minutes = fields.Integer(compute="_compute_total", store=True)
    hours = fields.Float(compute="_compute_total", store=True)
    amount = fields.Monetary(compute="_compute_total", store=True)
    people_count = fields.Integer(string="Volunteers", compute="_compute_people_count")
    move_id = fields.Many2one(
        "account.move",
        string="Entry",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    reversal_id = fields.Many2one(
        "account.move",
        string="Entry that took it back",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    booked_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    booked_on = fields.Datetime(readonly=True, copy=False)

    _dates_in_order = models.Constraint(
        "CHECK (date_from <= date_to)", "The last day comes after the first."
    )
    _section_year_uniq = models.UniqueIndex(
        "(section_id, date_from) WHERE state <> 'cancelled'",
        "The hours of this section and year are valued already.",
    )

    @api.depends("line_ids.minutes", "line_ids.amount")
    def _compute_total(self):
        for valuation in self:
            valuation.minutes = sum(valuation.line_ids.mapped("minutes"))
            valuation.hours = valuation.minutes / 60
            valuation.amount = sum(valuation.line_ids.mapped("amount"))

    def _compute_people_count(self):
        counts = dict(
            self.env["club.valuation.hours"]._read_group(
                [("valuation_id", "in", self.ids)],
                ["valuation_id"],
                ["partner_id:count_distinct"],
            )
        )
        for valuation in self:
            valuation.people_count = counts.get(valuation, 0)

    @api.depends("section_id", "date_from", "date_to")
    def _compute_display_name(self):
        for valuation in self:
            years = {valuation.date_from.year, valuation.date_to.year}
            label = "–".join(str(year) for year in sorted(years))
            # sudo: the name of the section of a record that the user may read.
            valuation.display_name = f"{valuation.sudo().section_id.name} {label}"

    def _check_draft(self):
        for valuation in self.filtered(lambda each: each.state != "draft"):
            raise UserError(
                self.env._(
                    "%s is in the books and stays as it is: take it back, and value "
                    "the hours again.",
                    valuation.display_name,
                )
            )

    @api.constrains("section_id", "date_from", "date_to")
    def _check_dates(self):
        for valuation in self:
            if (valuation.date_to - valuation.date_from).days > 366:
                raise ValidationError(
                    self.env._(
                        "%s covers more than a year: value one year at a time.",
                        valuation.display_name,
                    )
                )
