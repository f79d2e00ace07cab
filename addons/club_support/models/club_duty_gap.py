from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

# Days that count as soon: who can still be found then must be asked now.
SOON = timedelta(days=28)


class ClubDutyGap(models.Model):
    """What is missing on duty from today on: people, skills, and a yes.

    A query, not a table: whatever is filled, confirmed or over is not in it.
    """

    _name = "club.duty.gap"
    _description = "Gap Ahead"
    _auto = False
    _order = "date_start, section_id, kind, id"
    _rec_name = "duty_id"
    _depends = {
        "club.duty": [
            *("rota_id", "company_id", "section_id", "slot", "role", "state"),
            *("date_start", "date_end", "volunteer_id"),
        ],
        "club.rota.line": ["rota_id", "section_id", "skill_ids"],
        "club.volunteer": ["skill_ids"],
        "club.volunteer.absence": ["volunteer_id", "kind", "date_from", "date_to"],
    }

    duty_id = fields.Many2one("club.duty", readonly=True)
    rota_id = fields.Many2one("club.rota", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    section_id = fields.Many2one("club.section", readonly=True)
    date_start = fields.Date(string="First day", readonly=True)
    date_end = fields.Date(string="Last day", readonly=True)
    role = fields.Selection(
        [("lead", "Lead"), ("backup", "Backup")],
        readonly=True,
        help="Empty: a skill that any of those on duty could have.",
    )
    kind = fields.Selection(
        [
            ("nobody", "Nobody"),
            ("away", "On duty, but cannot serve"),
            ("skill", "Skill missing"),
            ("unconfirmed", "Not confirmed"),
        ],
        string="What is missing",
        readonly=True,
    )
    skill_id = fields.Many2one("club.skill", readonly=True)
    volunteer_id = fields.Many2one("club.volunteer", readonly=True)
    horizon = fields.Selection(
        [("1_soon", "Next four weeks"), ("2_later", "Later")],
        string="When",
        readonly=True,
    )

    @property
    def _table_query(self):
        today = fields.Date.context_today(self)
        return SQL(
            """
            WITH standing AS (
                SELECT d.*, v.id IS NOT NULL AND (EXISTS (
                           SELECT 1 FROM club_volunteer_absence a
                            WHERE a.volunteer_id = v.id AND a.kind = 'away'
                              AND a.date_from <= d.date_end
                              AND a.date_to >= d.date_start)) AS is_missed
                  FROM club_duty d LEFT JOIN club_volunteer v ON v.id = d.volunteer_id
                 WHERE d.state IN ('published', 'confirmed')
                   AND d.date_end >= %(today)s
            ), found AS (
                SELECT id::bigint * 1024 AS id, id AS duty_id, role,
                       CASE WHEN volunteer_id IS NULL THEN 'nobody'
                            WHEN is_missed THEN 'away' ELSE 'unconfirmed' END AS kind,
                       NULL::integer AS skill_id
                  FROM standing
                 WHERE volunteer_id IS NULL OR is_missed
                    OR (state = 'published' AND date_start <= %(soon)s)
                 UNION ALL
                SELECT team.duty_id::bigint * 1024 + row_number() OVER (
                           PARTITION BY team.duty_id ORDER BY asked.skill_id),
                       team.duty_id, NULL, 'skill', asked.skill_id
                  FROM (SELECT rota_id, section_id, slot, min(id) AS duty_id
                          FROM standing WHERE volunteer_id IS NOT NULL
                         GROUP BY rota_id, section_id, slot) team
                  JOIN club_rota_line line ON line.rota_id = team.rota_id
                   AND line.section_id = team.section_id
                  JOIN club_rota_line_skill_rel asked ON asked.line_id = line.id
                 WHERE NOT EXISTS (
                       SELECT 1 FROM standing who
                         JOIN club_volunteer_skill_rel has
                           ON has.volunteer_id = who.volunteer_id
                          AND has.skill_id = asked.skill_id
                        WHERE who.rota_id = team.rota_id
                          AND who.section_id = team.section_id
                          AND who.slot = team.slot)
            )
            SELECT found.*, d.rota_id, d.company_id, d.section_id, d.date_start,
                   d.date_end,
                   CASE WHEN found.kind <> 'skill' THEN d.volunteer_id
                   END AS volunteer_id,
                   CASE WHEN d.date_start <= %(soon)s THEN '1_soon' ELSE '2_later'
                   END AS horizon
              FROM found JOIN club_duty d ON d.id = found.duty_id
            """,
            today=today,
            soon=today + SOON,
        )

    def action_repair(self):
        """Look for ways to fill this gap, with all others of its rota.

        Who is on duty and cannot serve is asked about first.
        """
        self.check_access("read")
        self.ensure_one()
        return (
            self.duty_id.action_repair() if self.role else self.rota_id.action_repair()
        )

    def action_override(self):
        """Open the form on which a coordinator chooses who serves."""
        self.check_access("read")
        self.ensure_one()
        return self.duty_id.action_override()

    def action_open_duty(self):
        """Open the duty on which something is missing."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Duty"),
            "res_model": "club.duty",
            "res_id": self.duty_id.id,
            "view_mode": "form",
        }


class ClubDuty(models.Model):
    """A duty to which somebody has to be found."""

    _inherit = "club.duty"

    def action_repair(self):
        """Look for who can take this duty: a gap with all others of its rota; of
        somebody's duty, from when to when they cannot serve is asked first."""
        self.check_access("read")
        self.ensure_one()
        if self.volunteer_id:
            return self.volunteer_id._open_repair(self)
        return self.rota_id.action_repair()
