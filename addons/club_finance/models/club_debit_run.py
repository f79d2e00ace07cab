from datetime import timedelta

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..money.target_days import next_target_day

# job: (stage it starts from, stage it leads to, states of the lines it deals with)
JOBS = {
    "announce": ("prepared", "announced", "to_announce"),
    "order": ("announced", "ordered", "announced"),
    "collect": ("ordered", "collected", "ordered"),
    "retract": ("cancelled", "cancelled", "cancelled"),
}


class ClubDebit(models.Model):
    """The steps of a debit as long jobs: started by a click, done in chunks."""

    _inherit = "club.debit"

    def action_announce(self):
        """Send every payer the announcement of their debit.

        :raises UserError: something is not set up, the day is too near, or somebody
            cancelled it meanwhile
        """
        told = ("announced", "ordered", "collected")
        for debit in self._lock_in_stage("prepared", done=told, job="announce"):
            debit._check_set_up()
            debit._check_notice()
            debit._start("announce")

    def action_order(self):
        """Write the files for the bank.

        :raises UserError: something is not set up, the announced day is over, or
            somebody cancelled it meanwhile
        """
        made = ("ordered", "collected")
        for debit in self._lock_in_stage("announced", done=made, job="order"):
            debit._check_set_up()
            debit._check_not_late()
            debit._check_letters_printed()
            debit._start("order")

    def action_collect(self):
        """Book the debit: the bank took its files.

        :raises UserError: the accounting period is closed, or somebody cancelled it,
            or makes its files again
        """
        booked = ("collected",)
        for debit in self._lock_in_stage("ordered", done=booked, job="collect"):
            # sudo: the settings of the journal, for a treasurer.
            company = debit.company_id.sudo()
            company._club_check_period_open(
                debit._booking_day(), debit.sudo().payment_mode_id.fixed_journal_id
            )
            debit._start("collect")

    def action_try_again(self):
        """Go on with a job that stopped at a problem, once its cause is gone."""
        self.check_access("write")
        for debit in self.filtered(lambda d: d.run_error and d.state == "ready"):
            # sudo: own field; the right was checked.
            debit.sudo()._run_start()

    def action_cancel(self):
        """Give up a debit that was not sent: nobody is debited, nothing is booked, and
        who was told of it is told so.

        :raises UserError: the bank took it, or it is at work just now
        """
        self.check_access("write")
        if gone := self.filtered(lambda debit: debit.stage == "collected")[:1]:
            raise UserError(
                self.env._(
                    "The bank took %s: enter what it returns instead of cancelling.",
                    gone.name,
                )
            )
        live = ("draft", "prepared", "announced", "ordered")
        for debit in self._lock_in_stage(*live, done=("cancelled",)):
            # sudo: lines and files follow from the debit, whose right was checked.
            debit.sudo()._cancel()

    def action_remake(self):
        """Make the files again, when somebody paid after they were made.

        :raises UserError: the announced day is over, or somebody was quicker
        """
        for debit in self._lock_in_stage("ordered", job="order"):
            debit._check_not_late()
            # sudo: as for cancelling.
            debit.sudo()._drop_orders()
            debit._start("order")

    def _cancel(self):
        self._drop_orders()
        self.line_ids.item_ids.live = False
        self.line_ids.filtered(
            lambda line: line.state in ("to_announce", "announced")
        ).state = "cancelled"
        self.write({"stage": "cancelled", "state": "cancelled"})
        if self._lines_to_tell(limit=1):
            self._start("retract")

    def _start(self, job):
        # sudo: where a debit stands is written by its steps alone.
        debit = self.sudo()
        debit.write({"job": job, "run_done": 0})
        debit._run_start()

    def _run_chunk(self):
        """Do the next part of the job that was started."""
        if self.job not in JOBS:
            return 0
        return getattr(self, f"_chunk_{self.job}")()

    def _run_count_remaining(self):
        if self.job not in JOBS:
            return 0
        return self.env["club.debit.line"].search_count(
            [("debit_id", "=", self.id), ("state", "=", JOBS[self.job][2])]
        )

    def _run_finish(self):
        result = super()._run_finish()
        for debit in self.filtered(lambda debit: debit.job in JOBS):
            debit.stage = JOBS[debit.job][1]
        return result

    def _booking_day(self):
        """The money comes on the day of the debit, whenever the treasurer says that
        the bank took the files."""
        return self.collection_date

    def _check_notice(self):
        if not self.line_count:
            raise UserError(
                self.env._(
                    "%s debits nobody: read why each payer is left out.", self.name
                )
            )
        today = self.company_id._club_today()
        first = next_target_day(today + timedelta(days=self.notice_days))
        if self.collection_date < first:
            raise UserError(
                self.env._(
                    "Payers are told %(days)s days before: announced today, %(debit)s "
                    "can be debited from %(first)s on. Change its day.",
                    days=self.notice_days,
                    debit=self.name,
                    first=format_date(self.env, first),
                )
            )

    def _check_not_late(self):
        # The bank needs the file the working day before.
        if self.collection_date <= self.company_id._club_today():
            raise UserError(
                self.env._(
                    "%(debit)s was announced for %(day)s, which is over: cancel it "
                    "and prepare another one.",
                    debit=self.name,
                    day=format_date(self.env, self.collection_date),
                )
            )

    def _check_set_up(self):
        # sudo: settings of accounting, read for the check only.
        missing = self.company_id.sudo()._club_debit_gaps(self.sudo().payment_mode_id)
        if missing:
            raise UserError(
                self.env._("Direct debits are not set up yet. %s", " ".join(missing))
            )
