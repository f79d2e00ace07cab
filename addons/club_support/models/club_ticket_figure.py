from odoo import fields, models
from odoo.tools import SQL

# Fewer answers say nothing about the next one.
FEWEST = 5
# Of a 95 % interval (Wilson 1927).
Z = 1.96


class ClubTicketFigure(models.Model):
    """How the questions of a section, or of one of its categories, are answered: those
    open now and those asked in the last twelve months; a query, no table.

    The time to a first answer is a median, so one forgotten question does not hide a
    good year. Of satisfactions, the share of 4 and 5 is given by its lower bound
    (Wilson, 95 %), and from five answers on only.
    """

    _name = "club.ticket.figure"
    _description = "Support Figures by Section"
    _auto = False
    _order = "section_id, category_id, id"
    _rec_name = "section_id"
    _depends = {
        "club.ticket": [
            *("company_id", "section_id", "category_id", "state", "received_at"),
            "first_answer_at",
            *("answer_hours", "reopened_count", "rating", "deadline"),
        ]
    }

    company_id = fields.Many2one("res.company", readonly=True)
    section_id = fields.Many2one("club.section", readonly=True)
    category_id = fields.Many2one("club.ticket.category", readonly=True)
    asked = fields.Integer(string="Asked in a year", readonly=True)
    open = fields.Integer(string="Open now", readonly=True)
    unanswered = fields.Integer(string="Without an answer", readonly=True)
    old = fields.Integer(string="Open for 7 days or more", readonly=True)
    median_hours = fields.Float(
        string="First answer (median, working hours)",
        readonly=True,
        aggregator=None,
        help="Half of the questions had their first answer within so many hours.",
    )
    reopened = fields.Integer(string="Taken up again", readonly=True)
    rated = fields.Integer(string="Satisfactions given", readonly=True)
    rating = fields.Float(
        string="Mean satisfaction", readonly=True, aggregator=None, digits=(2, 1)
    )
    satisfied_low = fields.Float(
        string="Satisfied, at least",
        readonly=True,
        aggregator=None,
        digits=(3, 2),
        help="Share of members who give 4 or 5, cautiously: the lower bound of its "
        "95 % interval. Empty below five answers.",
    )
    is_few = fields.Boolean(
        string="Few satisfactions",
        readonly=True,
        help="Fewer than five: the mean says little.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH counted AS (
                SELECT min(t.id) AS id, t.company_id, t.section_id, t.category_id,
                       count(*) FILTER (WHERE y.in_year) AS asked,
                       count(*) FILTER (WHERE o.open) AS open,
                       count(*) FILTER (WHERE o.open AND t.deadline IS NOT NULL)
                           AS unanswered,
                       count(*) FILTER (WHERE o.open AND t.received_at
                           <= %(now)s - interval '7 days') AS old,
                       percentile_cont(0.5) WITHIN GROUP (ORDER BY t.answer_hours)
                           FILTER (WHERE y.in_year AND t.first_answer_at IS NOT NULL)
                           AS median_hours,
                       count(*) FILTER (WHERE y.in_year AND t.reopened_count > 0)
                           AS reopened,
                       count(*) FILTER (WHERE y.in_year AND t.rating > 0) AS rated,
                       avg(t.rating) FILTER (WHERE y.in_year AND t.rating > 0)
                           AS rating,
                       count(*) FILTER (WHERE y.in_year AND t.rating >= 4)::float
                           AS good
                  FROM club_ticket t
                 CROSS JOIN LATERAL (
                       SELECT t.state IN ('new', 'open', 'waiting') AS open) o
                 CROSS JOIN LATERAL (
                       SELECT t.received_at > %(now)s - interval '1 year' AS in_year) y
                 WHERE o.open OR y.in_year
                 GROUP BY t.company_id, t.section_id, t.category_id
            )
            SELECT id, company_id, section_id, category_id, asked::int, open::int,
                   unanswered::int, old::int, median_hours, reopened::int,
                   rated::int, rating::float AS rating, rated < %(few)s AS is_few,
                   CASE WHEN rated >= %(few)s THEN
                       (good / rated + %(zz)s / (2 * rated)
                        - %(z)s * sqrt(good / rated * (1 - good / rated) / rated
                                       + %(zz)s / (4.0 * rated * rated)))
                       / (1 + %(zz)s / rated) END AS satisfied_low
              FROM counted
            """,
            now=fields.Datetime.now(),
            few=FEWEST,
            z=Z,
            zz=Z * Z,
        )

    def action_open(self):
        """Show the questions that this line counts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_support.club_ticket_action"
        )
        return {
            **action,
            "domain": [
                ("section_id", "=", self.section_id.id),
                ("category_id", "=", self.category_id.id),
            ],
            "context": {},
        }
