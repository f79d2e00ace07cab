from odoo import api, fields, models
from odoo.tools import SQL


class ClubReminderLevel(models.Model):
    """Who is to be reminded, decided by one statement over all open dues."""

    _inherit = "club.reminder.level"

    @api.model
    def _cron_remind(self):
        """Write tonight's reminders; sending them is the notices' own job."""
        by_today = self.env["res.company"]._club_by_today()
        for companies in by_today:
            self.with_env(companies.env)._remind(
                companies=companies if len(by_today) > 1 else None
            )

    @api.model
    def _remind(self, call=None, companies=None):
        """Write the reminders that are due today, once per payer, call, instalment
        and level.

        :param call: only this call, None: all calls
        :param companies: only of these companies, None: of all
        :return: number of payers reminded
        """
        notices = self.env["club.notice"]
        notices._flush_facts()
        rows = self.env.execute_query(
            SQL(
                """
                %(wanted)s
                %(insert)s
                SELECT wanted.call_id, wanted.company_id, wanted.payer_id,
                       wanted.level_id, wanted.day, wanted.reference, %(today)s,
                       %(common)s
                  FROM wanted
                  JOIN res_partner payer ON payer.id = wanted.payer_id
                  %(reach)s
                    ON CONFLICT DO NOTHING
                RETURNING id
                """,
                wanted=self._wanted_sql(call, companies),
                insert=notices._insert_sql(),
                today=fields.Date.context_today(self),
                common=notices._common_values_sql(),
                reach=notices._reach_sql(),
            )
        )
        if rows:
            notices._trigger_sending()
        return len(rows)

    @api.model
    def _payers_to_remind(self, call):
        """Ids of the partners whom reminders of this call would reach today."""
        self.env["club.notice"]._flush_facts()
        rows = self.env.execute_query(
            SQL("%s SELECT payer_id FROM wanted", self._wanted_sql(call))
        )
        return [row[0] for row in rows]

    @api.model
    def _wanted_sql(self, call, companies=None):
        """Common table expressions ending in ``wanted``: payer, call, day and level.

        A level is due for a payer when its day has come, and came after the last
        message about that call: after an outage only the highest level goes out,
        and who was called late is not reminded by the calendar of the others. A
        reminder *before* the due date has no sense after it. Nobody is reminded who
        was not told first (imported balances), or whose last letter waits to be
        printed; only the letter of an admission, which nobody prints in a batch,
        counts as sent on its day. Nobody is reminded as late whose money is on its
        way, see ``_held_sql``. Instalments count from the first one that is open.
        """
        scope = SQL("TRUE")
        if call:
            scope = SQL("d.call_id = %s", call.id)
        elif companies is not None:
            scope = SQL("d.company_id = ANY(%s)", companies.ids)
        self.flush_model()
        for model in ("club.section", "club.membership", "club.dues.call"):
            self.env[model].flush_model()
        return SQL(
            """
            WITH open AS (
                SELECT d.payer_id, d.call_id, d.company_id, c.kind,
                       min(d.next_due_date) AS day, bool_and(%(held)s) AS held
                  FROM club_due d
                  JOIN club_dues_call c ON c.id = d.call_id AND c.state = 'done'
                  JOIN club_section s ON s.id = d.section_id
                                     AND s.dues_open_on <= %(today)s
                  JOIN club_membership m ON m.id = d.membership_id
                                        AND (m.closed_on IS NULL
                                             OR m.closed_on > %(today)s)
                  JOIN res_partner member ON member.id = d.partner_id
                                         AND member.club_deceased_on IS NULL
                  JOIN res_partner payer ON payer.id = d.payer_id
                                        AND payer.club_deceased_on IS NULL
                 WHERE d.state IN ('called', 'partial') AND d.residual > 0
                   AND %(scope)s
                 GROUP BY d.payer_id, d.call_id, d.company_id, c.kind
            ), told AS (
                SELECT n.payer_id, n.call_id, max(n.date) AS last,
                       max(n.reference) AS reference,
                       bool_or(n.level_id IS NULL) AS announced,
                       bool_or(n.state = 'to_send'
                               OR (n.state = 'to_print' AND open.kind <> 'single')
                               OR (n.level_id IS NULL AND n.state = 'failed'))
                           AS waiting
                  FROM club_notice n
                  JOIN open ON open.payer_id = n.payer_id AND open.call_id = n.call_id
                 GROUP BY n.payer_id, n.call_id
            ), wanted AS (
                SELECT DISTINCT ON (open.payer_id, open.call_id)
                       open.payer_id, open.call_id, open.company_id, open.day,
                       told.reference, l.id AS level_id
                  FROM open
                  JOIN told ON told.payer_id = open.payer_id
                           AND told.call_id = open.call_id
                           AND told.announced AND NOT told.waiting
                  JOIN club_reminder_level l ON l.company_id = open.company_id
                           AND l.active
                           AND open.day + l.days <= %(today)s
                           AND open.day + l.days > told.last
                           AND (l.days >= 0 OR open.day >= %(today)s)
                           AND (l.days < 0 OR NOT open.held)
                 ORDER BY open.payer_id, open.call_id, l.days DESC
            )
            """,
            today=fields.Date.context_today(self),
            scope=scope,
            held=self._held_sql(),
        )

    @api.model
    def _held_sql(self):
        """SQL that tells of an open due ``d`` that its payer is not late, though its
        day has passed: for other addons, whose facts say so; FALSE by default."""
        return SQL("FALSE")
