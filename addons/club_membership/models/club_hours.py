from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from ..rules import hours as durations

STATES = [
    ("proposed", "To confirm"),
    ("confirmed", "Confirmed"),
    ("declined", "Does not count"),
]
# What the person's answer and the programs that propose write; nobody by hand.
ANSWER = {
    "state",
    "reason",
    "confirmed_on",
    "confirmed_by_id",
    "is_declared",
    "is_corrected",
    "origin",
    "same_as_id",
}
# What an answer was about.
FACTS = {
    "company_id",
    "partner_id",
    "date",
    "hours",
    "activity_id",
    "section_id",
    "commission_id",
    "description",
}


class ClubHours(models.Model):
    """Time that a volunteer gave on one day; it counts once that person confirmed it.

    Other addons propose lines (``_log``, ``club_hours_log.py``), the person answers
    (``club_hours_answer.py``), and what the office changes afterwards leaves a trace
    (``club_hours_change.py``).
    """

    _name = "club.hours"
    _description = "Volunteer's Hours"
    _order = "date desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Volunteer",
        required=True,
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
    )
    section_id = fields.Many2one(
        "club.section",
        compute="_compute_section_id",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    commission_id = fields.Many2one(
        "club.commission",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    date = fields.Date(string="Day", required=True, default=fields.Date.context_today)
    hours = fields.Float(required=True)
    activity_id = fields.Many2one(
        "club.hours.activity", required=True, index=True, ondelete="restrict"
    )
    description = fields.Char(help="What was done. Whom it was for is not needed here.")
    state = fields.Selection(
        STATES, required=True, default="proposed", readonly=True, index=True
    )
    reason = fields.Char(
        readonly=True, help="Why these hours do not count, in words of who said so."
    )
    confirmed_on = fields.Datetime(readonly=True, copy=False)
    confirmed_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        help="Who answered: the volunteer, or who answered for them.",
    )
    is_declared = fields.Boolean(
        string="Declared",
        readonly=True,
        copy=False,
        help="Written by the volunteer, not proposed to them.",
    )
    is_corrected = fields.Boolean(
        string="Corrected",
        readonly=True,
        copy=False,
        help="Changed since it was proposed: what proposed it does not write over it.",
    )
    origin = fields.Char(
        readonly=True,
        copy=False,
        help="What these hours were written for: it writes them once.",
    )
    same_as_id = fields.Many2one(
        "club.hours",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The hours that count, where two contacts of one person were merged.",
    )
    change_ids = fields.One2many("club.hours.change", "hours_id", readonly=True)

    _origin_uniq = models.UniqueIndex(
        "(company_id, partner_id, origin) "
        "WHERE origin IS NOT NULL AND same_as_id IS NULL",
        "These hours are in this volunteer's log already.",
    )
    _partner_date = models.Index("(partner_id, date)")
    _hours_of_a_day = models.Constraint(
        "CHECK (hours > 0 AND hours <= 24)",
        "The hours of one line are more than none, and 24 at the most.",
    )
    _confirmed_by_somebody = models.Constraint(
        "CHECK (state <> 'confirmed' OR (confirmed_on IS NOT NULL "
        "AND confirmed_by_id IS NOT NULL))",
        "Hours count from the moment that somebody confirmed them.",
    )

    @api.depends("partner_id", "activity_id", "date")
    def _compute_display_name(self):
        for line in self:
            # sudo: who reads hours reads whose they are, a member of another section
            # who helps in theirs as well.
            volunteer = line.sudo().partner_id
            line.display_name = self.env._(
                "%(volunteer)s, %(activity)s, %(day)s",
                volunteer=volunteer.name or "",
                activity=line.activity_id.name or "",
                day=format_date(self.env, line.date),
            )

    @api.depends("partner_id", "company_id")
    def _compute_section_id(self):
        sections = self._sections_of(self.partner_id, self.company_id)
        for line in self:
            key = (line.company_id.id, line.partner_id._origin.id)
            line.section_id = sections.get(key) or (
                line.company_id and line.company_id._club_root_section().id
            )

    @api.model
    def _sections_of(self, people, companies):
        """{(company id, person id): id of the section they are a member of}."""
        # sudo: where somebody belongs is asked for whoever writes hours.
        memberships = (
            self.env["club.membership"]
            .sudo()
            .search_fetch(
                [
                    ("partner_id", "in", people._origin.ids),
                    ("company_id", "in", companies.ids),
                    ("merged_into_id", "=", False),
                ],
                ["company_id", "partner_id", "section_id"],
            )
        )
        return {
            (row.company_id.id, row.partner_id.id): row.section_id.id
            for row in memberships
        }

    @api.constrains("partner_id")
    def _check_person(self):
        for line in self:
            if line.partner_id.is_company:
                raise ValidationError(
                    self.env._(
                        "%s is an organisation: hours are given by a person.",
                        line.partner_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                self._check_no_answer(vals)
        return super().create([self._in_minutes(vals) for vals in vals_list])

    def write(self, vals):
        if not self.env.su:
            self._check_no_answer(vals)
            if FACTS & vals.keys():
                self._check_unanswered()
        return super().write(self._in_minutes(vals))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_answered(self):
        self._check_unanswered()

    @api.model
    def _in_minutes(self, vals):
        """The same values, with hours in whole minutes: sums of them stay exact."""
        if not vals.get("hours"):
            return vals
        return {**vals, "hours": durations.rounded(vals["hours"])}

    @api.model
    def _check_no_answer(self, vals):
        """Nobody answers for the person by hand, the office neither."""
        written = {name for name in ANSWER & vals.keys() if vals[name]}
        if written - {"state"} or vals.get("state", "proposed") != "proposed":
            raise UserError(
                self.env._(
                    "Whether hours count is the volunteer's answer, on the page “My "
                    "hours”. For an answer on paper, use “Confirmed on paper”."
                )
            )

    def _check_unanswered(self):
        for line in self:
            if line.state != "proposed":
                raise UserError(
                    self.env._(
                        "%(hours)s: the answer was given, and stays. To change what "
                        "was confirmed, use “Correct”, with the reason: it is kept.",
                        hours=line.display_name,
                    )
                )
