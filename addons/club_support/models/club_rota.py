from datetime import timedelta

from odoo import api, fields, models

STATES = [
    ("draft", "Draft"),
    ("solving", "Being planned"),
    ("proposed", "Proposed"),
    ("published", "Published"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]


class ClubRota(models.Model):
    """Who is on duty in some sections, slot by slot, from one day to another."""

    _name = "club.rota"
    _description = "Rota"
    _inherit = ["mail.thread"]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    section_id = fields.Many2one(
        "club.section",
        string="Planned by",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        default=lambda s: s.env["club.section"]._default_for_user(),
        help="Officers of this section and above it plan and publish.",
    )
    line_ids = fields.One2many("club.rota.line", "rota_id", string="Sections")
    date_start = fields.Date(string="First day", required=True)
    slot_days = fields.Integer(
        string="Days in a slot", default=7, required=True, help="7: weeks."
    )
    slot_count = fields.Integer(string="Slots", default=52, required=True)
    date_end = fields.Date(string="Last day", compute="_compute_date_end", store=True)
    per_slot = fields.Selection(
        [("1", "One volunteer"), ("2", "Lead and backup")],
        string="On duty at a time",
        required=True,
        default="2",
    )
    state = fields.Selection(
        STATES,
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    duty_ids = fields.One2many("club.duty", "rota_id", string="Duties")
    solution_ids = fields.One2many("club.rota.solution", "rota_id")
    solution_id = fields.Many2one(
        "club.rota.solution", string="Certificate", readonly=True, copy=False
    )
    published_on = fields.Datetime(readonly=True, copy=False)

    _slots_positive = models.Constraint(
        "CHECK (slot_days BETWEEN 1 AND 31 AND slot_count BETWEEN 1 AND 400)",
        "A rota has from 1 to 400 slots of 1 to 31 days each.",
    )

    @api.depends("date_start", "slot_days", "slot_count")
    def _compute_date_end(self):
        for rota in self:
            rota.date_end = rota.date_start and rota._slot_dates(rota.slot_count - 1)[1]

    def _slot_dates(self, slot):
        """First and last day of the slot with this position."""
        self.ensure_one()
        first = self.date_start + timedelta(days=slot * self.slot_days)
        return first, first + timedelta(days=self.slot_days - 1)
