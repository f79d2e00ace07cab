import json

from odoo import api, fields, models
from odoo.tools import SQL

COLUMNS = (
    "partner_id int, company_id int, number text, section_id int, type_id int, "
    "payer_id int, headcount int, seats int, chosen_amount numeric, joined_on date, "
    "date_from date, date_to date, confirmed bool, newcomer bool, reason text"
)


class ClubMembership(models.Model):
    _inherit = "club.membership"

    @api.model
    def _bulk_create(self, rows):
        """Create many approved memberships with at most one period each.

        Three statements whatever the number of rows; used by the import and the
        demonstration data. Uniqueness and overlap are the database's affair.

        :param rows: dictionaries with ``partner_id``, ``company_id``, ``section_id``,
            ``type_id`` and optionally ``number``, ``payer_id``, ``headcount``,
            ``seats``, ``chosen_amount``, ``joined_on``, ``date_from`` and ``date_to``
            (ISO dates; a period when both are given), ``confirmed`` (its dues are
            settled), ``newcomer``, ``reason`` (said in the register)
        :return: the memberships, in the order of the rows
        """
        if not rows:
            return self.browse()
        self.env.flush_all()
        for company_id in {row["company_id"] for row in rows}:
            without = [
                row
                for row in rows
                if row["company_id"] == company_id and not row.get("number")
            ]
            numbers = (
                self.env["res.company"]
                .browse(company_id)
                ._club_next_numbers(len(without))
            )
            for row, number in zip(without, numbers, strict=True):
                row["number"] = number
        data, stamp = json.dumps(rows), (self.env.uid, fields.Datetime.now())
        made = self.env.execute_query(
            SQL(
                """
                INSERT INTO club_membership (
                    partner_id, company_id, number, section_id, type_id, payer_id,
                    headcount, seats, chosen_amount, joined_on, applied_on, approved_on,
                    state, create_uid, write_uid, create_date, write_date)
                SELECT partner_id, company_id, number, section_id, type_id, payer_id,
                       COALESCE(headcount, 0), COALESCE(seats, 0), chosen_amount,
                       joined_on,
                       CASE WHEN date_from IS NULL THEN %(today)s
                            ELSE COALESCE(joined_on, %(today)s) END, %(today)s,
                       'applied', %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM jsonb_to_recordset(%(data)s) AS row(%(columns)s)
                RETURNING id, partner_id, company_id
                """,
                data=data,
                columns=SQL(COLUMNS),
                uid=stamp[0],
                now=stamp[1],
                today=fields.Date.context_today(self),
            )
        )
        by_key = {(partner, company): id_ for id_, partner, company in made}
        ids = [by_key[row["partner_id"], row["company_id"]] for row in rows]
        self._bulk_periods(
            [
                {**row, "membership_id": id_}
                for row, id_ in zip(rows, ids, strict=True)
                if row.get("date_from") and row.get("date_to")
            ]
        )
        self._bulk_register(ids, dict(zip(ids, rows, strict=True)))
        self.invalidate_model()
        memberships = self.browse(ids)
        memberships._refresh()
        return memberships

    @api.model
    def _bulk_periods(self, rows):
        """Add whole-term periods to existing memberships (see ``_bulk_create``).

        :param rows: as there, with ``membership_id``
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO club_membership_period (
                    id, term_id, membership_id, company_id, partner_id, type_id,
                    section_id, date_from, date_to, newcomer, confirmed_on, superseded,
                    cancelled, create_uid, write_uid, create_date, write_date)
                SELECT n.id, n.id, row.membership_id, row.company_id, row.partner_id,
                       row.type_id, row.section_id, row.date_from, row.date_to,
                       COALESCE(row.newcomer, FALSE),
                       CASE WHEN row.confirmed THEN row.date_from END, FALSE, FALSE,
                       %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM jsonb_to_recordset(%(data)s) AS row(
                       membership_id int, %(columns)s)
                 CROSS JOIN LATERAL (
                     SELECT nextval('club_membership_period_id_seq') AS id,
                            row.membership_id AS owner
                 ) n
                """,
                data=json.dumps(rows),
                columns=SQL(COLUMNS),
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.env["club.membership.period"].invalidate_model()

    @api.model
    def _bulk_register(self, ids, rows):
        """One "joined" row of the register per membership."""
        today = fields.Date.context_today(self).isoformat()
        data = [
            {
                "membership_id": id_,
                "company_id": rows[id_]["company_id"],
                "section_id": rows[id_]["section_id"],
                "type_id": rows[id_]["type_id"],
                "joined_on": rows[id_].get("joined_on")
                or rows[id_].get("date_from")
                or today,
                "reason": rows[id_].get("reason"),
            }
            for id_ in ids
        ]
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO club_movement (
                    membership_id, kind, date, company_id, section_id, type_id, reason,
                    create_uid, write_uid, create_date, write_date)
                SELECT membership_id, 'joined', joined_on, company_id, section_id,
                       type_id, reason, %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM jsonb_to_recordset(%(data)s) AS row(
                       membership_id int, company_id int, section_id int, type_id int,
                       joined_on date, reason text)
                """,
                data=json.dumps(data),
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.env["club.movement"].invalidate_model()
