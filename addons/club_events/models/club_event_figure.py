from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .club_event_fact import ATTENDED
from .event_event import KINDS

KEYS = ("company_id", "year", "commission_id", "section_id", "club_kind")
BY = [
    ("1_all", "The association"),
    ("2_commission", "By commission"),
    ("3_section", "By section"),
    ("4_kind", "By kind of meeting"),
]


class ClubEventFigure(models.Model):
    """A year of meetings of the association, of a commission, a section or a kind.

    Only meetings that took place count: over, not cancelled, and announced or
    attended. Different people and organisations are counted within their line, so lines
    cannot be added up. The year before is shown to the same day, while a year runs.
    """

    _name = "club.event.figure"
    _description = "Meetings by Year"
    _auto = False
    _order = "by, year desc, meetings desc, id"
    _rec_name = "year"
    _depends = {
        "event.registration": [
            *("event_id", "state", "active", "attendee_id", "email", "hold"),
            *("organisation_id", "membership_id"),
        ],
        "event.event": [
            *("company_id", "commission_id", "section_id", "club_kind", "active"),
            *("date_begin", "date_end", "date_tz", "cancelled_on", "announced_on"),
        ],
        "club.membership": ["partner_id", "merged_into_id"],
        "res.partner": ["is_company"],
    }

    by = fields.Selection(BY, string="Counted", readonly=True)
    year = fields.Char(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    commission_id = fields.Many2one(
        "club.commission", string="Commission or body", readonly=True
    )
    section_id = fields.Many2one("club.section", readonly=True)
    club_kind = fields.Selection(KINDS, string="Kind of meeting", readonly=True)
    meetings = fields.Integer(readonly=True, aggregator=None)
    registrations = fields.Integer(readonly=True, aggregator=None)
    attended = fields.Integer(string="Came", readonly=True, aggregator=None)
    rate = fields.Float(
        string="Attendance",
        readonly=True,
        aggregator=None,
        digits=(4, 3),
        help="Who came among who had a place, in meetings where attendance was taken.",
    )
    participants = fields.Integer(
        string="Different people", readonly=True, aggregator=None
    )
    organisations = fields.Integer(
        string="Different organisations", readonly=True, aggregator=None
    )
    last_meetings = fields.Integer(
        string="Meetings the year before", readonly=True, aggregator=None
    )
    last_participants = fields.Integer(
        string="People the year before", readonly=True, aggregator=None
    )
    last_organisations = fields.Integer(
        string="Organisations the year before", readonly=True, aggregator=None
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH attended AS MATERIALIZED (%(attended)s),
            event AS MATERIALIZED (
                SELECT e.id, e.company_id, e.commission_id, e.section_id, e.club_kind,
                       timezone(e.date_tz, timezone('UTC', e.date_begin))::date AS date,
                       count(r.id) AS places,
                       count(r.id) FILTER (WHERE r.state = 'done') AS came
                  FROM event_event e
                  LEFT JOIN event_registration r ON r.event_id = e.id AND r.active
                       AND r.state IN ('open', 'done')
                 WHERE e.active AND e.cancelled_on IS NULL AND e.date_end <= %(now)s
                 GROUP BY e.id
                HAVING e.announced_on IS NOT NULL
                    OR count(r.id) FILTER (WHERE r.state = 'done') > 0
            ),
            -- Each meeting in its year, and in the next one as the year before.
            counted AS (
                SELECT e.*, extract(year FROM e.date)::int AS year, FALSE AS before
                  FROM event e
                 UNION ALL
                SELECT e.*, extract(year FROM e.date)::int + 1, TRUE
                  FROM event e
                 WHERE extract(year FROM e.date) + 1
                       < extract(year FROM %(today)s::date)
                    OR e.date <= %(today)s::date - interval '1 year'
            ),
            met AS (
                SELECT %(keys)s,
                       GROUPING(commission_id, section_id, club_kind) AS level,
                       count(*) FILTER (WHERE NOT before) AS meetings,
                       COALESCE(sum(places) FILTER (WHERE NOT before), 0)
                           AS registrations,
                       COALESCE(sum(came) FILTER (WHERE NOT before), 0) AS attended,
                       sum(came) FILTER (WHERE NOT before AND came > 0)
                           / NULLIF(sum(places) FILTER (
                               WHERE NOT before AND came > 0), 0)::float AS rate,
                       count(*) FILTER (WHERE before) AS last_meetings
                  FROM counted GROUP BY %(sets)s
            ),
            came AS (
                SELECT %(came_keys)s,
                       GROUPING(c.commission_id, c.section_id, c.club_kind) AS level,
                       count(DISTINCT a.person) FILTER (WHERE NOT c.before)
                           AS participants,
                       count(DISTINCT a.organisation_id) FILTER (WHERE NOT c.before)
                           AS organisations,
                       count(DISTINCT a.person) FILTER (WHERE c.before)
                           AS last_participants,
                       count(DISTINCT a.organisation_id) FILTER (WHERE c.before)
                           AS last_organisations
                  FROM counted c JOIN attended a ON a.event_id = c.id
                 GROUP BY %(came_sets)s
            )
            SELECT row_number() OVER (ORDER BY met.company_id, met.year, met.level,
                       met.commission_id, met.section_id, met.club_kind) AS id,
                   CASE met.level WHEN 7 THEN '1_all' WHEN 3 THEN '2_commission'
                        WHEN 5 THEN '3_section' ELSE '4_kind' END AS by,
                   met.year::text AS year, met.company_id, met.commission_id,
                   met.section_id, met.club_kind, met.meetings, met.registrations,
                   met.attended, met.rate, met.last_meetings,
                   COALESCE(came.participants, 0) AS participants,
                   COALESCE(came.organisations, 0) AS organisations,
                   COALESCE(came.last_participants, 0) AS last_participants,
                   COALESCE(came.last_organisations, 0) AS last_organisations
              FROM met
              LEFT JOIN came ON came.level = met.level AND came.year = met.year
                   AND came.company_id IS NOT DISTINCT FROM met.company_id
                   AND came.commission_id IS NOT DISTINCT FROM met.commission_id
                   AND came.section_id IS NOT DISTINCT FROM met.section_id
                   AND came.club_kind IS NOT DISTINCT FROM met.club_kind
             WHERE met.meetings > 0
               AND (met.level <> 3 OR met.commission_id IS NOT NULL)
            """,
            attended=SQL(ATTENDED),
            now=fields.Datetime.now(),
            today=self.env.company._club_today(),
            keys=self._columns(),
            came_keys=self._columns("c"),
            sets=self._sets(),
            came_sets=self._sets("c"),
        )

    def _columns(self, *table):
        return SQL(", ").join(SQL.identifier(*table, name) for name in KEYS)

    def _sets(self, *table):
        """Groups: the year, and the year with each of the other columns."""
        year, others = KEYS[:2], KEYS[2:]
        sets = [year, *((*year, name) for name in others)]
        return SQL(
            "GROUPING SETS (%s)",
            SQL(", ").join(
                SQL(
                    "(%s)",
                    SQL(", ").join(SQL.identifier(*table, name) for name in keys),
                )
                for keys in sets
            ),
        )

    def action_open(self):
        """Show who came to the meetings that this line counts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_events.club_event_fact_action"
        )
        domain = [
            ("company_id", "=", self.company_id.id),
            ("date", ">=", f"{self.year}-01-01"),
            ("date", "<=", f"{self.year}-12-31"),
        ]
        for level, name in (
            ("2_commission", "commission_id"),
            ("3_section", "section_id"),
        ):
            if self.by == level:
                domain.append((name, "=", self[name].id))
        if self.by == "4_kind":
            domain.append(("club_kind", "=", self.club_kind))
        return {**action, "domain": domain, "context": {}}

    @api.model
    def _page_values(self, company, year, line):
        """One line of the numbers of a year, for a page.

        :param line: domain of the line, for instance of one commission
        :return: as ``club.commission._figures``
        """
        # sudo: numbers that name nobody, for the pages of members.
        figures = self.sudo().with_company(company)
        found = figures.search(
            line
            & Domain("company_id", "=", company.id)
            & Domain("year", "=", str(year)),
            limit=1,
        )
        if not found:
            return False
        return {
            "year": year,
            "rate": round(100 * found.rate) if found.attended else False,
            **{
                name: found[name]
                for name in (
                    *("meetings", "participants", "organisations"),
                    *("last_meetings", "last_participants", "last_organisations"),
                )
            },
        }
