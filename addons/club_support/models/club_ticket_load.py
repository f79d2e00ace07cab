from odoo import fields, models
from odoo.tools import SQL


class ClubTicketLoad(models.Model):
    """What each volunteer carries: questions, and duties; a query, no table."""

    _name = "club.ticket.load"
    _description = "Load of Volunteers"
    _auto = False
    _order = "open desc, answered desc, id"
    _rec_name = "volunteer_id"
    _depends = {
        "club.ticket": ["volunteer_id", "state", "deadline", "received_at"],
        "club.duty": ["volunteer_id", "state", "date_start"],
        "club.volunteer": ["company_id", "home_section_id", "date_end"],
    }

    volunteer_id = fields.Many2one("club.volunteer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    section_id = fields.Many2one("club.section", string="Home section", readonly=True)
    open = fields.Integer(string="Questions open now", readonly=True)
    late = fields.Integer(readonly=True)
    answered = fields.Integer(
        string="Questions in a year",
        readonly=True,
        help="Questions of the last twelve months that are theirs now.",
    )
    passed_on = fields.Integer(
        string="Passed on",
        readonly=True,
        help="Questions that came to them in a year and are somebody else's now.",
    )
    duties = fields.Integer(
        string="Duties in a year", readonly=True, help="Done, in the last year."
    )
    duties_ahead = fields.Integer(string="Duties to come", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT v.id, v.id AS volunteer_id, v.company_id,
                   v.home_section_id AS section_id,
                   COALESCE(q.open, 0)::int AS open, COALESCE(q.late, 0)::int AS late,
                   COALESCE(q.answered, 0)::int AS answered,
                   COALESCE(s.passed_on, 0)::int AS passed_on,
                   COALESCE(d.done, 0)::int AS duties,
                   COALESCE(d.ahead, 0)::int AS duties_ahead
              FROM club_volunteer v
              LEFT JOIN (
                   SELECT volunteer_id,
                          count(*) FILTER (WHERE state IN ('new', 'open', 'waiting'))
                              AS open,
                          count(*) FILTER (WHERE state IN ('new', 'open', 'waiting')
                              AND deadline < %(now)s)
                              AS late,
                          count(*) FILTER (WHERE received_at
                              > %(now)s - interval '1 year') AS answered
                     FROM club_ticket GROUP BY volunteer_id) q ON q.volunteer_id = v.id
              LEFT JOIN (
                   SELECT s.volunteer_id, count(DISTINCT s.ticket_id) AS passed_on
                     FROM club_ticket_step s JOIN club_ticket t ON t.id = s.ticket_id
                    WHERE s.volunteer_id IS DISTINCT FROM t.volunteer_id
                      AND s.since > %(now)s - interval '1 year'
                    GROUP BY s.volunteer_id) s ON s.volunteer_id = v.id
              LEFT JOIN (
                   SELECT volunteer_id,
                          count(*) FILTER (WHERE date_start <= %(today)s AND date_start
                              > %(today)s - interval '1 year') AS done,
                          count(*) FILTER (WHERE date_start > %(today)s) AS ahead
                     FROM club_duty WHERE state IN ('published', 'confirmed', 'done')
                    GROUP BY volunteer_id) d ON d.volunteer_id = v.id
             WHERE v.date_end IS NULL OR v.date_end > %(today)s - interval '1 year'
            """,
            now=fields.Datetime.now(),
            today=self.env.company._club_today(),
        )

    def action_open(self):
        """Show the open questions of this volunteer."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_support.club_ticket_action"
        )
        return {
            **action,
            "domain": [("volunteer_id", "=", self.volunteer_id.id)],
            "context": {"search_default_open": 1},
        }
