from unittest.mock import patch

from odoo.addons.base.tests.test_ir_cron import CronMixinCase
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .import_common import ImportCommon

ROWS = [f"{n};Member;Number{n};m{n}@example.org;;;Person;;;" for n in range(1, 8)]
RUN = "odoo.addons.club_membership.models.club_import_run"


@tagged("post_install", "-at_install")
class TestImportRun(CronMixinCase, ImportCommon):
    """Chunks, interruptions, and rows that the database refuses after all."""

    def setUp(self):
        super().setUp()
        for name in ("CONTACT_CHUNK", "MEMBER_CHUNK"):
            self.startPatcher(patch(f"{RUN}.{name}", 3))

    def _start(self, **vals):
        batch = self._rows(*ROWS, **vals)
        batch.action_apply()
        return batch

    def _chunk(self, batch, count=1):
        """Run some chunks, each as a process that knows nothing of the one before."""
        for _chunk in range(count):
            batch.run_done += batch._run_chunk()
            self.env.flush_all()
            self.env.invalidate_all()

    def test_large_file_is_read_in_chunks_without_losing_a_row(self):
        with (
            patch(f"{RUN}.READ_CHUNK", 3),
            patch.object(type(self.env["club.import"]), "_is_small", lambda s: False),
        ):
            batch = self._rows(*ROWS)
        self.assertEqual(batch.state, "ready")
        self.assertEqual(batch.line_ids.sorted("row").mapped("row"), list(range(2, 9)))

    def test_button_only_wakes_the_cron(self):
        cron = self.env.ref("club_membership.ir_cron_club_run")
        with self.capture_triggers(cron.id) as captured:
            batch = self._start()
        self.assertEqual(len(captured.records), 1)
        self.assertEqual((batch.state, batch.done_count), ("running", 0))

    def test_cron_works_on_imports(self):
        self.assertIn("club.import", self.env["club.run"]._run_models())
        batch = self._start()
        with self.enter_registry_test_mode():
            self.env.ref("club_membership.ir_cron_club_run").method_direct_trigger()
        self.assertEqual(batch.state, "done")
        self.assertEqual(len(self._members()), 7)

    def test_interrupted_import_resumes_after_any_chunk(self):
        for mode in ("all", "valid"):
            for stop in range(1, 8):
                with (
                    self.subTest(mode=mode, stop=stop),
                    self.env.cr.savepoint() as save,
                ):
                    batch = self._start(mode=mode)
                    self._chunk(batch, stop)
                    batch = self.env["club.import"].browse(batch.id)
                    batch._run_now()
                    self.assertEqual(batch.state, "done")
                    self.assertEqual(len(self._members()), 7)
                    self.assertEqual(
                        self.env["club.movement"].search_count(
                            [("company_id", "=", self.company.id)]
                        ),
                        7,
                    )
                    self.assertEqual(self._archived(), 0)
                    save.rollback()
                    self.env.invalidate_all()

    def _archived(self):
        return self.env["res.partner"].search_count(
            [("active", "=", False), ("name", "like", "Number")]
        )

    def test_prepared_contacts_are_invisible_until_used(self):
        batch = self._start()
        self._chunk(batch, 3)
        self.assertGreater(self._archived(), 0)
        self.assertFalse(self.env["res.partner"].search([("name", "like", "Number")]))

    @mute_logger("odoo.sql_db")  # the refusal is provoked
    def test_all_or_nothing_leaves_nothing_when_a_row_is_refused_late(self):
        before = self._counts()
        batch = self._start()
        self._chunk(batch, 3)
        # Somebody takes a number of the file after it was compared again.
        self._member("Latecomer", number="7")
        with self.subTest("nothing of the file is left"):
            batch._run_now()
            self.assertEqual(batch.state, "ready")
            self.assertEqual(self._members().number, "7")
            self.assertEqual(self._archived(), 0)
            expected = {**before, "res.partner": before["res.partner"] + 1}
            after = self._counts()
            for name in ("res.partner", "club.membership.period", "club.movement"):
                self.assertEqual(after[name], expected[name], name)
        with self.subTest("the row says why"):
            failed = batch.line_ids.filtered(lambda line: line.state == "failed")
            self.assertEqual(failed.mapped("number"), ["7"])
            self.assertIn("already taken", failed.message)
            self.assertIn("already taken", batch.run_error)

    @mute_logger("odoo.sql_db")  # the refusal is provoked
    def test_valid_rows_only_goes_on_without_the_row_refused_late(self):
        batch = self._start(mode="valid")
        self._chunk(batch, 3)
        self._member("Latecomer", number="5")
        batch._run_now()
        self.assertEqual(batch.state, "done")
        self.assertEqual((batch.done_count, batch.failed_count), (6, 1))
        self.assertEqual(self._archived(), 0)

    def test_what_changed_since_the_check_is_compared_again(self):
        batch = self._rows(*ROWS)
        self._person("Number3 Member", email="m3@example.org")
        self._apply(batch)
        named = self.env["res.partner"].search([("name", "=", "Number3 Member")])
        self.assertEqual(len(named), 1)
        self.assertEqual(len(self._members()), 7)

    def test_new_look_alike_since_the_check_stops_the_import(self):
        batch = self._rows(*ROWS)
        self._person("Number3 Member", email="")
        self._apply(batch)
        self.assertEqual((batch.state, batch.decide_count), ("ready", 1))
        self.assertIn("look like somebody known", batch.run_error)
        self.assertFalse(self._members())

    def test_cancelled_import_leaves_no_prepared_contact(self):
        batch = self._start()
        self._chunk(batch, 2)
        batch.state = "ready"
        batch.action_cancel()
        self.assertEqual(self._archived(), 0)
        self.assertEqual((batch.state, batch.row_count), ("cancelled", 0))

    def test_running_import_can_neither_be_cancelled_nor_deleted(self):
        batch = self._start()
        with self.assertRaisesRegex(UserError, "under way"):
            batch.action_cancel()
        with self.assertRaisesRegex(UserError, "under way"):
            batch.unlink()

    def test_many_rows_take_a_bounded_number_of_queries(self):
        self.env.flush_all()
        rows = [f"{n};Many;Person{n};p{n}@example.org;;;Person;;;" for n in range(200)]
        with patch(f"{RUN}.CONTACT_CHUNK", 1000), patch(f"{RUN}.MEMBER_CHUNK", 1000):
            few = self._queries(rows[:20])
            many = self._queries(rows[20:])
        # Nine times the rows; only Odoo's own batches of contacts grow a little.
        self.assertLess(many, few * 2)

    def _queries(self, rows):
        self._forget_nothing()
        before = self.env.cr.sql_log_count
        self._apply(self._rows(*rows))
        return self.env.cr.sql_log_count - before
