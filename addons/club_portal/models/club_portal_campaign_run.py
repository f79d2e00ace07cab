from odoo import fields, models
from odoo.addons.club_membership.tools import locked_ids
from odoo.tools import SQL

CHUNK_SIZE = 100


class ClubPortalCampaign(models.Model):
    """Staging and inviting: one statement finds everyone, chunks do the rest."""

    _inherit = "club.portal.campaign"

    def _stage_lines(self):
        """Replace the lines not done yet by who is concerned today, and how."""
        self.ensure_one()
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "DELETE FROM club_portal_campaign_line "
                "WHERE campaign_id = %s AND state <> 'done'",
                self.id,
            )
        )
        self.env.cr.execute(
            SQL(
                """
                WITH concerned AS (%(people)s),
                once AS (
                    SELECT DISTINCT ON (person) * FROM concerned
                     ORDER BY person, open DESC, own DESC, membership
                )
                INSERT INTO club_portal_campaign_line (
                    campaign_id, company_id, partner_id, membership_id, section_id,
                    state, anomaly, create_uid, write_uid, create_date, write_date)
                SELECT %(campaign)s, %(company)s, o.person, o.membership, o.section,
                       CASE WHEN given.told THEN 'already'
                            WHEN why.anomaly IS NULL THEN 'ready'
                            ELSE 'anomaly' END,
                       CASE WHEN given.told IS NOT TRUE THEN why.anomaly END,
                       %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM once o
                  JOIN res_partner p ON p.id = o.person
                  LEFT JOIN LATERAL (
                      SELECT COALESCE(a.invited_at, a.signed_in_at) IS NOT NULL AS told
                        FROM club_portal_access a
                       WHERE a.partner_id = p.id AND a.company_id = %(company)s
                  ) given ON TRUE
                  LEFT JOIN LATERAL (
                      SELECT bool_or(u.active) AS open, bool_or(EXISTS (
                                 SELECT FROM res_company_users_rel here
                                  WHERE here.user_id = u.id
                                    AND here.cid = %(company)s)) AS here
                        FROM res_users u WHERE u.partner_id = p.id
                  ) login ON TRUE
                 CROSS JOIN LATERAL (SELECT CASE
                      WHEN p.club_deceased_on IS NOT NULL THEN 'deceased'
                      WHEN NOT o.open THEN 'not_open'
                      WHEN p.is_company THEN 'no_contact'
                      WHEN o.minor THEN 'no_guardian'
                      WHEN login.open AND login.here AND given.told IS NULL
                      THEN 'has_login'
                      WHEN NOT login.open THEN 'closed_login'
                      WHEN p.email_normalized IS NULL OR p.message_bounce > 0
                        OR EXISTS (SELECT FROM mail_blacklist b
                            WHERE b.active AND b.email = p.email_normalized)
                      THEN 'no_email' END AS anomaly
                  ) why
                 ORDER BY o.membership, o.person
                    ON CONFLICT DO NOTHING
                """,
                people=self._people_sql(),
                campaign=self.id,
                company=self.company_id.id,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.env["club.portal.campaign.line"].invalidate_model()
        self.invalidate_recordset()

    def _people_sql(self):
        """Everyone concerned: persons themselves, for minors their guardians, for
        organisations who acts for them; a member stands for a missing one."""
        today = fields.Date.context_today(self)
        scope = SQL("TRUE")
        if self.section_ids:
            scope = SQL(
                "m.section_id IN (SELECT section_id FROM club_section_ancestor_rel "
                "WHERE ancestor_id = ANY(%s))",
                self.section_ids.ids,
            )
        return SQL(
            """
            SELECT COALESCE(acts.person, m.partner_id) AS person, m.id AS membership,
                   m.section_id AS section, m.partner_id = acts.person AS own,
                   COALESCE(s.portal_open_on <= %(today)s, FALSE) AS open,
                   acts.person IS NULL AND NOT member.is_company AS minor
              FROM club_membership m
              JOIN club_section s ON s.id = m.section_id
              JOIN res_partner member ON member.id = m.partner_id
              JOIN res_company c ON c.id = m.company_id
             CROSS JOIN LATERAL (SELECT %(minor)s AS minor) age
              LEFT JOIN LATERAL (
                  SELECT m.partner_id AS person
                   WHERE NOT member.is_company AND NOT age.minor
                   UNION
                  SELECT d.partner_id FROM club_delegation d
                   WHERE d.membership_id = m.id AND d.date_from <= %(today)s
                     AND (d.date_to IS NULL OR d.date_to >= %(today)s)
                   UNION
                  SELECT g.guardian_id FROM club_guardian g
                   WHERE age.minor AND g.minor_id = m.partner_id
                     AND g.company_id = m.company_id AND g.date_from <= %(today)s
                     AND (g.date_to IS NULL OR g.date_to >= %(today)s)
              ) acts ON TRUE
             WHERE m.company_id = %(company)s AND m.merged_into_id IS NULL
               AND m.state IN ('active', 'grace') AND %(scope)s
            """,
            today=today,
            minor=self.env["club.guardian"]._minor_sql(
                "member", "c", SQL("%s::date", today)
            ),
            company=self.company_id.id,
            scope=scope,
        )

    def _run_count_remaining(self):
        return self.env["club.portal.campaign.line"].search_count(
            [("campaign_id", "=", self.id), ("state", "=", "ready")]
        )

    def _run_chunk(self):
        lines = self._next_lines()
        if not lines:
            return 0
        self._run_items(lines, self._invite_lines)
        return len(lines)

    def _next_lines(self):
        """The next people nobody else is inviting, locked. The lines of one mailbox
        come in the order of their memberships, who joined first gets the address."""
        self.env.flush_all()
        ids = locked_ids(
            self.env,
            SQL(
                "SELECT id FROM club_portal_campaign_line "
                "WHERE campaign_id = %s AND state = 'ready' "
                "ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED",
                self.id,
                CHUNK_SIZE,
            ),
        )
        return self.env["club.portal.campaign.line"].browse(ids)

    def _invite_lines(self, lines):
        given = self.env["club.portal.access"]._give(
            {line.partner_id: line.membership_id for line in lines}, self
        )
        invited = lines.filtered(lambda line: line.partner_id in given.partner_id)
        if given:
            given._invite(self.template_id)
        invited.write({"state": "done"})
        (lines - invited).write({"state": "already"})
