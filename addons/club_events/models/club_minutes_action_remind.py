from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from .circle import Circle

# Days before the day on which an action is due, and after it.
BEFORE = 7
AFTER = (1, 15, 45)
CHUNK = 500


class ClubMinutesAction(models.Model):
    """Owners are reminded a week before the day, and after it as long as it is open."""

    _inherit = "club.minutes.action"

    @api.model
    def _cron_remind(self):
        """Note whom to remind; each occasion once, also if a day was missed."""
        cron = self.env["ir.cron"]
        for companies in self.env["res.company"]._club_by_today():
            due = self.with_env(companies.env)._to_remind(companies)
            cron._commit_progress(0, remaining=len(due))
            for start in range(0, len(due), CHUNK):
                chunk = due[start : start + CHUNK]
                chunk._remind()
                cron._commit_progress(
                    len(chunk), remaining=len(due) - start - len(chunk)
                )

    @api.model
    def _to_remind(self, companies):
        today = companies[:1]._club_today()
        return self.search(
            Domain("company_id", "in", companies.ids)
            & Domain("state", "=", "open")
            & Domain("minutes_id.published_on", "!=", False)
            & Domain("due_date", "<=", today + timedelta(days=BEFORE))
            # What nobody answered is for the next meeting, not for ever more mails.
            & Domain("due_date", ">=", today - timedelta(days=AFTER[-1] + 30)),
        )

    def _remind(self):
        """Note the occasion that has come for each of these open actions."""
        notices = self.env["club.event.notice"]
        for action in self:
            notices._note(
                "action", [(action.event_id, action.owner_id)], action._occasion()
            )

    def _occasion(self):
        """The last occasion that has come: another day begins them anew."""
        late = (self.company_id._club_today() - self.due_date).days
        passed = [days for days in AFTER if days <= late]
        step = f"late{passed[-1]}" if passed else "soon"
        return f"{self.id}:{self.due_date}:{step}"

    def _reaches_owner(self):
        """Whether its owner sees it: a member, or somebody of the office."""
        owner = self.owner_id
        return bool(
            Circle(self.event_id, owner).standing(owner)
            or owner.user_ids.filtered(lambda user: user._is_internal())
        )
