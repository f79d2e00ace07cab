from odoo import models
from odoo.addons.club_membership.tools import locked_ids
from odoo.tools import SQL


class ClubDebit(models.Model):
    """Two people who go on with one debit: the second one is told what it became."""

    _inherit = "club.debit"

    def _lock_in_stage(self, *stages, done=(), job=None):
        """Those of these debits that wait in one of these stages, locked for us.

        Who clicked at the same time waits here, is tried again by Odoo, and finds
        another stage. A second click on the same step is nothing.

        :param done: stages in which nothing is left of what was asked for
        :param job: the long job by which it is being done
        :raises AccessError: the user may not change them
        :raises UserError: none is in ``stages``, and one was overtaken
        """
        self.check_access("write")
        self.env.flush_all()
        query = SQL(
            "SELECT id FROM club_debit WHERE id = ANY(%s) AND stage = ANY(%s) "
            "AND state <> 'running' ORDER BY id FOR UPDATE",
            self.ids,
            list(stages),
        )
        locked = self.browse(locked_ids(self.env, query))
        if not locked:
            self._refuse_overtaken(done, job)
        return locked

    def _refuse_overtaken(self, done, job):
        for debit in self:
            running = debit.state == "running"
            if debit.stage in done or (running and debit.job == job):
                continue
            debit._refuse_as_it_is("job" if running else "stage")
