import logging
import time
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from psycopg2 import errors

from ..rota.job import Job
from ..rota.planning import request_for

_logger = logging.getLogger(__name__)

# Seconds that one turn of the cron follows a planning: Odoo ends longer ones.
PATIENCE = 20
# Seconds between two looks.
PAUSE = 1
# Seconds after its limit when a planning counts as lost.
OVERTIME = 90
ATTEMPTS = 3
_CONCURRENCY = (
    errors.SerializationFailure,
    errors.DeadlockDetected,
    errors.LockNotAvailable,
)


class ClubRota(models.Model):
    """Planning a rota: a button wakes a cron, which follows a process of its own.

    No transaction stays open while the process works. What a killed server leaves is
    taken up by the next turn of the cron: the process is found by its folder.
    """

    _inherit = "club.rota"

    time_limit = fields.Integer(
        string="Seconds to plan",
        required=True,
        default=lambda s: s.env.company.club_rota_seconds,
        help="Longest time for the search. The best plan found by then is proposed.",
    )
    planning_from = fields.Selection(
        [("draft", "Draft"), ("proposed", "Proposed"), ("published", "Published")],
        readonly=True,
        copy=False,
        help="State before planning, to which stopping it leads back.",
    )
    planning_since = fields.Datetime(readonly=True, copy=False)
    planning_attempts = fields.Integer(readonly=True, copy=False)
    planning_folder = fields.Char(readonly=True, copy=False, groups=fields.NO_ACCESS)
    planning_message = fields.Text(string="Progress", readonly=True, copy=False)

    _time_limit_positive = models.Constraint(
        "CHECK (time_limit BETWEEN 1 AND 3600)",
        "Give the planner from 1 to 3,600 seconds.",
    )

    def action_plan(self):
        """Have this rota planned in the background; planning already, nothing changes.

        :raises UserError: when the rota is over, cancelled, or has no section
        """
        for rota in self:
            if rota.state == "solving":
                continue
            rota._check_coordinator()
            rota._check_plannable()
            rota._planning_request()
        self._planning_trigger()

    def action_stop_planning(self):
        """Give the planning up: the rota is as it was before."""
        for rota in self.filtered(lambda rota: rota.state == "solving"):
            rota._check_coordinator()
            # sudo: what planning keeps on the rota is written by methods alone.
            rota.sudo()._planning_end(self.env._("Planning was stopped."))

    def action_refresh(self):
        """Show how far the planning is."""
        self.check_access("read")
        self._planning_trigger()
        return True

    def _check_plannable(self):
        self.ensure_one()
        if self.state in ("closed", "cancelled"):
            raise UserError(
                self.env._(
                    "%s is over: make a new rota for the time to come.", self.name
                )
            )
        if not self.line_ids:
            raise UserError(
                self.env._("%s has no section yet: add at least one.", self.name)
            )
        today = self.company_id._club_today()
        if not self._is_in_force() and self.date_start < today:
            raise UserError(
                self.env._(
                    "%s begins in the past: choose a first day from today on.",
                    self.name,
                )
            )
        if self._first_open_slot() >= self.slot_count:
            raise UserError(
                self.env._(
                    "The last slot of %s has begun: nothing is left to plan.", self.name
                )
            )

    def _planning_request(self):
        # sudo: as above
        self.sudo().write(
            {
                "planning_from": self.state,
                "state": "solving",
                "planning_since": fields.Datetime.now(),
                "planning_attempts": 0,
                "planning_folder": False,
                "planning_message": self.env._("Waiting for the planner to start."),
            }
        )

    @api.model
    def _planning_trigger(self):
        # sudo: waking the cron up is allowed to whoever may plan.
        self.env.ref("club_support.ir_cron_club_rota").sudo()._trigger()

    @api.model
    def _cron_plan(self):
        """Follow the rotas that are being planned, the first asked first."""
        self._close_past()
        self._planning_commit()
        until = time.monotonic() + PATIENCE
        while self._planning_turn():
            if time.monotonic() > until:
                self._planning_trigger()
                self._planning_commit()
                return
            time.sleep(PAUSE)

    def _planning_turn(self):
        """Look once at the planning in hand.

        :return: whether something is still being planned
        """
        waiting = self.search(
            [("state", "=", "solving")], order="planning_since, id", limit=1
        )
        if waiting:
            try:
                waiting._planning_in_own_words()._planning_step()
                self.env.flush_all()
            except _CONCURRENCY as error:
                # Stopped or planned anew meanwhile: the next look knows.
                self.env.cr.rollback()
                self.env.invalidate_all()
                _logger.info("%s: another transaction won (%s)", waiting, error)
            except Exception:
                # One rota that cannot be planned shall not keep the others waiting.
                self.env.cr.rollback()
                self.env.invalidate_all()
                _logger.exception("%s: planning failed", waiting)
                waiting._planning_in_own_words()._planning_fail()
        self._planning_commit()
        return bool(waiting)

    def _planning_commit(self):
        self.env["ir.cron"]._commit_progress(0, remaining=0)

    def _planning_in_own_words(self):
        """In the company and the language of who plans: people read what is written."""
        company = self.company_id
        lang = self.write_uid.lang or company.partner_id.lang
        return self.with_company(company).with_context(lang=lang, tz=company._club_tz())

    def _planning_step(self):
        self.ensure_one()
        job = self.planning_folder and Job(self.planning_folder)
        if not job:
            self._planning_begin()
        elif found := job.result():
            self._planning_store(job.request(), found)
            job.discard()
        elif not job.is_alive():
            job.discard()
            self._planning_begin()
        elif self._planning_is_late():
            self._planning_end(
                self.env._("The planner did not answer in time: plan again.")
            )
        else:
            self._planning_tell(job.progress())

    def _planning_is_late(self):
        limit = timedelta(seconds=(self.time_limit + OVERTIME) * ATTEMPTS)
        return fields.Datetime.now() > self.planning_since + limit

    def _planning_begin(self):
        """Write the problem down and start the process; both survive this one."""
        if self.planning_attempts >= ATTEMPTS:
            self._planning_end(
                self.env._(
                    "The planner stopped %s times without an answer. Plan again; if it "
                    "happens once more, tell your administrator.",
                    ATTEMPTS,
                )
            )
            return
        problem, at = self._problem()
        job = Job.prepare(
            {
                **request_for(problem, self.time_limit, self._known_duties(at)),
                "sections": at.sections.ids,
                "basis": self._basis(at.volunteers),
            }
        )
        self.planning_attempts += 1
        self.planning_folder = str(job.folder)
        self.planning_message = self.env._("Looking for who can serve when.")
        # The folder is known before anything runs in it.
        self._planning_commit()
        job.start()

    def _planning_end(self, message):
        """Leave planning without a plan."""
        if self.planning_folder:
            Job(self.planning_folder).discard()
        self.write(
            {
                "state": self.planning_from,
                "planning_folder": False,
                "planning_message": message,
            }
        )

    def _planning_fail(self):
        """Give up what no look can bring further, unless it was stopped meanwhile."""
        if self.exists() and self.state == "solving":
            self._planning_end(
                self.env._(
                    "Planning failed. Plan again; if it happens once more, tell your "
                    "administrator."
                )
            )

    def _planning_tell(self, levels):
        """Say how far the planner is, level by level."""
        said = [self._level_sentence(level) for level in levels]
        said.append(self.env._("Looking for something still better."))
        message = "\n".join(said)
        if message != self.planning_message:
            self.planning_message = message
