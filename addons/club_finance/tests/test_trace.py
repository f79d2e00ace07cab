from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, FinanceCommon, day, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestTrace(FinanceCommon):
    """What happens to a posted entry is kept, and by whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        # Tests leave traces out unless they ask for them.
        cls.env = cls.env(context={})

    def setUp(self):
        super().setUp()
        self.move = self.env["account.move"]._club_book(
            self.company._club_misc_journal(),
            day("2026-03-01"),
            "Paper",
            [
                {"account": self.expense, "balance": 12.0, "section": self.brittany},
                {"account": self.payable, "balance": -12.0},
            ],
        )
        self.flush_tracking()

    def flush_tracking(self):
        self.env.flush_all()
        self.env.cr.precommit.run()

    def _said(self, change):
        """What the trace says of a change that the treasurer makes."""
        before = self.move.message_ids
        change(self.move.with_user(self.users["treasurer"]))
        self.flush_tracking()
        self.move.invalidate_recordset()
        return (self.move.message_ids - before).sudo()

    def _check_traced(self, change):
        messages = self._said(change)
        self.assertTrue(messages)
        self.assertEqual(
            messages.author_id, self.users["treasurer"].partner_id, messages
        )

    def _debit(self, move):
        return move.line_ids.filtered(lambda line: line.balance > 0)

    def test_account_of_a_posted_line(self):
        other = self.expense.copy({"name": "Other"})
        self._check_traced(
            lambda move: self._debit(move).write({"account_id": other.id})
        )

    def test_label_partner_and_maturity_of_a_posted_line(self):
        for name, value in (
            ("name", "Pens"),
            ("partner_id", self._person("Ann").id),
            ("date_maturity", "2026-05-01"),
        ):
            with self.subTest(field=name):
                self._check_traced(
                    lambda move, name=name, value=value: self._debit(move).write(
                        {name: value}
                    )
                )

    def test_section_that_carries_a_posted_line(self):
        distribution = self.provence._analytic_distribution()
        messages = self._said(
            lambda move: self._debit(move).write(
                {"analytic_distribution": distribution}
            )
        )
        self.assertIn("Brittany", messages.body)
        self.assertIn("Provence", messages.body)

    def test_writing_the_same_section_again_says_nothing(self):
        same = self.brittany._analytic_distribution()
        self.assertFalse(
            self._said(
                lambda move: self._debit(move).write({"analytic_distribution": same})
            )
        )

    def test_reference_and_note_of_a_posted_entry(self):
        for name, value in (("ref", "Other paper"), ("narration", "<p>Why</p>")):
            with self.subTest(field=name):
                self._check_traced(
                    lambda move, name=name, value=value: move.write({name: value})
                )

    def test_setting_a_posted_entry_back_to_draft(self):
        self._check_traced(lambda move: move.button_draft())

    def test_posted_entry_is_not_deleted(self):
        move = self.move.with_user(self.users["treasurer"])
        with self.assertRaises(UserError):
            move.unlink()
        move.button_draft()
        with self.assertRaises(UserError):
            move.unlink()

    def test_trace_of_a_posted_entry_is_not_deleted(self):
        self._said(lambda move: self._debit(move).write({"name": "Pens"}))
        with self.assertRaises(UserError):
            self.move.message_ids.unlink()

    def test_draft_entry_changes_without_a_trace(self):
        draft = self.move.copy()
        self.flush_tracking()
        before = draft.message_ids
        self._debit(draft).write(
            {"analytic_distribution": self.provence._analytic_distribution()}
        )
        self.flush_tracking()
        draft.invalidate_recordset()
        self.assertEqual(draft.message_ids, before)

    def test_new_association_keeps_its_trace(self):
        company = self.env["res.company"].create({"name": "New Association"})
        self.assertTrue(company.restrictive_audit_trail)
