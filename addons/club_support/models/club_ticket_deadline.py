import logging
from datetime import timedelta

import pytz
from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from .club_ticket import OPEN
from .club_ticket_chain import STANDING
from .club_ticket_routing import ON_DUTY

_logger = logging.getLogger(__name__)

CHUNK = 20


class ClubTicket(models.Model):
    """Deadlines in working time, and what happens when they pass."""

    _inherit = "club.ticket"

    def _plan_deadline(self, company=None, wait=None):
        """Until when the owner has to answer, in UTC.

        Hours count as the working time of the calendar says, in its own time zone:
        neither nights, nor weekends, nor the holidays noted in it.

        :param company: when there is no question yet
        :param wait: real time that passes before hours are counted: only the next
            working moment is meant then
        """
        company = company or self.company_id
        calendar = company.club_support_calendar_id or company.resource_calendar_id
        now = pytz.utc.localize(fields.Datetime.now())
        hours = 0.0 if wait else company.club_support_step_hours
        begin = now + (wait or timedelta())
        # sudo: working time is read for whoever asks.
        planned = calendar and calendar.sudo().plan_hours(
            hours,
            begin,
            compute_leaves=True,
            # Odoo counts the holidays of other companies as well, unless told.
            domain=[
                ("time_type", "=", "leave"),
                ("company_id", "in", [False, company.id]),
            ],
        )
        # A calendar without working time would leave a question for ever.
        planned = planned or begin + timedelta(hours=hours)
        return planned.astimezone(pytz.utc).replace(tzinfo=None)

    @api.model
    def _cron_escalate(self):
        """Pass on what waits too long, and what its owner cannot answer any more."""
        self._keep_years_ahead()
        crons = self.env["ir.cron"]
        todo = self._to_escalate()
        crons._commit_progress(0, remaining=len(todo))
        for start in range(0, len(todo), CHUNK):
            chunk = self.browse(todo[start : start + CHUNK])
            for ticket in chunk.exists():
                ticket._try("_escalate")
            left = len(todo) - start - len(chunk)
            if not crons._commit_progress(len(chunk), remaining=left):
                break

    def _try(self, method):
        """Do this alone: what fails is logged, undone, and stops no other."""
        try:
            with self.env.cr.savepoint():
                getattr(self, method)()
                self.env.flush_all()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # Another transaction won: the job does the chunk again.
            raise
        except Exception:
            self.env.invalidate_all()
            _logger.exception("Support request %s: %s failed", self.id, method)

    @api.model
    def _to_escalate(self):
        """Ids of questions to look at now, the one that waits longest first."""
        due = self.search(
            [("state", "in", OPEN), ("deadline", "<=", fields.Datetime.now())]
        )
        found = due | self._without_reachable_owner() | self._after_their_duty()
        return found.sorted(lambda t: (t.deadline or t.asked_at, t.id)).ids

    @api.model
    def _without_reachable_owner(self):
        """Open questions whose owner cannot answer today: one look per owner."""
        found = self.browse()
        groups = self._read_group(
            [("state", "in", OPEN)],
            ["company_id", "owner_id", "volunteer_id"],
            ["id:recordset"],
        )
        days = {company: company._club_today() for company, *_rest in groups}
        nobody = self.env["res.partner"]
        for company, owner, volunteer, tickets in groups:
            if self._is_reachable(owner, volunteer, nobody, days[company]):
                found |= tickets.filtered(lambda t: t.partner_id == t.owner_id)
            else:
                found |= tickets
        return found

    @api.model
    def _after_their_duty(self):
        """Questions without an answer whose owner got them on a duty that is over."""
        found = self.browse()
        groups = self._read_group(
            [("state", "=", "new"), ("step", "in", ON_DUTY)],
            ["company_id", "volunteer_id"],
            ["id:recordset"],
        )
        for company, volunteer, tickets in groups:
            day = company._club_today()
            if not volunteer.duty_ids.filtered(
                lambda d, day=day: (
                    d.state in STANDING and d.date_start <= day <= d.date_end
                )
            ):
                found |= tickets
        return found

    def _escalate(self):
        """Do what is due for this question, once.

        Without a first answer it goes to the next one in line. An answered
        conversation stays with who answered: they are reminded first, and it passes
        on when the member's next words stay unanswered after that.
        """
        self.ensure_one()
        ticket = self._fully()
        if ticket.state not in OPEN:
            return
        late = ticket.deadline and ticket.deadline <= fields.Datetime.now()
        if not ticket._is_owner_reachable():
            ticket._find_owner(self.env._("The owner cannot be reached."))
        elif late and ticket._deserves_reminder():
            ticket._remind_owner()
        elif late:
            ticket._pass_on(self.env._("No answer in time."))
        elif ticket in ticket._after_their_duty():
            ticket._follow_duty()

    def _find_owner(self, reason):
        """Give it to somebody who can be reached; remind nobody who cannot."""
        step, partner, volunteer = self._next_owner()
        if partner != self.owner_id:
            self._own(step, partner, volunteer, reason)
        elif self.deadline and self.deadline <= fields.Datetime.now():
            self._remind_owner()

    def _follow_duty(self):
        """The next one on duty gets it; without one it stays until its deadline."""
        step, partner, volunteer = self._next_owner()
        if volunteer and partner != self.owner_id:
            self._own(step, partner, volunteer, self.env._("The duty is over."))

    def _deserves_reminder(self):
        """Whether the owner is reminded before it passes on."""
        if self.step == "national":
            return True
        reminded = self.reminded_at and self.reminded_at >= self.asked_at
        return bool(self.first_answer_at) and not reminded

    def _remind_owner(self):
        """Tell the owner that somebody waits; again in a day, when people work."""
        self.write(
            {
                "deadline": self._plan_deadline(wait=timedelta(days=1)),
                "reminded_at": fields.Datetime.now(),
            }
        )
        self._tell_owner_again()

    @api.model
    def _keep_years_ahead(self):
        """Open the numbers of the next year before two first questions race to."""
        # sudo: numbering is the system's.
        sequence = self.env.ref("club_support.sequence_club_ticket").sudo()
        soon = fields.Date.today() + timedelta(days=31)
        ranges = sequence.date_range_ids
        if not ranges.filtered(lambda r: r.date_from <= soon <= r.date_to):
            sequence._create_date_range_seq(soon)
