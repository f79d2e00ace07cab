from odoo import fields, models
from odoo.addons.club_membership.models.club_section import LEVELS
from odoo.tools import SQL

from .event_event import KINDS

# Who came to what, one row per attended registration: the day, the year and the
# organisation are worked out here once, for pivots and for the summary.
ATTENDED = """
    SELECT r.id, r.event_id, e.company_id, e.commission_id, e.section_id,
           e.club_kind, r.presence, r.attendee_id,
           timezone(e.date_tz, timezone('UTC', e.date_begin))::date AS date,
           COALESCE(kept.partner_id, m.partner_id) AS member_id,
           COALESCE(r.organisation_id, CASE WHEN o.is_company THEN o.id END)
               AS organisation_id,
           COALESCE(r.attendee_id, -min(r.id) OVER (
               PARTITION BY e.company_id,
                            COALESCE(lower(r.email), r.id::text))) AS person
      FROM event_registration r
      JOIN event_event e ON e.id = r.event_id
      LEFT JOIN club_membership m ON m.id = r.membership_id
      LEFT JOIN club_membership kept ON kept.id = m.merged_into_id
      LEFT JOIN res_partner o ON o.id = COALESCE(kept.partner_id, m.partner_id)
     WHERE r.state = 'done' AND r.active AND e.active AND e.cancelled_on IS NULL
"""


class ClubEventFact(models.Model):
    """Somebody came to a meeting: what pivots and graphs count; a query, no table.

    A person who came twice is one participant of the group, whatever it is; somebody
    known by name only is told apart by the e-mail address. Cancelled meetings and
    people who did not come are not there.
    """

    _name = "club.event.fact"
    _description = "Participation in Figures"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "event_id"
    _depends = {
        "event.registration": [
            *("event_id", "state", "active", "attendee_id", "email", "presence"),
            *("organisation_id", "membership_id"),
        ],
        "event.event": [
            *("company_id", "commission_id", "section_id", "club_kind", "active"),
            *("date_begin", "date_tz", "cancelled_on"),
        ],
        "club.membership": ["partner_id", "merged_into_id"],
        "res.partner": ["is_company"],
        "club.section": ["level", "ancestor_ids"],
    }

    event_id = fields.Many2one("event.event", string="Meeting", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    commission_id = fields.Many2one(
        "club.commission", string="Commission or body", readonly=True
    )
    section_id = fields.Many2one("club.section", readonly=True)
    region_group_id = fields.Many2one(
        "club.section", string=dict(LEVELS)["region_group"], readonly=True
    )
    club_kind = fields.Selection(KINDS, string="Kind of meeting", readonly=True)
    presence = fields.Selection(
        [("site", "On site"), ("remote", "Remote")], string="Came", readonly=True
    )
    date = fields.Date(string="Day", readonly=True)
    attendee_id = fields.Many2one("res.partner", string="Participant", readonly=True)
    organisation_id = fields.Many2one(
        "res.partner", string="Organisations", readonly=True
    )
    person = fields.Integer(
        string="Different participants", readonly=True, aggregator="count_distinct"
    )
    attended = fields.Integer(string="Attendances", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT a.id, a.event_id, a.company_id, a.commission_id, a.section_id,
                   region.id AS region_group_id, a.club_kind, a.presence, a.date,
                   a.attendee_id, a.organisation_id, a.person, 1 AS attended
              FROM (%s) a
              LEFT JOIN (club_section_ancestor_rel above
                         JOIN club_section region ON region.id = above.ancestor_id
                              AND region.level = 'region_group')
                     ON above.section_id = a.section_id
            """,
            SQL(ATTENDED),
        )

    def action_open(self):
        """Show the meeting that this line is about."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "event.event",
            "res_id": self.event_id.id,
            "view_mode": "form",
        }
