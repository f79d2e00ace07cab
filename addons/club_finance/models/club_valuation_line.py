from odoo import api, fields, models


class ClubValuationLine(models.Model):
    """Hours of one kind at one rate: one pair of lines in the accounts."""

    _name = "club.valuation.line"
    _description = "Line of a Valuation"
    _order = "valuation_id, id"
    _rec_name = "activity_id"

    valuation_id = fields.Many2one(
        "club.valuation", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="valuation_id.company_id", store=True)
    section_id = fields.Many2one(related="valuation_id.section_id", store=True)
    currency_id = fields.Many2one(related="valuation_id.currency_id")
    activity_id = fields.Many2one(
        "club.hours.activity", required=True, ondelete="restrict"
    )
    rate = fields.Monetary(string="Rate per hour", required=True)
    minutes = fields.Integer(required=True)
    hours = fields.Float(compute="_compute_hours")
    amount = fields.Monetary(required=True)
    evidence_ids = fields.One2many("club.valuation.hours", "line_id", readonly=True)

    _activity_uniq = models.UniqueIndex(
        "(valuation_id, activity_id)", "One line per kind of work."
    )
    _amounts_valid = models.Constraint(
        "CHECK (minutes > 0 AND rate > 0 AND amount >= 0)",
        "Hours and rates are above zero.",
    )

    @api.depends("minutes")
    def _compute_hours(self):
        for line in self:
            line.hours = line.minutes / 60

    def action_view_evidence(self):
        """Whose hours these are, day by day."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_finance.club_valuation_hours_action"
            ),
            "domain": [("line_id", "=", self.id)],
        }


class ClubValuationHours(models.Model):
    """Evidence of a valuation: confirmed hours as they were when it was booked."""

    _name = "club.valuation.hours"
    _description = "Hours behind a Valuation"
    _order = "date, id"
    _rec_name = "activity_id"

    line_id = fields.Many2one(
        "club.valuation.line", required=True, index=True, ondelete="cascade"
    )
    valuation_id = fields.Many2one(
        related="line_id.valuation_id", store=True, index=True
    )
    company_id = fields.Many2one(related="line_id.company_id", store=True)
    section_id = fields.Many2one(related="line_id.section_id", store=True, index=True)
    activity_id = fields.Many2one(related="line_id.activity_id")
    hours_id = fields.Many2one(
        "club.hours",
        string="In the log",
        required=True,
        index=True,
        ondelete="restrict",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Volunteer",
        required=True,
        index=True,
        ondelete="restrict",
    )
    volunteer_name = fields.Char(
        string="Name of the volunteer", compute="_compute_volunteer_name"
    )
    date = fields.Date(string="Day", required=True)
    minutes = fields.Integer(required=True)
    hours = fields.Float(compute="_compute_hours")
    confirmed_on = fields.Datetime(string="Confirmed on")
    counts = fields.Boolean(
        default=True, help="No longer, once the valuation was taken back."
    )
    changed = fields.Boolean(
        string="Changed since",
        compute="_compute_changed",
        help="These hours were changed or withdrawn after they were valued.",
    )

    # No hour is valued twice, whoever values at the same time.
    _hours_uniq = models.UniqueIndex(
        "(hours_id) WHERE counts", "These hours are valued already."
    )

    @api.depends("partner_id")
    def _compute_volunteer_name(self):
        for row in self:
            # sudo: evidence of a section may name a member of another one.
            row.volunteer_name = row.sudo().partner_id.name

    @api.depends("minutes")
    def _compute_hours(self):
        for row in self:
            row.hours = row.minutes / 60

    @api.depends("hours_id.state", "hours_id.hours", "minutes")
    def _compute_changed(self):
        for row in self:
            # sudo: treasurers of sections read the evidence, not the log of hours.
            logged = row.sudo().hours_id
            row.changed = (
                logged.state != "confirmed" or logged._minutes() != row.minutes
            )


class ClubHours(models.Model):
    """Where hours were valued."""

    _inherit = "club.hours"

    valuation_hours_ids = fields.One2many(
        "club.valuation.hours", "hours_id", string="Valued in", readonly=True
    )
