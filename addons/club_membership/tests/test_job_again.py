from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2.errors import SerializationFailure, UndefinedColumn

from ..models import ir_cron_again
from ..tools import try_lock
from .common import ClubCommon


@tagged("post_install", "-at_install")
class TestJobAgain(ClubCommon):
    """A scheduled job that meets another transaction goes on, as a request does."""

    def setUp(self):
        super().setUp()
        self.job = self.env.ref("club_membership.ir_cron_club_run")
        self.startPatcher(patch.object(ir_cron_again.random, "uniform", lambda *_: 0))
        self.tries = 0

    def _run(self, failure, times):
        """Have the job fail so often; what its button answers."""

        def run(_runs):
            self.tries += 1
            if self.tries <= times:
                raise failure

        with (
            self.enter_registry_test_mode(),
            patch.object(self.registry["club.run"], "_cron_run", run),
        ):
            return self.job.method_direct_trigger()

    def test_a_job_that_lost_a_race_is_done_again_at_once(self):
        self.assertIs(self._run(SerializationFailure("lost"), times=2), True)
        self.assertEqual(self.tries, 3)
        self.assertFalse(self.job.failure_count)

    @mute_logger("odoo.addons.base.models.ir_cron")
    def test_a_job_that_always_loses_fails(self):
        answer = self._run(SerializationFailure("lost"), times=99)
        self.assertEqual(answer["tag"], "display_exception")
        self.assertEqual(self.tries, ir_cron_again.TRIES)

    @mute_logger("odoo.addons.base.models.ir_cron")
    def test_a_job_that_is_wrong_is_not_done_again(self):
        self._run(UndefinedColumn("no such column"), times=99)
        self.assertEqual(self.tries, 1)

    def test_what_is_locked_keeps_its_order_and_its_limit(self):
        people = self.env["res.partner"].create([{"name": n} for n in "abc"])
        backwards = people.browse(people.ids[::-1])
        self.assertEqual(try_lock(backwards).ids, backwards.ids)
        self.assertEqual(try_lock(backwards, limit=2).ids, backwards.ids[:2])
        self.assertFalse(try_lock(people.browse()))
