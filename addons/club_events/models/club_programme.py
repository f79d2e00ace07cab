from odoo import fields, models


class ClubProgramme(models.Model):
    """The programme of the year: what an association's meetings are planned from."""

    _name = "club.programme"
    _description = "Programme of the Year"
    _inherit = ["mail.thread"]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    date_start = fields.Date(string="From", required=True, tracking=True)
    date_end = fields.Date(
        string="To", required=True, tracking=True, help="Last day of the year."
    )
    theme = fields.Char(
        string="Theme of the year", translate=True, help="Members read it."
    )
    description = fields.Html(help="What the year is about; members read it.")
    state = fields.Selection(
        [
            ("draft", "In preparation"),
            ("announced", "Announced"),
            ("closed", "Closed"),
        ],
        required=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
        help="Members see an announced year; of a closed one the meetings stay.",
    )
    cycle_ids = fields.One2many(
        "club.meeting.cycle", "programme_id", string="Meeting cycles", copy=True
    )
    event_ids = fields.One2many("event.event", "programme_id", string="Meetings")

    _dates_ordered = models.Constraint(
        "CHECK (date_end > date_start)", "A year ends after it begins."
    )
