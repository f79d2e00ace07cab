from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

LEVELS = [
    ("invitation", "Invitation"),
    ("reminder", "Reminder"),
    ("last", "Last reminder"),
]
# Nobody is written to twice within so many hours.
PAUSE_HOURS = 24


class ClubEvaluation(models.Model):
    """When users are invited and reminded."""

    _inherit = "club.evaluation"

    reminder_days = fields.Integer(
        string="Remind after (days)", default=7, help="0: no reminder."
    )
    last_call_days = fields.Integer(
        string="Remind again before the end (days)", default=2, help="0: never."
    )
    notice_ids = fields.One2many(
        "club.evaluation.notice", "evaluation_id", string="Invitations", readonly=True
    )

    _days_positive = models.Constraint(
        "CHECK (reminder_days >= 0 AND last_call_days >= 0)",
        "Reminders are sent so many days after the beginning, or before the end: not "
        "fewer than 0.",
    )

    def _level(self, now):
        """What is sent to who has not answered by now; nothing out of its time."""
        self.ensure_one()
        if self.state != "open" or not self.opens_at <= now < self.closes_at:
            return None
        last = self.closes_at - timedelta(days=self.last_call_days)
        if self.last_call_days and now >= last > self.opens_at:
            return "last"
        first = self.opens_at + timedelta(days=self.reminder_days)
        return "reminder" if self.reminder_days and now >= first else "invitation"

    def _who_is_missing(self):
        """Users who have not answered, as far as their pages are open to them."""
        missing = self.box_id._who_has_not_voted()
        return missing.filtered(
            lambda line: line._acting_for().section_id._is_open_to_members()
        ).partner_id

    def _write_notices(self):
        """Note who is to be written to, once per person and level: one statement.

        :return: how many are
        """
        self.ensure_one()
        now = self.box_id._clock()
        level = self._level(now)
        if not level:
            return 0
        people = self._who_is_missing()
        self.env["club.evaluation.notice"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO club_evaluation_notice (
                    evaluation_id, company_id, partner_id, level, state, written_at)
                SELECT %(evaluation)s, %(company)s, person, %(level)s, 'to_send',
                       %(now)s
                  FROM unnest(%(people)s::int[]) person
                 WHERE NOT EXISTS (
                    SELECT FROM club_evaluation_notice told
                     WHERE told.evaluation_id = %(evaluation)s
                       AND told.partner_id = person AND told.written_at > %(since)s)
                    ON CONFLICT DO NOTHING
                RETURNING id
                """,
                evaluation=self.id,
                company=self.company_id.id,
                level=level,
                now=now,
                people=people.ids,
                since=now - timedelta(hours=PAUSE_HOURS),
            )
        )
        self.invalidate_recordset(["notice_ids"])
        return len(rows)

    @api.model
    def _trigger_notices(self):
        # sudo: whoever may open an evaluation may have its users invited.
        self.env.ref("club_roadmap.ir_cron_club_evaluation").sudo()._trigger()

    def _forget_notices(self):
        """Who was reminded when would tell when people answered: not kept."""
        # sudo: notices are written and forgotten by the program only.
        self.sudo().notice_ids.unlink()


class ClubEvaluationNotice(models.Model):
    """What one user was sent about one evaluation, at one level, once."""

    _name = "club.evaluation.notice"
    _description = "Invitation to an Evaluation"
    _log_access = False
    _order = "id desc"
    _rec_name = "partner_id"

    evaluation_id = fields.Many2one(
        "club.evaluation", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="evaluation_id.company_id", store=True)
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="cascade"
    )
    level = fields.Selection(LEVELS, required=True)
    state = fields.Selection(
        [
            ("to_send", "To send"),
            ("sent", "Sent"),
            ("unreachable", "No address"),
            ("dropped", "Not needed"),
        ],
        required=True,
        default="to_send",
    )
    written_at = fields.Datetime(required=True)
    signin_url = fields.Char(compute="_compute_signin_url")

    _once = models.UniqueIndex(
        "(evaluation_id, partner_id, level)", "This person was told already."
    )
    _to_send = models.Index("(id) WHERE state = 'to_send'")

    @api.depends_context("club_signin_links")
    def _compute_signin_url(self):
        """Address of the one-time link, known only while the mail is written."""
        links = dict(self.env.context.get("club_signin_links", ()))
        for notice in self:
            notice.signin_url = links.get(notice.id)
