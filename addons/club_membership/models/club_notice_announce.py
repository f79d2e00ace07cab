from odoo import api, fields, models
from odoo.tools import SQL


class ClubNotice(models.Model):
    """Writing the notices of a call: one statement, whatever the number of payers."""

    _inherit = "club.notice"

    @api.model
    def _announce(self, call, due_ids):
        """Note that the payers of these dues are to be told, once each.

        Called in the transaction that makes the dues, so that neither exists
        without the other; nothing goes out before the call is done, when all that
        a payer owes is known. Nobody is told about nothing, and the dead about
        nothing at all.

        :param call: the ``club.dues.call``
        :param due_ids: ids of the dues just made
        :return: number of notices written
        """
        self._flush_facts()
        rows = self.env.execute_query(
            SQL(
                """
                WITH owed AS (
                    SELECT d.payer_id, min(d.reference) AS reference
                      FROM club_due d
                      JOIN res_partner member ON member.id = d.partner_id
                     WHERE d.id = ANY(%(dues)s) AND d.call_id = %(call)s
                       AND d.waived_on IS NULL AND d.cancelled_on IS NULL
                       AND member.club_deceased_on IS NULL
                     GROUP BY d.payer_id
                    HAVING sum(COALESCE(d.residual, d.called_amount)) > 0
                )
                %(insert)s
                SELECT %(call)s, %(company)s, payer.id, NULL::int, NULL::date,
                       owed.reference, %(today)s, %(common)s
                  FROM owed
                  JOIN res_partner payer ON payer.id = owed.payer_id
                  %(reach)s
                 WHERE payer.club_deceased_on IS NULL
                    ON CONFLICT DO NOTHING
                RETURNING id
                """,
                dues=list(due_ids),
                call=call.id,
                company=call.company_id.id,
                today=fields.Date.context_today(self),
                insert=self._insert_sql(),
                common=self._common_values_sql(),
                reach=self._reach_sql(),
            )
        )
        return len(rows)

    @api.model
    def _flush_facts(self):
        """What the statements below read must be in the database."""
        self.env["club.due"].flush_model()
        self.env["res.partner"].flush_model(
            ["club_deceased_on", "email_normalized", "message_bounce"]
        )
        self.env["mail.blacklist"].flush_model(["email", "active"])
        self.flush_model()

    @api.model
    def _insert_sql(self):
        return SQL(
            """
            INSERT INTO club_notice (
                call_id, company_id, payer_id, level_id, instalment_on, reference, date,
                channel, state, access_token,
                create_uid, write_uid, create_date, write_date)
            """
        )

    @api.model
    def _reach_sql(self):
        """How to reach ``payer``: by letter without an address that works."""
        return SQL(
            """
            CROSS JOIN LATERAL (
                SELECT payer.email_normalized IS NULL
                    OR COALESCE(payer.message_bounce, 0) > 0
                    OR EXISTS (SELECT FROM mail_blacklist b
                                WHERE b.active AND b.email = payer.email_normalized)
                    AS by_letter
            ) reach
            """
        )

    @api.model
    def _common_values_sql(self):
        # gen_random_uuid() draws from PostgreSQL's cryptographic source: two of them
        # make 244 random bits for each row without a round trip per notice.
        return SQL(
            """
            CASE WHEN reach.by_letter THEN 'letter' ELSE 'email' END,
            CASE WHEN reach.by_letter THEN 'to_print' ELSE 'to_send' END,
            replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
            %(uid)s, %(uid)s, %(now)s, %(now)s
            """,
            uid=self.env.uid,
            now=fields.Datetime.now(),
        )
