from odoo.exceptions import UserError
from odoo.tests import tagged

from .bank_common import BankDeskCommon
from .common import TODAY, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankDepositSum(BankDeskCommon):
    """Several slips that the bank credited as one amount."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._bank_line(1, "First line")
        cls.transit = cls.brittany_bank.club_transit_account_id

    def _deposits(self, line):
        return line.sudo().proposal_ids.filtered(lambda each: each.kind == "deposit")

    def test_two_slips_credited_as_one_are_proposed_with_the_reason(self):
        slips = self._slips(12.4, 21.65)
        line = self._recognised(34.05, "REMISE DE CHEQUES")
        proposal = self._deposits(line)
        self.assertEqual(proposal.confidence, "likely")
        self.assertIn(
            "Slips {} and {} together make".format(*slips.sorted("id").mapped("name")),
            line.sentence,
        )
        self.assertIn("34.05", line.sentence)
        self.assertEqual(set(slips.mapped("at_bank")), {"waiting"})

    def test_one_click_books_them_to_the_cent_and_undoing_gives_all_back(self):
        slips = self._slips(12.4, 21.65, 0.1)
        line = self._recognised(34.15)
        self.assertEqual(line.confidence, "possible")
        for _time in range(2):
            line.action_confirm()
            self.assertEqual((line.state, self._balance(self.transit)), ("done", 0.0))
            self.assertEqual(self._balance(self.brittany_bank_account), 35.15)
            self.assertEqual(set(slips.mapped("at_bank")), {"credited"})
            for slip in slips:
                self.assertIn(slip.name, line.sentence)
            line.action_undo()
            self.assertEqual(self._balance(self.transit), 34.15)
            self.assertEqual(set(slips.mapped("at_bank")), {"waiting"})
            self.assertEqual(self._deposits(line).amount, 34.15)

    def test_slips_undone_are_matched_one_by_one_after_all(self):
        slips = self._slips(12.4, 21.65)
        line = self._recognised(34.05)
        line.action_confirm()
        line.action_undo()
        for slip in slips:
            alone = self._recognised(slip.total, f"REMISE {slip.name}")
            self.assertEqual(alone.confidence, "exact")
            alone.action_confirm()
        self.assertEqual(self._balance(self.transit), 0.0)
        with self.assertRaisesRegex(UserError, "settled already"):
            line.action_confirm()

    def test_a_slip_and_cash_taken_to_the_bank_go_together(self):
        (slip,) = self._slips(12)
        movement = self.mine["club.cash.movement"]
        received = movement.create(
            {
                "kind": "in",
                "amount": 50,
                "label": "Collection",
                "heading_id": self.grants.id,
            }
        )
        brought = movement.create(
            {"kind": "to_bank", "amount": 40, "label": "To the bank"}
        )
        (received | brought).action_book()
        line = self._recognised(52, "VERSEMENT")
        self.assertIn(slip.name, line.sentence)
        self.assertIn(brought.name, line.sentence)
        line.action_confirm()
        self.assertEqual(self._balance(self.transit), 0.0)

    def test_two_choices_are_said_and_none_is_proposed(self):
        self._slips(10, 20, 20)
        line = self._recognised(30, "REMISE")
        self.assertFalse(self._deposits(line))
        self.assertEqual(line.state, "todo")
        self.assertIn("Several choices of slips make", line.sentence)

    def test_what_was_said_goes_once_one_choice_is_left(self):
        _ten, twenty, _other = self._slips(10, 20, 20)
        line = self._recognised(30, "REMISE")
        twenty.action_cancel()
        line.action_look_again()
        self.assertFalse(line.message)
        self.assertEqual(self._deposits(line).amount, 30)

    def test_line_that_quotes_its_slips_has_those(self):
        ten, twenty, _other = self._slips(10, 20, 20)
        line = self._recognised(30, f"REMISE {ten.name} {twenty.name}")
        self.assertEqual(
            self._deposits(line).move_line_ids.move_id, (ten | twenty).move_ids
        )

    def test_a_slip_of_the_whole_amount_goes_before_several(self):
        self._slips(10, 20)
        (whole,) = self._slips(30)
        line = self._recognised(30, "VIR SOMEBODY")
        self.assertEqual(self._deposits(line).move_line_ids.move_id, whole.move_ids)

    def test_slips_far_in_time_or_of_another_account_are_left_out(self):
        self._slips(20, date="2026-01-02")
        self._slips(10)
        self.assertFalse(self._deposits(self._recognised(30, "REMISE")))
        national = self._bank_line(30, "REMISE", journal=self.bank)
        self._slips(21)
        national.write({"amount": 31})
        national._recognise()
        self.assertFalse(self._deposits(national))

    def test_what_is_surely_of_another_line_is_left_out(self):
        _ten, twenty, _more = self._slips(10, 20, 25)
        lines = self._bank_line(20, f"REMISE {twenty.name}") | self._bank_line(
            30, "REMISE"
        )
        lines._recognise()
        self.assertEqual(lines.mapped("confidence"), ["exact", False])

    def test_two_lines_that_share_a_slip_are_both_unsure(self):
        self._slips(10, 20, 25)
        lines = self._bank_line(30, "REMISE") | self._bank_line(35, "REMISE")
        lines._recognise()
        self.assertEqual(lines.mapped("confidence"), ["possible", "possible"])

    def test_slips_booked_straight_on_the_bank_are_each_taken_off_it(self):
        journal = self.brittany_bank
        journal.club_transit_account_id = False
        slips = self._slips(10, 20)
        self.assertEqual(self._balance(self.brittany_bank_account), 31.0)
        line = self._recognised(30, "REMISE")
        line.action_confirm()
        self.assertEqual(self._balance(self.brittany_bank_account), 31.0)
        self.assertEqual(len(slips.move_ids.club_transit_move_id), 2)
        line.action_undo()
        self.assertEqual(set(slips.mapped("at_bank")), {"waiting"})
        self.assertEqual(self._recognised(10, "REMISE").confidence, "exact")

    def test_a_line_more_takes_no_query_more(self):
        self._forget_nothing()
        self._slips(1, 2, 4, 8, 16)
        counts = []
        for numbers in ((3, 5), (6, 7, 9, 10, 11, 12, 13, 14, 3, 5)):
            lines = self.env["club.bank.line"]
            for number in numbers:
                lines |= self._bank_line(number, "REMISE")
            lines._recognise()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            lines._recognise()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(set(lines.proposal_ids.mapped("kind")), {"deposit"})
        self.assertLessEqual(counts[1], counts[0] + 2)
