from datetime import timedelta

from odoo import api, models
from odoo.addons.club_membership.tools import try_lock
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import SQL

from .club_round_reminder import BEFORE_THE_END

CHUNK_SIZE = 100
# Who was told yesterday that the vote begins is not reminded today.
QUIET = timedelta(days=1)


class ClubRound(models.Model):
    """Telling voters that a vote begins, ends soon, or has its result."""

    _inherit = "club.round"

    def _reminder_moments(self):
        """[(level, moment)] of the reminders of an open vote, in order."""
        self.ensure_one()
        moments = [
            (level, self.closes_at - timedelta(days=days))
            for level, days in (
                ("first", self.first_reminder_days),
                ("last", self.last_reminder_days),
            )
            if days
        ]
        return sorted(
            (each for each in moments if each[1] >= self.opens_at + QUIET),
            key=lambda each: each[1],
        )

    def _wake_reminders(self):
        """Wake the job up at each moment at which somebody is to be told."""
        # sudo: whoever opens a vote has its voters told.
        job = self.env.ref("club_roadmap.ir_cron_club_round_remind").sudo()
        for each in self:
            moments = [each.opens_at, *(m for _level, m in each._reminder_moments())]
            job._trigger(at=moments)

    def _note_due(self):
        """Note who is to be told now; what was noted before stays once."""
        now = self.box_id._clock()
        if now < self.opens_at:
            return
        self._note("opening")
        due = [level for level, moment in self._reminder_moments() if moment <= now]
        # After an outage only the latest.
        if due and now < self.closes_at:
            self._note(due[-1])

    def _note_result(self):
        self._note("result")
        # sudo: as for opening.
        self.env.ref("club_roadmap.ir_cron_club_round_remind").sudo()._trigger()

    def action_remind(self):
        """Remind today who has not voted; a second click tells nobody twice."""
        self.ensure_one()
        self.check_access("write")
        self.box_id._expect("open")
        if self.box_id._clock() < self.opens_at:
            raise UserError(self.env._("The vote “%s” has not begun yet.", self.name))
        # sudo: these lines are written by the vote, never by hand.
        plain = self.sudo()
        told = plain._note("extra", self.company_id._club_today())
        self.env.ref("club_roadmap.ir_cron_club_round_remind").sudo()._trigger()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("People reminded: %s.", told),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _note(self, level, day=None):
        """Note one row for each person of the roll, in one statement.

        :param day: of a reminder by hand
        :return: how many people
        """
        self.ensure_one()
        unticked = SQL("TRUE")
        if level in BEFORE_THE_END:
            unticked = SQL(
                "NOT EXISTS (SELECT FROM %s t WHERE t.roll_id = r.id)",
                self.box_id._raw_table("tick"),
            )
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO club_round_reminder
                       (round_id, company_id, partner_id, level, day, state)
                SELECT DISTINCT %(round)s, %(company)s, v.partner_id, %(level)s,
                       %(day)s::date, 'to_send'
                  FROM club_ballot_roll r
                  JOIN club_ballot_voter v ON v.roll_id = r.id
                 WHERE r.box_id = %(box)s AND %(unticked)s
                    ON CONFLICT DO NOTHING
                RETURNING id
                """,
                round=self.id,
                company=self.company_id.id,
                level=level,
                day=day,
                box=self.box_id.id,
                unticked=unticked,
            )
        )
        self.env["club.round.reminder"].invalidate_model()
        return len(rows)

    def _forget_reminders(self):
        """Forget who had not voted on which day: nobody needs it any more."""
        self.env["club.round.reminder"].search(
            [("round_id", "in", self.ids), ("level", "in", BEFORE_THE_END)]
        ).unlink()


class ClubRoundReminder(models.Model):
    """Queueing the mails, in committed chunks."""

    _inherit = "club.round.reminder"

    @api.model
    def _cron_remind(self):
        """Note who is to be told, then queue the mails: one a person and level.

        A mail and the state of its row are written together: a killed run leaves each
        person either untold or told once.
        """
        for each in self.env["club.round"].search([("state", "=", "open")]):
            each._note_due()
        cron = self.env["ir.cron"]
        waiting = Domain("state", "=", "to_send")
        left = cron._commit_progress(0, remaining=self.search_count(waiting))
        while left and (done := self._send_chunk()):
            left = cron._commit_progress(done, remaining=self.search_count(waiting))

    @api.model
    def _send_chunk(self):
        """Queue the mails of the next people whom nobody else is working on.

        :return: how many rows were dealt with
        """
        found = self.search([("state", "=", "to_send")], order="id", limit=CHUNK_SIZE)
        rows = try_lock(found)
        # Who voted since the last chunk is not reminded.
        self.env["club.ballot.roll"].invalidate_model(["has_voted"])
        wanted = rows.filtered(lambda row: row._is_wanted())
        (rows - wanted).state = "dropped"
        groups = wanted.grouped(lambda row: (row._lang(), row.level))
        for (lang, level), group in groups.items():
            group.with_context(lang=lang).with_prefetch()._queue(level)
        if wanted:
            # sudo: core's mail queue is an administrator's job.
            self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return len(rows)

    def _queue(self, level):
        kind = "reminder" if level in BEFORE_THE_END else level
        # sudo: mails are written for the association, whoever pressed the button.
        template = self.env.ref(f"club_roadmap.mail_template_round_{kind}").sudo()
        template = template.with_context(lang=self.env.context["lang"])
        subjects = template._render_field("subject", self.ids)
        bodies = template._render_field("body_html", self.ids)
        fallback = self.env.user.email_formatted
        self.env["mail.mail"].sudo().create(
            [
                {
                    "subject": subjects[row.id],
                    "body_html": bodies[row.id],
                    "email_from": row.company_id.email_formatted or fallback,
                    "author_id": row.company_id.partner_id.id,
                    "recipient_ids": [Command.link(row.partner_id.id)],
                    "auto_delete": True,
                }
                for row in self
            ]
        )
        self.state = "sent"
