from odoo import api, fields, models
from odoo.tools import SQL


class ClubVendorScore(models.Model):
    """How the vendor answered: a line of a released dossier is a line here.

    An answer is in time when the first one came by the deadline; before that day is
    over, and while the dossier takes answers, a line without one waits. A promise is
    the date first announced for the first target version named; slippage is counted
    from it to the day the version delivered came out, in days, negative when it came
    before. A promise whose day has passed is overdue until the request is delivered or
    ended otherwise, by the vendor's refusal or by the club.
    """

    _name = "club.vendor.score"
    _description = "Vendor's Scorecard"
    _auto = False
    _order = "year desc, vendor_id, product_id, id"
    _rec_name = "line_id"
    _depends = {
        "club.dossier": ["state", "deadline", "released_on", "vendor_id", "company_id"],
        "club.dossier.line": ["dossier_id", "request_id", "feasibility", "reason"],
        "club.product.version": ["promised_on", "released_on"],
        "club.request": ["state", "root_id", "delivered_version_id"],
        "club.vendor.answer": ["line_id", "date", "version_id"],
    }

    line_id = fields.Many2one("club.dossier.line", readonly=True)
    dossier_id = fields.Many2one("club.dossier", readonly=True)
    request_id = fields.Many2one("club.request", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    vendor_id = fields.Many2one("res.partner", readonly=True)
    product_id = fields.Many2one("club.product", readonly=True)
    year = fields.Char(help="In which the dossier was released.", readonly=True)
    sent = fields.Integer(readonly=True)
    in_time = fields.Integer(string="Answered in time", readonly=True)
    late = fields.Integer(string="Answered late", readonly=True)
    waiting = fields.Integer(
        readonly=True, help="Not answered, and the deadline has not passed."
    )
    unanswered = fields.Integer(
        string="Not answered", readonly=True, help="And the deadline has passed."
    )
    with_reason = fields.Integer(string="Answered with a reason", readonly=True)
    accepted = fields.Integer(readonly=True)
    declined = fields.Integer(readonly=True)
    promised = fields.Integer(readonly=True)
    delivered = fields.Integer(readonly=True)
    overdue = fields.Integer(
        string="Promised, overdue",
        readonly=True,
        help="The first date promised has passed, and nothing was delivered.",
    )
    promised_version_id = fields.Many2one("club.product.version", readonly=True)
    delivered_version_id = fields.Many2one("club.product.version", readonly=True)
    promised_on = fields.Date(readonly=True)
    delivered_on = fields.Date(readonly=True)
    slippage = fields.Integer(
        string="Slippage (days)",
        aggregator="avg",
        readonly=True,
        help="Days from the first date promised to the release of what was delivered.",
    )
    slippage_max = fields.Integer(
        string="Largest slippage (days)", aggregator="max", readonly=True
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT l.id, l.id AS line_id, l.dossier_id, l.request_id, d.company_id,
                   d.vendor_id, l.product_id,
                   to_char(d.released_on, 'YYYY') AS year,
                   1 AS sent,
                   (first.date <= d.deadline)::int AS in_time,
                   (first.date > d.deadline)::int AS late,
                   (first.date IS NULL AND open.waits)::int AS waiting,
                   (first.date IS NULL AND NOT open.waits)::int AS unanswered,
                   (first.date IS NOT NULL AND l.reason ~ '\\S')::int AS with_reason,
                   (l.feasibility IN ('yes', 'partly'))::int AS accepted,
                   (l.feasibility = 'no')::int AS declined,
                   (promise.version_id IS NOT NULL)::int AS promised,
                   (r.state = 'delivered')::int AS delivered,
                   COALESCE(
                       pv.promised_on < %(today)s
                       AND r.state NOT IN ('delivered', 'declined', 'closed'),
                       false)::int AS overdue,
                   promise.version_id AS promised_version_id,
                   r.delivered_version_id,
                   pv.promised_on,
                   dv.released_on AS delivered_on,
                   dv.released_on - pv.promised_on AS slippage,
                   dv.released_on - pv.promised_on AS slippage_max
              FROM club_dossier_line l
              JOIN club_dossier d ON d.id = l.dossier_id AND d.state <> 'draft'
              JOIN club_request own ON own.id = l.request_id
              JOIN club_request r ON r.id = COALESCE(own.root_id, own.id)
             CROSS JOIN LATERAL (
                   SELECT d.state = 'released'
                          AND COALESCE(d.deadline >= %(today)s, true) AS waits) open
              LEFT JOIN LATERAL (
                   SELECT date FROM club_vendor_answer a WHERE a.line_id = l.id
                    ORDER BY a.id LIMIT 1) first ON true
              LEFT JOIN LATERAL (
                   SELECT version_id FROM club_vendor_answer a
                    WHERE a.line_id = l.id AND version_id IS NOT NULL
                    ORDER BY a.id LIMIT 1) promise ON true
              LEFT JOIN club_product_version pv ON pv.id = promise.version_id
              LEFT JOIN club_product_version dv
                     ON dv.id = r.delivered_version_id AND r.state = 'delivered'
            """,
            today=self.env.company._club_today(),
        )

    @api.model
    def _scorecard(self, companies):
        """The scorecard that members read: one line per vendor, product and year.

        :param companies: associations whose dossiers count
        :return: ``[(vendor and product, [values of a year, the newest first])]``
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT s.vendor_id, s.product_id, s.year, sum(sent), sum(in_time),
                       sum(late), sum(waiting), sum(unanswered), sum(with_reason),
                       sum(accepted), sum(declined), sum(promised), sum(delivered),
                       sum(overdue),
                       percentile_cont(0.5) WITHIN GROUP (ORDER BY slippage),
                       max(slippage)
                  FROM (%s) s WHERE s.company_id = ANY(%s)
                 GROUP BY s.vendor_id, s.product_id, s.year
                 ORDER BY s.vendor_id, s.product_id, s.year DESC
                """,
                self._table_query,
                companies.ids,
            )
        )
        # sudo: names on a page of members, who hold no right on products.
        env = self.sudo().env
        names = (
            *("year", "sent", "in_time", "late", "waiting", "unanswered"),
            *("with_reason", "accepted", "declined", "promised", "delivered"),
            *("overdue", "median", "max"),
        )
        found = {}
        for vendor, product, *figures in rows:
            found.setdefault((vendor, product), []).append(
                dict(zip(names, [self._figure(each) for each in figures], strict=True))
            )
        return [
            (
                " · ".join(
                    name
                    for name in (
                        env["res.partner"].browse(vendor).name,
                        env["club.product"].browse(product or ()).name,
                    )
                    if name
                ),
                years,
            )
            for (vendor, product), years in found.items()
        ]

    @api.model
    def _figure(self, value):
        """Nothing is none of something that can be counted; half days are kept."""
        if value is None or isinstance(value, str):
            return value
        return int(value) if value == int(value) else float(value)
