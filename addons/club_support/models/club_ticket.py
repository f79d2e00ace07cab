from odoo import api, fields, models

# Questions on which somebody still has to do something.
OPEN = ("new", "open", "waiting")
STEPS = [
    ("lead", "Lead on duty"),
    ("backup", "Backup on duty"),
    ("neighbour", "On duty next door"),
    ("national", "National"),
    ("chosen", "Chosen by hand"),
]


class ClubTicket(models.Model):
    """A member's question, and the volunteer who owns it: there always is one."""

    _name = "club.ticket"
    _description = "Support Request"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    number = fields.Char(
        required=True, readonly=True, copy=False, index=True, default="/"
    )
    name = fields.Char(string="Question", required=True)
    body = fields.Text(string="In the member's words")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        help="The requester's section when they asked.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Asked by",
        index=True,
        ondelete="restrict",
        help="Empty: an e-mail from somebody the association does not know.",
    )
    email_from = fields.Char(string="E-mail of who asked")
    category_id = fields.Many2one(
        "club.ticket.category", index=True, ondelete="restrict", check_company=True
    )
    skill_id = fields.Many2one(related="category_id.skill_id", store=True)
    channel = fields.Selection(
        [
            ("portal", "Portal"),
            ("email", "E-mail"),
            ("phone", "Telephone"),
            ("video", "Video"),
            ("meeting", "In person"),
        ],
        required=True,
        default="portal",
    )
    state = fields.Selection(
        [
            ("new", "To answer"),
            ("open", "Being dealt with"),
            ("waiting", "Waiting for the member"),
            ("solved", "Solved"),
            ("closed", "Closed"),
        ],
        required=True,
        default="new",
        readonly=True,
        index=True,
    )
    owner_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        help="Who has to answer now.",
    )
    volunteer_id = fields.Many2one(
        "club.volunteer",
        index=True,
        ondelete="restrict",
        check_company=True,
        help="The owner as a volunteer. Empty: the national team.",
    )
    step = fields.Selection(STEPS, required=True, default="national")
    deadline = fields.Datetime(
        index=True,
        help="Without an answer by then, the next one in line gets the question.",
    )
    asked_at = fields.Datetime(
        string="Waiting since",
        required=True,
        default=fields.Datetime.now,
        readonly=True,
        copy=False,
        help="When the member last wrote, or asked again, without an answer so far.",
    )
    reminded_at = fields.Datetime(readonly=True, copy=False)
    first_answer_at = fields.Datetime(readonly=True, copy=False)
    solved_at = fields.Datetime(readonly=True, copy=False)
    closed_at = fields.Datetime(readonly=True, copy=False)
    reopened_count = fields.Integer(readonly=True, copy=False)
    rating = fields.Integer(
        string="Satisfaction", readonly=True, copy=False, help="From 1 to 5; 0: none."
    )
    rating_comment = fields.Char(readonly=True, copy=False)
    rating_asked_at = fields.Datetime(readonly=True, copy=False)
    origin_id = fields.Many2one(
        "club.ticket",
        string="Follows",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The closed question that this one refers to.",
    )
    step_ids = fields.One2many("club.ticket.step", "ticket_id", string="Owners")

    _number_uniq = models.UniqueIndex(
        "(company_id, number)", "Two questions cannot have one number."
    )
    _rating_range = models.Constraint(
        "CHECK (rating BETWEEN 0 AND 5)", "A satisfaction goes from 1 to 5."
    )
    _somebody_asked = models.Constraint(
        "CHECK (partner_id IS NOT NULL OR email_from IS NOT NULL)",
        "A question comes from somebody: name the person or their e-mail address.",
    )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for ticket in self:
            ticket.display_name = f"{ticket.number} {ticket.name or ''}".strip()
