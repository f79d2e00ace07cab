from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .club_event_fact import ATTENDED


class ClubEventAbsence(models.Model):
    """An organisation in good standing that came to nothing for a year; no table.

    A year ago today is the last day that does not count as within the year; who has
    been a member for less is not there. An organisation comes when somebody
    came for it. Whom to write to is its first manager, else itself.
    """

    _name = "club.event.absence"
    _description = "Organisation That Has Not Come for a Year"
    _auto = False
    _order = "last_on NULLS FIRST, id"
    _rec_name = "partner_id"
    _depends = {
        "event.registration": [
            *("event_id", "state", "active", "organisation_id", "membership_id"),
        ],
        "event.event": ["date_begin", "date_tz", "cancelled_on", "active"],
        "club.membership": [
            *("partner_id", "company_id", "section_id", "type_id", "state"),
            *("joined_on", "merged_into_id"),
        ],
        "club.delegation": [
            *("membership_id", "partner_id", "role", "date_from", "date_to"),
        ],
        "res.partner": ["is_company"],
    }

    membership_id = fields.Many2one("club.membership", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Organisation", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    section_id = fields.Many2one("club.section", readonly=True)
    type_id = fields.Many2one(
        "club.membership.type", string="Membership type", readonly=True
    )
    joined_on = fields.Date(string="Member since", readonly=True)
    last_on = fields.Date(string="Came last on", readonly=True)
    contact_id = fields.Many2one("res.partner", string="Write to", readonly=True)
    contact_email = fields.Char(related="contact_id.email", string="E-mail")
    contact_phone = fields.Char(related="contact_id.phone", string="Telephone")

    @property
    def _table_query(self):
        today = self.env.company._club_today()
        return SQL(
            """
            WITH attended AS MATERIALIZED (%(attended)s),
            last AS (
                SELECT company_id, organisation_id, max(date) AS last_on
                  FROM attended WHERE organisation_id IS NOT NULL
                 GROUP BY company_id, organisation_id
            )
            SELECT m.id, m.id AS membership_id, m.partner_id, m.company_id,
                   m.section_id, m.type_id, m.joined_on, last.last_on,
                   COALESCE(manager.partner_id, m.partner_id) AS contact_id
              FROM club_membership m
              JOIN res_partner p ON p.id = m.partner_id AND p.is_company
              LEFT JOIN last ON last.organisation_id = m.partner_id
                   AND last.company_id = m.company_id
              LEFT JOIN LATERAL (
                   SELECT d.partner_id FROM club_delegation d
                    WHERE d.membership_id = m.id AND d.role = 'manager'
                      AND d.date_from <= %(today)s
                      AND (d.date_to IS NULL OR d.date_to >= %(today)s)
                    ORDER BY d.date_from, d.id LIMIT 1) manager ON TRUE
             WHERE m.state IN ('active', 'grace') AND m.merged_into_id IS NULL
               AND m.joined_on <= %(today)s::date - interval '1 year'
               AND (last.last_on IS NULL
                    OR last.last_on <= %(today)s::date - interval '1 year')
            """,
            attended=SQL(ATTENDED),
            today=today,
        )

    def action_open(self):
        """Show the membership of this organisation."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.membership",
            "res_id": self.membership_id.id,
            "view_mode": "form",
        }

    def action_write(self):
        """Write one e-mail to those chosen.

        :return: the window to write in
        :raises UserError: none of them has an e-mail address
        """
        contacts = self.contact_id.filtered("email")
        if not contacts:
            raise UserError(
                self.env._(
                    "None of these has an e-mail address: write it on the contact of "
                    "the organisation first."
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Write to who has not come for a year"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_composition_mode": "mass_mail",
                "default_model": "res.partner",
                "default_res_ids": contacts.ids,
                "default_use_exclusion_list": False,
            },
        }
