from odoo import fields, models
from odoo.tools import SQL

from .club_ticket import STEPS

AGES = [
    ("1", "Less than 2 days"),
    ("2", "2 to 6 days"),
    ("3", "7 to 13 days"),
    ("4", "14 days and more"),
    ("9", "Solved"),
]


class ClubTicketFact(models.Model):
    """One question in figures: what pivots and graphs add up; a query, no table.

    An open question has an age; a first answer its working hours; a satisfaction
    counts only where one was given.
    """

    _name = "club.ticket.fact"
    _description = "Support in Figures"
    _auto = False
    _order = "asked_on desc, id desc"
    _rec_name = "ticket_id"
    _depends = {
        "club.ticket": [
            *("company_id", "section_id", "category_id", "owner_id", "volunteer_id"),
            *(
                "channel",
                "state",
                "step",
                "first_answer_at",
                "answer_hours",
                "deadline",
            ),
            *("reopened_count", "rating"),
        ]
    }

    ticket_id = fields.Many2one("club.ticket", string="Question", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    section_id = fields.Many2one("club.section", readonly=True)
    category_id = fields.Many2one("club.ticket.category", readonly=True)
    owner_id = fields.Many2one("res.partner", readonly=True)
    volunteer_id = fields.Many2one("club.volunteer", readonly=True)
    channel = fields.Selection(
        selection=lambda self: (
            self.env["club.ticket"]._fields["channel"]._description_selection(self.env)
        ),
        readonly=True,
    )
    step = fields.Selection(STEPS, string="Came to", readonly=True)
    asked_on = fields.Date(string="Asked on", readonly=True)
    age = fields.Selection(AGES, string="Open for", readonly=True)
    asked = fields.Integer(string="Questions", readonly=True)
    open = fields.Integer(readonly=True)
    unanswered = fields.Integer(string="Without an answer", readonly=True)
    answer_hours = fields.Float(
        string="Working hours to the first answer", aggregator="avg", readonly=True
    )
    reopened = fields.Integer(string="Taken up again", readonly=True)
    rated = fields.Integer(string="Satisfactions given", readonly=True)
    rating = fields.Float(string="Satisfaction", aggregator="avg", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT t.id, t.id AS ticket_id, t.company_id, t.section_id, t.category_id,
                   t.owner_id, t.volunteer_id, t.channel, t.step,
                   timezone(%(tz)s, timezone('UTC', t.received_at))::date AS asked_on,
                   CASE WHEN NOT o.open THEN '9'
                        WHEN o.days < 2 THEN '1'
                        WHEN o.days < 7 THEN '2'
                        WHEN o.days < 14 THEN '3' ELSE '4' END AS age,
                   1 AS asked,
                   o.open::int AS open,
                   (o.open AND t.deadline IS NOT NULL)::int AS unanswered,
                   CASE WHEN t.first_answer_at IS NOT NULL THEN t.answer_hours END
                       AS answer_hours,
                   (t.reopened_count > 0)::int AS reopened,
                   (t.rating > 0)::int AS rated,
                   NULLIF(t.rating, 0)::float AS rating
              FROM club_ticket t
             CROSS JOIN LATERAL (
                   SELECT t.state IN ('new', 'open', 'waiting') AS open,
                          extract(epoch FROM %(now)s - t.received_at) / 86400 AS days
                   ) o
            """,
            tz=self.env.company._club_tz(),
            now=fields.Datetime.now(),
        )

    def action_open(self):
        """Show the question that this line counts."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.ticket",
            "res_id": self.ticket_id.id,
            "view_mode": "form",
        }
