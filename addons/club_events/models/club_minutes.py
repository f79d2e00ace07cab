from odoo import api, fields, models
from odoo.exceptions import UserError

AUDIENCES = [
    ("attendees", "Who was registered"),
    ("body", "The commission or body"),
    ("members", "All members"),
    ("public", "Everybody"),
]


class ClubMinutes(models.Model):
    """What was said and decided at a meeting: drafted, approved, then published.

    Readers see the last published revision; what is written since is a draft of the
    next one (``club.minutes.revision``).
    """

    _name = "club.minutes"
    _description = "Minutes"
    _inherit = ["club.event.files", "mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(
        string="Title",
        required=True,
        tracking=True,
        compute="_compute_from_event",
        store=True,
        readonly=False,
        precompute=True,
    )
    event_id = fields.Many2one(
        "event.event",
        string="Meeting",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        compute="_compute_from_event",
        store=True,
        readonly=False,
        precompute=True,
    )
    commission_id = fields.Many2one(
        related="event_id.commission_id",
        store=True,
        precompute=True,
        index="btree_not_null",
    )
    section_id = fields.Many2one(
        related="event_id.section_id", store=True, index="btree_not_null"
    )
    date = fields.Date(
        required=True,
        index=True,
        compute="_compute_from_event",
        store=True,
        readonly=False,
        precompute=True,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("review", "To approve"),
            ("approved", "Approved"),
            ("published", "Published"),
        ],
        required=True,
        default="draft",
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    audience = fields.Selection(
        AUDIENCES,
        string="For whom",
        required=True,
        compute="_compute_from_event",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="Who reads them once they are published.",
    )
    body = fields.Html(string="Text", sanitize=True)
    author_id = fields.Many2one(
        "res.partner",
        string="Written by",
        index="btree_not_null",
        ondelete="restrict",
        default=lambda self: self.env.user.partner_id,
    )
    approved_by_id = fields.Many2one(
        "res.partner", readonly=True, copy=False, ondelete="restrict"
    )
    approved_on = fields.Datetime(readonly=True, copy=False)
    published_on = fields.Datetime(
        string="First published on", readonly=True, copy=False, index="btree_not_null"
    )
    decision_ids = fields.One2many("club.minutes.decision", "minutes_id")
    action_ids = fields.One2many("club.minutes.action", "minutes_id")
    document_ids = fields.Many2many(
        "ir.attachment", "club_minutes_document_rel", string="Documents"
    )

    _one_live = models.UniqueIndex(
        "(event_id)", "This meeting has its minutes already: complete them."
    )
    _states_dated = models.Constraint(
        "CHECK ((state <> 'published' OR published_on IS NOT NULL) AND "
        "(state NOT IN ('approved', 'published') OR approved_on IS NOT NULL))",
        "Minutes are approved before they are published.",
    )
    _body_is_known = models.Constraint(
        "CHECK (audience <> 'body' OR commission_id IS NOT NULL)",
        "No commission or body held this meeting: say who else reads its minutes.",
    )

    @api.depends("event_id")
    def _compute_from_event(self):
        for minutes in self:
            event = minutes.event_id
            minutes.name = minutes.name or event.name
            minutes.company_id = (
                event.company_id or minutes.company_id or self.env.company
            )
            minutes.date = minutes.date or (event.date_begin and event._day())
            minutes.audience = minutes.audience or (
                "body" if event.commission_id else "attendees"
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        for minutes in self.filtered("published_on"):
            raise UserError(
                self.env._(
                    "%s were published, and people act on them: correct them instead.",
                    minutes.name,
                )
            )


class EventEvent(models.Model):
    _inherit = "event.event"

    def _day(self):
        """The day on which it begins, where it is held."""
        self.ensure_one()
        here = self.with_context(tz=self.date_tz)
        return fields.Datetime.context_timestamp(here, self.date_begin).date()
