from odoo import fields, models


class ClubMinutes(models.Model):
    """What was said and decided at a meeting: drafted, approved, then published."""

    _name = "club.minutes"
    _description = "Minutes"
    _inherit = ["mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="Title", required=True, tracking=True)
    event_id = fields.Many2one(
        "event.event",
        string="Meeting",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    commission_id = fields.Many2one(
        related="event_id.commission_id", store=True, index="btree_not_null"
    )
    section_id = fields.Many2one(
        related="event_id.section_id", store=True, index="btree_not_null"
    )
    date = fields.Date(required=True, index=True)
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
        [
            ("attendees", "Who was registered"),
            ("body", "The commission or body"),
            ("members", "All members"),
            ("public", "Everybody"),
        ],
        string="For whom",
        required=True,
        default="body",
    )
    body = fields.Html(string="Text", sanitize=True)
    author_id = fields.Many2one(
        "res.partner", string="Written by", index="btree_not_null", ondelete="restrict"
    )
    approved_by_id = fields.Many2one(
        "res.partner", readonly=True, copy=False, ondelete="restrict"
    )
    approved_on = fields.Datetime(readonly=True, copy=False)
    published_on = fields.Datetime(readonly=True, copy=False, index="btree_not_null")
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
