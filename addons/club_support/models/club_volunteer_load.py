from odoo import fields, models
from odoo.tools import SQL

from .club_duty import LIVE


class ClubVolunteerLoad(models.Model):
    """What a volunteer gives in a year, against the fair share of their duties.

    The share of a rota that crosses the new year is divided by its days. A question
    counts for who owned it when it was first answered; hours count once confirmed.
    """

    _name = "club.volunteer.load"
    _description = "Load of a Volunteer"
    _auto = False
    _order = "year desc, above desc, id"
    _rec_name = "volunteer_id"
    _depends = {
        "club.duty": ["volunteer_id", "state", "date_start"],
        "club.hours": [
            *("partner_id", "company_id", "state", "date", "hours", "same_as_id"),
        ],
        "club.rota": ["state", "date_start", "date_end"],
        "club.rota.share": ["solution_id", "volunteer_id", "share"],
        "club.rota.solution": ["rota_id", "published_on"],
        "club.ticket": ["first_answer_at"],
        "club.ticket.step": ["ticket_id", "volunteer_id", "since"],
        "club.volunteer": ["partner_id", "home_section_id", "company_id"],
    }

    volunteer_id = fields.Many2one("club.volunteer", readonly=True)
    section_id = fields.Many2one("club.section", string="Home section", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    year = fields.Char(readonly=True)
    done = fields.Integer(string="Duties done", readonly=True)
    planned = fields.Integer(string="Duties to come", readonly=True)
    share = fields.Float(string="Fair share", digits=(16, 2), readonly=True)
    above = fields.Float(
        string="Above the share",
        digits=(16, 2),
        readonly=True,
        help="Duties done and to come, less the fair share; below zero: too few.",
    )
    answered = fields.Integer(string="Requests answered", readonly=True)
    hours = fields.Float(
        string="Hours confirmed", readonly=True, help="Of all activities."
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT v.id::bigint * 10000 + facts.year AS id, v.id AS volunteer_id,
                   v.home_section_id AS section_id, v.company_id,
                   facts.year::varchar AS year,
                   sum(done) AS done, sum(planned) AS planned, sum(share) AS share,
                   sum(done) + sum(planned) - sum(share) AS above,
                   sum(answered) AS answered, sum(hours) AS hours
              FROM (%(duties)s UNION ALL %(shares)s
                    UNION ALL %(tickets)s UNION ALL %(hours)s) facts
              JOIN club_volunteer v ON v.id = facts.volunteer_id
             GROUP BY v.id, facts.year
            """,
            duties=self._duties_sql(),
            shares=self._shares_sql(),
            tickets=self._tickets_sql(),
            hours=self._hours_sql(),
        )

    def _duties_sql(self):
        return SQL(
            """
            SELECT volunteer_id, extract(year FROM date_start)::int AS year,
                   (state = 'done')::int AS done, (state <> 'done')::int AS planned,
                   0.0 AS share, 0 AS answered, 0.0 AS hours
              FROM club_duty WHERE volunteer_id IS NOT NULL AND state IN %s
            """,
            LIVE,
        )

    def _shares_sql(self):
        return SQL(
            """
            SELECT row.volunteer_id, y.year, 0, 0,
                   row.share * (LEAST(rota.date_end, make_date(y.year, 12, 31))
                                - GREATEST(rota.date_start, make_date(y.year, 1, 1))
                                + 1) / (rota.date_end - rota.date_start + 1),
                   0, 0.0
              FROM (SELECT DISTINCT ON (rota_id) id, rota_id FROM club_rota_solution
                     WHERE published_on IS NOT NULL
                     ORDER BY rota_id, published_on DESC, id DESC) proof
              JOIN club_rota rota ON rota.id = proof.rota_id
               AND rota.state <> 'cancelled'
              JOIN club_rota_share row ON row.solution_id = proof.id
              JOIN LATERAL generate_series(
                       extract(year FROM rota.date_start)::int,
                       extract(year FROM rota.date_end)::int) AS y(year) ON true
            """
        )

    def _tickets_sql(self):
        return SQL(
            """
            SELECT owner.volunteer_id, owner.year, 0, 0, 0.0, 1, 0.0
              FROM (SELECT DISTINCT ON (t.id) step.volunteer_id,
                           extract(year FROM t.first_answer_at)::int AS year
                      FROM club_ticket t
                      JOIN club_ticket_step step ON step.ticket_id = t.id
                       AND step.since <= t.first_answer_at
                     ORDER BY t.id, step.since DESC, step.id DESC) owner
             WHERE owner.volunteer_id IS NOT NULL
            """
        )

    def _hours_sql(self):
        return SQL(
            """
            SELECT v.id, extract(year FROM log.date)::int, 0, 0, 0.0, 0, log.hours
              FROM club_hours log
              JOIN club_volunteer v ON v.partner_id = log.partner_id
               AND v.company_id = log.company_id
             WHERE log.state = 'confirmed' AND log.same_as_id IS NULL
            """
        )
