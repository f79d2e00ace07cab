from odoo import fields, models
from odoo.tools import SQL

from .club_duty import LIVE


class ClubDutyCoverage(models.Model):
    """One row per place of the rotas in force: who was or is there, or nobody."""

    _name = "club.duty.coverage"
    _description = "Coverage"
    _auto = False
    _order = "date_start, section_id, id"
    _rec_name = "duty_id"
    _depends = {
        "club.duty": [
            *("rota_id", "company_id", "section_id", "role", "state"),
            *("date_start", "volunteer_id", "is_away"),
        ],
    }

    duty_id = fields.Many2one("club.duty", readonly=True)
    rota_id = fields.Many2one("club.rota", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    section_id = fields.Many2one("club.section", readonly=True)
    volunteer_id = fields.Many2one("club.volunteer", readonly=True)
    role = fields.Selection([("lead", "Lead"), ("backup", "Backup")], readonly=True)
    date_start = fields.Date(string="First day", readonly=True)
    places = fields.Integer(readonly=True)
    gaps = fields.Integer(readonly=True)
    unconfirmed = fields.Integer(string="Not confirmed", readonly=True)
    confirmed = fields.Integer(readonly=True)
    done = fields.Integer(readonly=True)
    away = fields.Integer(string="By a neighbouring section", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT id, id AS duty_id, rota_id, company_id, section_id, volunteer_id,
                   role, date_start, 1 AS places,
                   (volunteer_id IS NULL)::int AS gaps,
                   (volunteer_id IS NOT NULL AND state = 'published')::int
                       AS unconfirmed,
                   (state = 'confirmed')::int AS confirmed,
                   (state = 'done')::int AS done,
                   (volunteer_id IS NOT NULL AND is_away IS TRUE)::int AS away
              FROM club_duty WHERE state IN %s
            """,
            LIVE,
        )
