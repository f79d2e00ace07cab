import logging

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from psycopg2 import IntegrityError, errors

from ..tools import rule_of

_logger = logging.getLogger(__name__)

# Retried by the next round, after a rollback: somebody else wrote what we wanted.
_CONCURRENCY = (
    errors.SerializationFailure,
    errors.DeadlockDetected,
    errors.LockNotAvailable,
)


class ClubRun(models.AbstractModel):
    """A long job done in committed chunks, that a killed process leaves resumable.

    A concrete run has work items somewhere and implements ``_run_chunk`` (do some,
    return how many) and ``_run_count_remaining``. Uniqueness lives in the
    database, so doing a chunk twice finds nothing to do.
    """

    _name = "club.run"
    _description = "Long Job"

    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("ready", "Ready"),
            ("running", "Running"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
    )
    run_total = fields.Integer(string="To do", readonly=True, copy=False)
    run_done = fields.Integer(string="Done", readonly=True, copy=False)
    run_started_at = fields.Datetime(readonly=True, copy=False)
    run_ended_at = fields.Datetime(readonly=True, copy=False)
    run_error = fields.Char(string="Last problem", readonly=True, copy=False)
    run_progress = fields.Float(string="Progress", compute="_compute_run_progress")

    @api.depends("run_total", "run_done")
    def _compute_run_progress(self):
        for run in self:
            run.run_progress = (
                100.0 * run.run_done / run.run_total if run.run_total else 0.0
            )

    def _run_chunk(self):
        """Do the next chunk of work items in the current transaction.

        :return: number of items dealt with, 0 when nothing is left
        """
        raise NotImplementedError

    def _run_count_remaining(self):
        """Number of items still to do."""
        raise NotImplementedError

    def _run_items(self, items, work):
        """Do work items together; if that is refused one by one, so that a bad one
        does not stop the others.

        :param items: records with ``state`` and ``message``, noted on what fails
        :param work: what to do with some of them
        """
        if not self._run_try(items, work) and len(items) > 1:
            for item in items:
                self._run_try(item, work)

    def _run_try(self, items, work):
        """Do work items; on a refusal leave no trace but its reason.

        :return: whether it went through
        """
        try:
            with self.env.cr.savepoint():
                work(items)
        except (UserError, ValidationError, IntegrityError) as error:
            if len(items) == 1:
                items.write({"state": "failed", "message": self._refusal(error)})
            return False
        return True

    @api.model
    def _refusal(self, error):
        """One sentence for what the rules or the database refused."""
        if isinstance(error, IntegrityError):
            return rule_of(self.env, error)
        return str(error)

    def _run_start(self):
        """Mark as running and wake the cron up: a button never does the work itself."""
        for run in self:
            if run.state == "running":
                continue
            remaining = run._run_count_remaining()
            run.write(
                {
                    "state": "running",
                    "run_total": remaining + run.run_done,
                    "run_started_at": run.run_started_at or fields.Datetime.now(),
                    "run_ended_at": False,
                    "run_error": False,
                }
            )
        self._run_trigger()

    def _run_trigger(self):
        # sudo: waking a cron up is allowed to whoever may start the run.
        self.env.ref("club_membership.ir_cron_club_run").sudo()._trigger()

    def _run_finish(self):
        self.write({"state": "done", "run_ended_at": fields.Datetime.now()})

    def _run_now(self):
        """Do everything in the current transaction (a single admission, a test)."""
        self.ensure_one()
        while done := self._run_chunk():
            self.run_done += done
        self._run_finish()

    @api.model
    def _run_models(self):
        """Names of the concrete models that inherit this one."""
        base = self.env.registry["club.run"]
        return sorted(
            name
            for name, model in self.env.registry.items()
            if issubclass(model, base) and not model._abstract
        )

    @api.model
    def _cron_run(self):
        """Work on every running run until done or until the cron's time is up."""
        for name in self._run_models():
            for run in self.env[name].search([("state", "=", "running")], order="id"):
                if not run._run_in_own_words()._run_until_done():
                    # Called again at once: without it the worker sleeps for up to
                    # a minute between two turns.
                    self._run_trigger()
                    return

    def _run_in_own_words(self):
        """This run in its company, on its day, and in the language of whoever made it:
        the cron's user has none of them, and what a run writes is read by people."""
        company = self.company_id
        lang = self.create_uid.lang or company.partner_id.lang
        return self.with_company(company).with_context(lang=lang, tz=company._club_tz())

    def _run_until_done(self, attempts=20):
        """Do committed chunks until none is left.

        :param attempts: how often in a row another transaction may win over ours
        :return: False when the cron has no time left
        """
        self.ensure_one()
        cron = self.env["ir.cron"]
        lost = 0
        while True:
            try:
                done = self._run_chunk()
                if done:
                    self.run_done += done
                else:
                    self._run_finish()
                remaining = self._run_count_remaining() if done else 0
                time_left = cron._commit_progress(done, remaining=remaining)
                lost = 0
            except _CONCURRENCY as error:
                self.env.cr.rollback()
                self.env.invalidate_all()
                lost += 1
                if lost >= attempts:
                    raise
                _logger.info("%s: another transaction won (%s), again", self, error)
                continue
            except (UserError, IntegrityError) as error:
                # What no item can be blamed for: said on the run, tried again later.
                self.env.cr.rollback()
                self.env.invalidate_all()
                self.run_error = self._refusal(error)
                self.state = "ready"
                cron._commit_progress(0, remaining=0)
                return True
            if not done:
                return True
            if not time_left:
                return False
