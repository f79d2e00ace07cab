from odoo import api, fields, models

from .event_event import AUDIENCES, KINDS

WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]


class ClubMeetingCycle(models.Model):
    """How often somebody meets in a year: a commission, a circle, a section, the club.

    Planning makes its meetings; on request, they are made one by one.
    """

    _name = "club.meeting.cycle"
    _description = "Meeting Cycle"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    programme_id = fields.Many2one(
        "club.programme", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="programme_id.company_id", store=True, index=True
    )
    commission_id = fields.Many2one(
        "club.commission",
        string="Commission or body",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Who meets. Empty: the whole section, or the whole association.",
    )
    section_id = fields.Many2one(
        "club.section", index="btree_not_null", ondelete="restrict", check_company=True
    )
    kind = fields.Selection(KINDS, required=True, default="meeting")
    event_type_id = fields.Many2one(
        "event.type",
        string="Template",
        ondelete="restrict",
        help="Tickets, questions and mails of its meetings.",
    )
    rhythm = fields.Selection(
        [
            ("spread", "Spread over the year"),
            ("month", "In each month"),
            ("request", "On request"),
        ],
        required=True,
        default="spread",
    )
    per_year = fields.Integer(
        string="Meetings a year",
        default=4,
        help="In each month: how many in one month.",
    )
    optional = fields.Integer(
        string="Of which optional",
        help="Meetings held in some years only: planned last, dropped first.",
    )
    month_ids = fields.Char(
        string="Months",
        help="Numbers of the months in which it may meet, as 1,3,9. Empty: all.",
    )
    day_rule = fields.Selection(
        [
            ("free", "Any working day"),
            ("weekday", "A day of the week"),
            ("nth", "A certain weekday of the month"),
            ("day", "A day of the month"),
        ],
        required=True,
        default="free",
    )
    weekday = fields.Selection(WEEKDAYS)
    nth = fields.Selection(
        [
            ("1", "First"),
            ("2", "Second"),
            ("3", "Third"),
            ("4", "Fourth"),
            ("-1", "Last"),
        ]
    )
    day = fields.Integer(string="Day of the month")
    time_start = fields.Float(string="Begins at", default=14.0)
    duration = fields.Float(string="Hours", default=3.0, required=True)
    days = fields.Integer(default=1, required=True, help="Of one meeting.")
    tz = fields.Char(
        string="Time zone", required=True, default=lambda s: s.env.user.tz or "UTC"
    )
    audience = fields.Selection(AUDIENCES, required=True, default="body")
    function_ids = fields.Many2many(
        "club.function", "club_cycle_function_rel", "cycle_id", "function_id"
    )
    seats_max = fields.Integer(string="Places", help="0: no limit.")
    seats_per_organisation = fields.Integer(
        string="Places per organisation", help="0: no limit."
    )
    address_id = fields.Many2one("res.partner", string="Venue", ondelete="restrict")
    hours_activity_id = fields.Many2one(
        "club.hours.activity",
        string="Counts as volunteers' time",
        compute="_compute_hours_activity_id",
        store=True,
        readonly=False,
        ondelete="restrict",
        help="Who attended is proposed the hours of the meeting. Empty: nobody is.",
    )
    topic_ids = fields.One2many(
        "club.meeting.cycle.topic", "cycle_id", string="Agenda", copy=True
    )
    event_ids = fields.One2many("event.event", "cycle_id", string="Meetings")

    _counts_valid = models.Constraint(
        "CHECK (per_year >= 0 AND optional >= 0 AND optional <= per_year "
        "AND seats_max >= 0 AND seats_per_organisation >= 0)",
        "Meetings and places cannot be negative, nor more meetings optional than held.",
    )
    _time_valid = models.Constraint(
        "CHECK (time_start >= 0 AND time_start < 24 AND duration > 0 "
        "AND duration <= 24 AND days > 0)",
        "Give the meeting a time of the day and a duration of 24 hours at most.",
    )

    @api.depends("commission_id")
    def _compute_hours_activity_id(self):
        """Work in a commission or another body is volunteers' time; a plenary or a
        conference, to which one comes as a member, is not unless it is said."""
        # sudo: the list of activities is everybody's, chairs hold no right on it.
        activities = self.env["club.hours.activity"].sudo()
        for cycle in self:
            cycle.hours_activity_id = (
                activities.browse(activities._code_id("meeting"))
                if cycle.commission_id
                else False
            )


class ClubMeetingCycleTopic(models.Model):
    """An item that every meeting of a cycle has on its agenda."""

    _name = "club.meeting.cycle.topic"
    _description = "Agenda Item of a Cycle"
    _order = "sequence, id"

    cycle_id = fields.Many2one(
        "club.meeting.cycle", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection("_selection_kind", required=True, default="topic")
    duration = fields.Float(string="Hours", default=0.5, required=True)
    quantity = fields.Integer(
        default=1, required=True, help="8 for eight workshops side by side."
    )

    _valid = models.Constraint(
        "CHECK (duration > 0 AND quantity > 0)",
        "An item of an agenda takes time, and stands there at least once.",
    )

    def _selection_kind(self):
        return (
            self.env["event.track"]
            ._fields["club_kind"]
            ._description_selection(self.env)
        )
