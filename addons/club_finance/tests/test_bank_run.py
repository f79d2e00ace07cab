from unittest.mock import patch

from odoo.addons.club_finance.models import club_bank_run, club_bank_run_chunk
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, freeze_time
from .common_bank_files import BankCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankRun(BankCommon):
    def test_a_run_settles_what_is_exact_and_leaves_the_rest(self):
        paid, part = self._due("Ann"), self._due("Bob")
        lines = (
            self._bank_line(30, paid.reference)
            | self._bank_line(10, part.reference)
            | self._bank_line(30, "VIREMENT DIVERS")
        )
        run = self.env["club.bank.run"]._start(lines, "March")
        self.assertEqual(run.state, "done")
        self.assertEqual(
            (run.settled_count, run.proposed_count, run.todo_count), (1, 1, 1)
        )
        self.assertEqual((paid.state, part.state), ("paid", "called"))

    def test_a_run_that_stopped_goes_on_where_it_was(self):
        dues = self.env["club.due"]
        lines = self.env["club.bank.line"]
        for name in ("Ann", "Bob", "Cid", "Dan"):
            due = self._due(name)
            dues |= due
            lines |= self._bank_line(30, due.reference)
        with (
            patch.object(club_bank_run, "AT_ONCE", 0),
            patch.object(club_bank_run_chunk, "SETTLE_CHUNK", 3),
        ):
            run = self.env["club.bank.run"]._start(lines, "March")
            self.assertEqual((run.state, run._run_count_remaining()), ("running", 8))
            self.assertEqual(run._run_chunk(), 4)
            self.assertEqual(run._run_count_remaining(), 4)
            self.assertEqual(run._run_chunk(), 3)
            self.assertEqual(dues.mapped("state").count("paid"), 3)
            self.assertEqual(run._run_chunk(), 1)
            self.assertEqual(run._run_chunk(), 0)
        self.assertEqual(set(dues.mapped("state")), {"paid"})

    def test_two_lines_recognised_apart_do_not_settle_one_due_twice(self):
        due = self._due()
        lines = self._bank_line(30, due.reference) | self._bank_line(30, due.reference)
        with patch.object(club_bank_run_chunk, "RECOGNISE_CHUNK", 1):
            run = self.env["club.bank.run"]._start(lines, "March")
        self.assertEqual((run.settled_count, run.proposed_count), (1, 1))
        self.assertEqual((due.state, due.payer_credit), ("paid", 0))

    def test_a_line_that_cannot_be_settled_says_why_and_stops_no_other(self):
        first, second = self._due("Ann"), self._due("Bob")
        closed = self._bank_line(30, first.reference, on="2026-02-10")
        fine = self._bank_line(30, second.reference)
        self._lock("2026-02-28")
        run = self.env["club.bank.run"]._start(closed | fine, "March")
        self.assertEqual((run.state, run.settled_count), ("done", 1))
        self.assertEqual((closed.state, fine.state), ("proposed", "done"))
        self.assertIn("closed until", closed.message)

    @mute_logger("odoo.sql_db")
    def test_what_the_database_refuses_is_said_in_words(self):
        line = self._bank_line(30, self._due("Ann").reference)
        shown = self._bank_line(30, "VIREMENT DIVERS")

        def settle(proposals):
            proposals.env.cr.execute(
                "UPDATE club_bank_line SET statement_line_id = %s WHERE id = %s",
                [shown.statement_line_id.id, proposals.line_id.id],
            )

        proposal = type(self.env["club.bank.proposal"])
        with patch.object(proposal, "_settle", settle):
            self.env["club.bank.run"]._start(line, "March")
        self.assertEqual(line.message, "A bank line is shown once.")

    def test_a_second_run_leaves_to_the_first_what_it_is_at(self):
        line = self._bank_line(30, self._due().reference)
        with patch.object(club_bank_run, "AT_ONCE", 0):
            first = self.env["club.bank.run"]._start(line, "First")
            second = self.env["club.bank.run"]._start(line, "Second")
        self.assertEqual(line.run_id, first)
        self.assertEqual(second._run_count_remaining(), 0)

    def test_what_was_undone_is_not_settled_by_a_run(self):
        due = self._due()
        line = self._bank_line(30, due.reference)
        line.action_recognise()
        self.assertEqual(line.state, "done")
        line._undo()
        line.action_recognise()
        self.assertEqual((line.state, due.state), ("proposed", "called"))

    def test_a_section_treasurer_recognises_own_lines_only(self):
        treasurer = self._as("section_treasurer")
        own = self._bank_line(
            30, self._due("Ann", self.brittany).reference, self.brittany_bank
        )
        other = self._bank_line(30, self._due("Bob").reference)
        own.with_env(treasurer).action_recognise()
        self.assertEqual(own.state, "done")
        with self.assertRaises(AccessError):
            other.with_env(treasurer).action_recognise()

    def test_the_account_of_a_section_tells_nothing_of_dues_of_another(self):
        due = self._due("Zoe", self.provence)
        below = self._due("Yan", self.rennes)
        elsewhere = self._bank_line(30, due.reference, self.brittany_bank)
        own = self._bank_line(30, below.reference, self.brittany_bank)
        (elsewhere | own).action_recognise()
        self.assertEqual((elsewhere.state, own.state), ("todo", "done"))
        self.assertFalse(elsewhere.proposal_ids)
        self.assertEqual((due.state, below.state), ("called", "paid"))

    def test_a_bank_account_that_changes_hands_takes_its_lines_along(self):
        line = self._bank_line(30, "VIR", self.brittany_bank)
        self.assertEqual(line.section_id, self.brittany)
        self.brittany.bank_journal_id = False
        self.assertEqual(line.section_id, self.root)
        self.normandy.bank_journal_id = self.brittany_bank
        self.assertEqual(line.section_id, self.normandy)

    def test_lines_that_were_there_before_are_shown_at_install(self):
        line = self._bank_line(30, "VIR")
        statement_line = line.statement_line_id
        line.sudo().unlink()
        self.env["club.bank.line"]._adopt_all()
        shown = self.env["club.bank.line"].search(
            [("statement_line_id", "=", statement_line.id)]
        )
        self.assertEqual((shown.amount, shown.label), (30, "VIR"))
        self.env["club.bank.line"]._adopt_all()
        self.assertEqual(len(shown.exists()), 1)

    def test_a_bank_line_corrected_in_the_books_is_corrected_here(self):
        line = self._bank_line(30, "VIR")
        line.statement_line_id.write({"amount": 31, "payment_ref": "VIR ANN"})
        self.assertEqual((line.amount, line.label), (31, "VIR ANN"))
