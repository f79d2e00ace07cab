from odoo import api, fields, models
from odoo.addons.club_membership.tools import yes_or_no
from odoo.exceptions import ValidationError
from odoo.fields import Domain

WEEKDAYS = [
    ("monday", "Monday"),
    ("tuesday", "Tuesday"),
    ("wednesday", "Wednesday"),
    ("thursday", "Thursday"),
    ("friday", "Friday"),
    ("saturday", "Saturday"),
    ("sunday", "Sunday"),
]


class ClubVolunteer(models.Model):
    """A person who helps members of some sections, from one day to another."""

    _name = "club.volunteer"
    _description = "Volunteer"
    _inherit = ["mail.thread"]
    _order = "partner_id, id"
    _rec_name = "partner_id"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
    )
    name = fields.Char(related="partner_id.name", string="Name")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    home_section_id = fields.Many2one(
        "club.section",
        string="Home section",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        help="Where this volunteer is counted first.",
    )
    section_ids = fields.Many2many(
        "club.section",
        "club_volunteer_section_rel",
        "volunteer_id",
        "section_id",
        string="Sections served",
        check_company=True,
        help="The home section is always one of them.",
    )
    skill_ids = fields.Many2many(
        "club.skill",
        "club_volunteer_skill_rel",
        "volunteer_id",
        "skill_id",
        string="Skills",
        check_company=True,
    )
    max_load = fields.Integer(
        string="Most duties in a year",
        default=8,
        required=True,
        help="A shorter rota takes its part of them.",
    )
    rest = fields.Integer(
        string="Slots of rest",
        default=2,
        required=True,
        help="Slots (weeks, in most rotas) left free after each duty.",
    )
    helps_neighbours = fields.Boolean(string="Helps neighbouring sections")
    date_start = fields.Date(
        string="Volunteer from", required=True, default=fields.Date.context_today
    )
    date_end = fields.Date(
        string="Volunteer until", help="Last day. Empty: until further notice."
    )
    absence_ids = fields.One2many("club.volunteer.absence", "volunteer_id")
    monday_off = fields.Boolean(string="Never on Mondays")
    tuesday_off = fields.Boolean(string="Never on Tuesdays")
    wednesday_off = fields.Boolean(string="Never on Wednesdays")
    thursday_off = fields.Boolean(string="Never on Thursdays")
    friday_off = fields.Boolean(string="Never on Fridays")
    saturday_off = fields.Boolean(string="Never on Saturdays")
    sunday_off = fields.Boolean(string="Never on Sundays")
    duty_ids = fields.One2many("club.duty", "volunteer_id", string="Duties")
    is_current = fields.Boolean(
        compute="_compute_is_current", search="_search_is_current"
    )

    _person_company_uniq = models.UniqueIndex(
        "(company_id, partner_id)",
        "This person already is a volunteer of the association: open their record.",
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_end IS NULL OR date_end >= date_start)",
        "A volunteer cannot end before they begin.",
    )
    _load_not_negative = models.Constraint(
        "CHECK (max_load >= 0 AND rest >= 0)",
        "Duties in a year and slots of rest are numbers from zero up.",
    )

    @api.depends("date_start", "date_end")
    def _compute_is_current(self):
        today = fields.Date.context_today(self)
        for volunteer in self:
            volunteer.is_current = volunteer._serves_on(today)

    def _search_is_current(self, operator, value):
        current = Domain("date_start", "<=", "today") & (
            Domain("date_end", "=", False) | Domain("date_end", ">=", "today")
        )
        return yes_or_no(operator, value, current)

    @api.constrains("partner_id")
    def _check_person(self):
        for volunteer in self:
            if volunteer.partner_id.is_company:
                raise ValidationError(
                    self.env._(
                        "%s is an organisation: a volunteer is a person.",
                        volunteer.partner_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        volunteers = super().create(vals_list)
        volunteers._serve_at_home()
        return volunteers

    def write(self, vals):
        result = super().write(vals)
        if "home_section_id" in vals or "section_ids" in vals:
            self._serve_at_home()
        return result

    def _serve_at_home(self):
        for volunteer in self:
            if volunteer.home_section_id not in volunteer.section_ids:
                volunteer.section_ids += volunteer.home_section_id

    def _serves_on(self, day):
        """Whether ``day`` lies between this volunteer's first and last day."""
        self.ensure_one()
        return self.date_start <= day and (not self.date_end or day <= self.date_end)

    def _is_away(self, day):
        """Whether this volunteer said they cannot be reached on ``day``."""
        self.ensure_one()
        weekday = WEEKDAYS[day.weekday()][0]
        return self[f"{weekday}_off"] or any(
            absence.kind == "away" and absence.date_from <= day <= absence.date_to
            for absence in self.absence_ids
        )
