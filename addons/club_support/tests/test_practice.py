from odoo.modules.neutralize import neutralize_database
from odoo.tests import tagged

from .common import SupportCommon

RUN = ("rota", "ticket_escalate")
REST = ("duty", "duty_notice", "ticket_close")


@tagged("post_install", "-at_install")
class TestSupportPractice(SupportCommon):
    """Coordinators practise on a copy of the database, and nobody hears of it."""

    def _runs(self, name):
        """Wake a job up; tell whether it will run."""
        job = self.env.ref(f"club_support.ir_cron_club_{name}")
        before = self.env["ir.cron.trigger"].search_count([("cron_id", "=", job.id)])
        job._trigger()
        after = self.env["ir.cron.trigger"].search_count([("cron_id", "=", job.id)])
        return job.active and after > before

    def test_what_people_start_runs_in_a_practice_copy_and_nothing_else(self):
        self.env.flush_all()
        neutralize_database(self.env.cr)
        self.env.invalidate_all()
        self.env.registry.clear_cache("default", "templates", "stable")
        self.assertEqual([name for name in (*RUN, *REST) if self._runs(name)], [*RUN])
