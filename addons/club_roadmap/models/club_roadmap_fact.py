from odoo import fields, models
from odoo.tools import SQL

KINDS = [
    ("proposed", "Requests proposed"),
    ("supported", "Supports given"),
    ("sponsored", "Requests sponsored by a commission"),
    ("sent", "Requests sent to the vendor"),
    ("answered", "Requests answered by the vendor"),
    ("delivered", "Requests delivered"),
    ("declined", "Requests declined by the vendor"),
    ("pain", "Pain points described"),
    ("hurt", "Reports of pain points"),
]


class ClubRoadmapFact(models.Model):
    """What happened to requests and pain points, by month: a query, not a table.

    A request counts once for each step, when it came there first. No fact says which
    request or which member it was about, so that none tells who is hidden.
    """

    _name = "club.roadmap.fact"
    _description = "Year in Numbers"
    _auto = False
    _order = "month desc, kind, id"
    _rec_name = "kind"

    kind = fields.Selection(KINDS, string="What happened", readonly=True)
    month = fields.Date(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    product_id = fields.Many2one("club.product", readonly=True)
    number = fields.Integer(readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            WITH facts AS (
                SELECT CASE WHEN e.state = 'open' THEN 'proposed' ELSE e.state END
                           AS kind,
                       min(e.date) AS day, r.company_id, r.product_id
                  FROM club_request_event e JOIN club_request r ON r.id = e.request_id
                 WHERE e.state IN ('open', 'sponsored', 'sent', 'delivered', 'declined')
                 GROUP BY e.state, r.id
                UNION ALL
                SELECT 'answered', min(e.date), r.company_id, r.product_id
                  FROM club_request_event e JOIN club_request r ON r.id = e.request_id
                 WHERE e.by = 'vendor' GROUP BY r.id
                UNION ALL
                SELECT 'supported', s.date, r.company_id, r.product_id
                  FROM club_request_support s JOIN club_request r ON r.id = s.root_id
                 WHERE s.date IS NOT NULL
                UNION ALL
                SELECT 'pain', p.create_date::date, p.company_id, p.product_id
                  FROM club_pain p
                UNION ALL
                SELECT 'hurt', t.date, p.company_id, p.product_id
                  FROM club_pain_report t JOIN club_pain p ON p.id = t.root_id
            ), months AS (
                SELECT kind, date_trunc('month', day)::date AS month, company_id,
                       product_id, count(*) AS number
                  FROM facts GROUP BY 1, 2, 3, 4
            )
            SELECT row_number() OVER (
                       ORDER BY month, kind, company_id, product_id) AS id,
                   kind, month, company_id, product_id, number::int
              FROM months
            """
        )


class ClubRequestSupport(models.Model):
    _inherit = "club.request.support"

    # Nobody reads it: the first who supports a request often wrote it.
    date = fields.Date(
        default=fields.Date.context_today, readonly=True, groups=fields.NO_ACCESS
    )
