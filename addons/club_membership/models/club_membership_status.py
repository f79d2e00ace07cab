from odoo import api, fields, models
from odoo.tools import SQL


class ClubMembership(models.Model):
    """Status: one set-based statement for one member, a chunk or everyone.

    The same statement serves every event and the nightly job, so a status cannot
    depend on the way it was reached; it activates and expires, and writes nothing
    when nothing changed. It reads facts (periods, closings) and never money.
    """

    _inherit = "club.membership"

    def _refresh(self):
        """Bring coverage, status, section and end date of these members up to date."""
        if self:
            self.env["club.membership.period"]._refresh_coverage(self.ids)
            self._refresh_status(self.ids)

    @api.model
    def _refresh_status(self, membership_ids=None, day=None, companies=None):
        """Write the status of memberships as of ``day``, where it changed.

        :param membership_ids: list of ids, None for all
        :param day: a date, by default today
        :param companies: of these companies alone, None for all
        :return: ids of the memberships written
        """
        self.env["club.membership.period"].flush_model()
        self.env["club.membership.type"].flush_model(["grace_days"])
        self.env["res.company"].flush_model(["club_application_days"])
        self.flush_model()
        scope = SQL("TRUE")
        if membership_ids is not None:
            scope = SQL("m.id = ANY(%s)", list(membership_ids))
        elif companies is not None:
            scope = SQL("m.company_id = ANY(%s)", companies.ids)
        rows = self.env.execute_query(
            SQL(
                """
                WITH today AS (SELECT %(day)s::date AS day),
                live AS (
                    SELECT p.*, t.grace_days
                      FROM club_membership_period p
                      JOIN club_membership m ON m.id = p.membership_id AND %(scope)s
                      JOIN club_membership_type t ON t.id = p.type_id
                     WHERE NOT p.superseded AND NOT p.cancelled
                ),
                facts AS (
                    SELECT membership_id,
                           max(LEAST(date_to, ended_on)) FILTER (
                               WHERE confirmed_on IS NOT NULL) AS member_until,
                           min(date_from) FILTER (
                               WHERE confirmed_on IS NOT NULL
                                  OR NOT COALESCE(newcomer, FALSE)) AS joined_on,
                           bool_or(confirmed_on IS NULL
                               AND GREATEST(COALESCE(due_on + grace_days, date_to),
                                            held_until) >= day)
                               AS awaiting,
                           count(*) > 0 AS any_period
                      FROM live, today GROUP BY membership_id
                ),
                covering AS (
                    SELECT DISTINCT ON (membership_id) membership_id, section_id,
                           confirmed_on, due_on, date_to, held_until
                      FROM live, today
                     WHERE date_from <= day AND covered_until >= day
                     ORDER BY membership_id, date_from DESC
                ),
                wanted AS (
                    SELECT m.id,
                           CASE
                             WHEN m.merged_into_id IS NOT NULL THEN 'merged'
                             WHEN m.closed_on <= day THEN m.closing
                             WHEN c.confirmed_on IS NOT NULL AND day <= c.date_to
                               THEN 'active'
                             WHEN c.confirmed_on IS NULL AND day <= c.due_on
                               THEN 'active'
                             WHEN day <= c.held_until THEN 'active'
                             WHEN c.membership_id IS NOT NULL THEN 'grace'
                             WHEN f.member_until IS NOT NULL AND NOT f.awaiting
                               THEN 'lapsed'
                             WHEN f.awaiting AND f.member_until IS NULL THEN 'applied'
                             WHEN f.any_period THEN 'lapsed'
                             WHEN m.applied_on + co.club_application_days < day
                               THEN 'lapsed'
                             ELSE 'applied'
                           END AS state,
                           COALESCE(
                               CASE WHEN day <= c.date_to THEN c.section_id END,
                               CASE WHEN m.next_section_on <= day
                                    THEN m.next_section_id END,
                               m.section_id) AS section_id,
                           CASE WHEN m.next_type_on <= day THEN m.next_type_id
                                ELSE m.type_id END AS type_id,
                           CASE WHEN m.next_section_on > day
                                THEN m.next_section_on END AS next_section_on,
                           CASE WHEN m.next_type_on > day
                                THEN m.next_type_on END AS next_type_on,
                           f.member_until,
                           COALESCE(LEAST(m.joined_on, f.joined_on), m.joined_on,
                                    f.joined_on) AS joined_on
                      FROM club_membership m
                     CROSS JOIN today
                      JOIN res_company co ON co.id = m.company_id
                      LEFT JOIN facts f ON f.membership_id = m.id
                      LEFT JOIN covering c ON c.membership_id = m.id
                     WHERE %(scope)s
                )
                UPDATE club_membership m
                   SET state = w.state, section_id = w.section_id,
                       type_id = w.type_id, member_until = w.member_until,
                       joined_on = w.joined_on, next_section_on = w.next_section_on,
                       next_type_on = w.next_type_on
                  FROM wanted w
                 WHERE w.id = m.id AND %(scope)s
                   AND (m.state, m.section_id, m.type_id, m.member_until,
                        m.joined_on, m.next_section_on, m.next_type_on)
                       IS DISTINCT FROM
                       (w.state, w.section_id, w.type_id, w.member_until,
                        w.joined_on, w.next_section_on, w.next_type_on)
                RETURNING m.id
                """,
                day=day or fields.Date.context_today(self),
                scope=scope,
            )
        )
        changed = self.browse(row[0] for row in rows)
        written = [
            "state",
            "section_id",
            "type_id",
            "member_until",
            "joined_on",
            "next_section_on",
            "next_type_on",
        ]
        changed.invalidate_recordset(written, flush=False)
        changed.modified(written)
        return changed.ids

    @api.model
    def _cron_nightly(self):
        """Activate, expire and close what the calendar changed since yesterday.

        The day is each association's own; the job wakes up again when it changes.
        """
        by_today = self.env["res.company"]._club_by_today()
        for companies in by_today:
            self.with_env(companies.env)._refresh_status(
                # One statement without a filter, as long as all have the same day.
                companies=companies if len(by_today) > 1 else None
            )
        self.env["res.users"]._club_sync_office_groups()
        cron = self.env.ref("club_membership.ir_cron_club_nightly", False)
        if cron:
            cron._trigger(at=self.env["res.company"]._club_next_midnights())
