from odoo import api, fields, models
from odoo.tools import format_date

# States in which a duty stands: it occupies its volunteer and its place.
LIVE = ("published", "confirmed", "done")


class ClubDuty(models.Model):
    """One place in a slot of a section, and the volunteer who covers it.

    A duty without a volunteer is a gap. Drafts belong to a rota that is being
    planned: only its coordinators see them.
    """

    _name = "club.duty"
    _description = "Duty"
    _order = "date_start, section_id, role desc, id"
    _check_company_auto = True

    rota_id = fields.Many2one(
        "club.rota", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="rota_id.company_id", store=True, index=True)
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    slot = fields.Integer(required=True, help="Position of the slot, from 0.")
    role = fields.Selection(
        [("lead", "Lead"), ("backup", "Backup")], required=True, default="lead"
    )
    date_start = fields.Date(string="First day", required=True, index=True)
    date_end = fields.Date(string="Last day", required=True)
    volunteer_id = fields.Many2one(
        "club.volunteer",
        index=True,
        ondelete="restrict",
        check_company=True,
        help="Empty: nobody yet, a gap.",
    )
    partner_id = fields.Many2one(
        related="volunteer_id.partner_id", store=True, index=True, string="Person"
    )
    state = fields.Selection(
        [
            ("draft", "Planned"),
            ("published", "To confirm"),
            ("confirmed", "Confirmed"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        readonly=True,
        index=True,
    )
    is_away = fields.Boolean(
        string="In a neighbouring section", compute="_compute_is_away", store=True
    )
    is_by_hand = fields.Boolean(
        string="Set by hand",
        readonly=True,
        help="A coordinator chose; planning again keeps it.",
    )
    confirmed_on = fields.Datetime(readonly=True)
    change_ids = fields.One2many("club.duty.change", "duty_id", string="History")

    _place_uniq = models.UniqueIndex(
        "(rota_id, section_id, slot, role) "
        "WHERE state IN ('published', 'confirmed', 'done')",
        "Somebody has this place of the rota already.",
    )
    _draft_place_uniq = models.UniqueIndex(
        "(rota_id, section_id, slot, role) WHERE state = 'draft'",
        "This place of the rota is planned already.",
    )
    _one_duty_at_a_time = models.Constraint(
        "EXCLUDE USING gist (volunteer_id WITH =, "
        "daterange(date_start, date_end, '[]') WITH &&) "
        "WHERE (state IN ('published', 'confirmed', 'done'))",
        "This volunteer is on duty elsewhere at that time: choose somebody else, or "
        "free the other duty first.",
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_end >= date_start)", "A duty cannot end before it begins."
    )

    @api.depends("section_id", "volunteer_id.section_ids")
    def _compute_is_away(self):
        for duty in self:
            own = duty.volunteer_id.section_ids
            duty.is_away = bool(own) and duty.section_id not in own

    @api.depends("section_id", "date_start", "role")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for duty in self:
            duty.display_name = self.env._(
                "%(section)s, %(role)s from %(day)s",
                section=duty.section_id.name,
                role=roles.get(duty.role, ""),
                day=format_date(self.env, duty.date_start),
            )
