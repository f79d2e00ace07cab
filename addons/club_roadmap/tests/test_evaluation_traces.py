from odoo.addons.club_ballot.tests import test_ballot_traces as ballot
from odoo.addons.club_ballot.tests.common import CLOSES, OPENS
from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

MARKS = {ballot.SECRETS[0]: 5, ballot.SECRETS[1]: 1}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEvaluationTraces(ballot.TestBallotTraces):
    """Every join that is tried on a vote, tried on an evaluation: xmin, ctid, dates,
    authors, messages, the log and the profiler."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        vendor = cls._organisation("Vendor")
        cls.product = cls.env["club.product"].create(
            {
                "name": "Ledger",
                "vendor_id": vendor.id,
                "company_id": cls.company.id,
                "module_ids": [(0, 0, {"name": name}) for name in MARKS],
            }
        )
        cls.codes = {
            module.name: f"module-{module.id}" for module in cls.product.module_ids
        }

    @classmethod
    def _draft(cls, **vals):
        evaluation = cls.env["club.evaluation"].create(
            {
                "name": "Ledger 2026",
                "company_id": cls.company.id,
                "product_id": cls.product.id,
                "opens_at": OPENS,
                "closes_at": CLOSES,
            }
        )
        return evaluation

    def _box(self, **vals):
        evaluation = self._draft()
        evaluation.action_open()
        return evaluation.box_id

    def _vote(self, box, number, content):
        marks = {self.codes[name]: MARKS[name] for name in content}
        return super()._vote(box, number, marks)

    def test_voting_writes_to_the_two_tables_of_the_open_box_only(self):
        box = self._box()
        self._vote(box, 2, [ballot.SECRETS[0]])
        before = self._changes()
        self._vote(box, 1, [ballot.SECRETS[0]])
        after = self._changes()
        changed = {table for table in after if after[table] != before.get(table, 0)}
        self.assertEqual(
            changed, {f"club_ballot_open_{box.id}", f"club_ballot_tick_{box.id}"}
        )

    def test_log_hears_no_ballot_even_with_all_sql_in_it(self):
        box = self._box()
        listener = self._hear()
        receipt = self._vote(box, 1, [ballot.SECRETS[0]])
        with self.assertRaises(UserError):
            self._vote(box, 1, [ballot.SECRETS[1]])
        self._close(box)
        said = "\n".join(listener.said)
        self.assertIn(f"club_ballot_tick_{box.id}", said)
        for secret in (receipt, '"marks"'):
            self.assertNotIn(secret, said)

    def test_receipts_and_choices_stand_in_no_other_table(self):
        """Names of modules stand in many: receipts and contents in one."""
        box, receipts = self._voted()
        box.action_publish()
        contents = r'\{"marks": \{'
        found = set()
        for (table,) in self._rows(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema"
        ):
            self.env.cr.execute(
                SQL(
                    "SELECT EXISTS (SELECT FROM %s t WHERE t::text ~ %s"
                    " OR replace(t::text, '\"\"', '\"') ~ %s)",
                    SQL.identifier(table),
                    "|".join(receipts.values()),
                    contents,
                )
            )
            if self.env.cr.fetchone()[0]:
                found.add(table)
        self.assertEqual(found, {"club_ballot_cast"})

    def test_no_invitation_is_left_that_tells_who_had_not_answered_when(self):
        box = self._box()
        evaluation = box.evaluation_ids
        evaluation._write_notices()
        self.assertTrue(evaluation.notice_ids)
        self._vote(box, 1, [ballot.SECRETS[0]])
        self._close(box)
        self.assertEqual(
            self._rows(
                "SELECT count(*) FROM club_evaluation_notice"
                f" WHERE evaluation_id = {evaluation.id}"
            ),
            [(0,)],
        )
