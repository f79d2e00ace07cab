from odoo import fields, models

KINDS = [
    ("meeting", "Meeting"),
    ("plenary", "Plenary"),
    ("assembly", "General assembly"),
    ("forum", "Forum"),
    ("seminar", "Seminar"),
    ("round_table", "Round table"),
    ("working_group", "Working group"),
    ("training", "Training"),
    ("hosted", "Hosted day"),
    ("conference", "Conference"),
]
AUDIENCES = [
    ("open", "Everybody"),
    ("members", "Members in good standing"),
    ("body", "Members of the commission"),
    ("functions", "Members with certain functions"),
    ("invited", "Invited people only"),
]


class EventEvent(models.Model):
    """A meeting of the club: who holds it, for whom it is, in which programme.

    An event without any of that is a plain one of Odoo's, open to everybody.
    """

    _inherit = "event.event"

    programme_id = fields.Many2one(
        "club.programme",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        copy=False,
    )
    cycle_id = fields.Many2one(
        "club.meeting.cycle",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        copy=False,
    )
    cycle_number = fields.Integer(
        string="Number in its cycle", copy=False, aggregator=None
    )
    club_kind = fields.Selection(KINDS, string="Kind of meeting", default="meeting")
    commission_id = fields.Many2one(
        "club.commission",
        string="Commission or body",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    section_id = fields.Many2one(
        "club.section",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Which section holds it. Empty: the whole association.",
    )
    audience = fields.Selection(
        AUDIENCES,
        string="For whom",
        required=True,
        default="open",
        index=True,
        tracking=True,
    )
    function_ids = fields.Many2many(
        "club.function",
        "club_event_function_rel",
        "event_id",
        "function_id",
        string="Functions",
        check_company=True,
    )
    guest_ids = fields.One2many("club.event.guest", "event_id", string="Guests")
    announced_on = fields.Datetime(
        readonly=True, copy=False, help="Since when its audience sees it."
    )
    cancelled_on = fields.Datetime(readonly=True, copy=False)
    cancel_reason = fields.Char(readonly=True, copy=False)
    seats_per_organisation = fields.Integer(
        string="Places per organisation", help="0: no limit."
    )
    place = fields.Selection(
        [
            ("site", "On site"),
            ("remote", "Remote"),
            ("both", "On site and remote"),
        ],
        required=True,
        default="site",
    )
    offer_hours = fields.Integer(
        string="Hours to accept a place",
        default=48,
        required=True,
        help="How long a place that became free is kept for who waits first.",
    )
    hours_activity_id = fields.Many2one(
        "club.hours.activity",
        string="Counts as volunteers' time",
        ondelete="restrict",
        help="Who attended is proposed the hours of the meeting. Empty: nobody is.",
    )
    training_id = fields.Many2one(
        "club.training",
        string="Course",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    trainer_ids = fields.Many2many(
        "res.partner",
        "club_event_trainer_rel",
        "event_id",
        "partner_id",
        string="Trainers",
        domain="[('is_company', '=', False)]",
    )
    booking_ids = fields.One2many("club.event.booking", "event_id")
    minutes_ids = fields.One2many("club.minutes", "event_id")

    # The website shows what is published to everybody, portal users may then read it by
    # remote call: nothing but an open meeting ever is.
    _published_is_open = models.Constraint(
        "CHECK (audience = 'open' OR is_published IS NOT TRUE)",
        "Only a meeting for everybody is published on the website: members see theirs "
        "in their space.",
    )
    _audience_has_company = models.Constraint(
        "CHECK (audience = 'open' OR company_id IS NOT NULL)",
        "Say whose members this meeting is for: choose the association.",
    )
    _body_is_known = models.Constraint(
        "CHECK (audience <> 'body' OR commission_id IS NOT NULL)",
        "Say which commission or body this meeting is for.",
    )
    _counts_positive = models.Constraint(
        "CHECK (seats_per_organisation >= 0 AND offer_hours > 0)",
        "Places cannot be negative, and who waits has some hours to answer.",
    )
    _once_per_cycle = models.UniqueIndex(
        "(cycle_id, cycle_number) WHERE cycle_id IS NOT NULL",
        "This meeting of the cycle is planned already.",
    )
