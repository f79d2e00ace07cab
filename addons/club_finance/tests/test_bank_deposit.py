from odoo.exceptions import UserError
from odoo.tests import tagged

from .bank_common import BankDeskCommon
from .common import TODAY, day, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankDeposit(BankDeskCommon):
    def _followed(self):
        """Brittany's bank account after its first line."""
        self._bank_line(1, "First line")
        return self.brittany_bank.club_transit_account_id

    def test_first_bank_line_sets_where_money_waits(self):
        self.assertFalse(self.brittany_bank.club_transit_account_id)
        transit = self._followed()
        self.assertTrue(transit.reconcile)
        self._bank_line(1, "Second line")
        self.assertEqual(self.brittany_bank.club_transit_account_id, transit)
        slip = self._slip(self._due("Ann", self.brittany))
        self.assertEqual(self._balance(transit), 30.0)
        self.assertEqual(slip.at_bank, "waiting")

    def test_slip_that_is_quoted_is_exact_and_counted_once(self):
        transit = self._followed()
        slip = self._slip(self._due("Ann", self.brittany))
        line = self._recognised(30, f"REMISE {slip.name}")
        self.assertEqual(line.confidence, "exact")
        line.action_confirm()
        self.assertEqual((line.state, self._balance(transit)), ("done", 0.0))
        self.assertEqual(line.sentence, f"Deposit or cash: {slip.name}")
        # The first line of 1 is there too.
        self.assertEqual(self._balance(self.brittany_bank_account), 31.0)
        self.assertEqual(slip.at_bank, "credited")
        self.assertEqual(slip.credited_on, day(TODAY))

    def test_remittance_of_the_only_slip_of_that_amount_is_exact(self):
        self._followed()
        self._slip(self._due("Ann", self.brittany))
        self.assertEqual(self._recognised(30, "REMISE DE CHEQUES").confidence, "exact")

    def test_amount_alone_is_left_to_a_click(self):
        self._followed()
        slip = self._slip(self._due("Ann", self.brittany))
        line = self._recognised(30, "VIR SOMEBODY")
        self.assertEqual(line.confidence, "likely")
        self.assertIn(slip.name, line.sentence)

    def test_two_bank_lines_for_one_slip_are_both_unsure(self):
        self._followed()
        self._slip(self._due("Ann", self.brittany))
        lines = self._bank_line(30, "REMISE") | self._bank_line(30, "REMISE")
        lines._recognise()
        self.assertEqual(set(lines.mapped("confidence")), {"possible"})

    def test_line_that_quotes_a_slip_has_it_whatever_else_is_of_that_amount(self):
        self._followed()
        slip = self._slip(self._due("Ann", self.brittany))
        lines = self._bank_line(30, f"REMISE {slip.name}") | self._bank_line(30, "VIR")
        lines._recognise()
        self.assertEqual(lines.mapped("confidence"), ["exact", False])

    def test_slip_far_away_in_time_is_not_proposed(self):
        self._followed()
        self._slip(self._due("Ann", self.brittany), date="2026-01-02")
        line = self._recognised(30, "REMISE")
        self.assertNotIn("deposit", line.proposal_ids.mapped("kind"))

    def test_slip_booked_straight_on_the_bank_is_not_counted_twice(self):
        slip = self._slip(self._due("Ann", self.brittany), date="2026-03-10")
        self.assertEqual(self._balance(self.brittany_bank_account), 30.0)
        self.assertFalse(slip.at_bank)
        line = self._recognised(30, "REMISE CHEQUES")
        line.action_confirm()
        self.assertEqual(self._balance(self.brittany_bank_account), 30.0)
        transit = self.brittany_bank.club_transit_account_id
        self.assertEqual(self._balance(transit), 0.0)
        self.assertEqual(slip.at_bank, "credited")

    def test_undone_line_waits_again_and_is_counted_once(self):
        slip = self._slip(self._due("Ann", self.brittany), date="2026-03-10")
        line = self._recognised(30, "REMISE CHEQUES")
        line.action_confirm()
        line.action_undo()
        self.assertEqual((line.state, slip.at_bank), ("proposed", "waiting"))
        line.action_confirm()
        self.assertEqual(self._balance(self.brittany_bank_account), 30.0)
        self.assertEqual(slip.at_bank, "credited")

    def test_bounced_cheque_is_recognised_when_the_bank_takes_it_back(self):
        transit = self._followed()
        slip = self._slip(self._due("Ann", self.brittany))
        self._recognised(30, "REMISE").action_confirm()
        slip.line_ids._bounce(day(TODAY), "No funds")
        self.assertEqual(self._balance(transit), -30.0)
        line = self._recognised(-30, "CHEQUE IMPAYE")
        line.action_confirm()
        self.assertEqual(self._balance(transit), 0.0)

    def test_cancelled_slip_waits_for_nothing(self):
        transit = self._followed()
        slip = self._slip(self._due("Ann", self.brittany))
        slip.action_cancel()
        lines = self.env["account.move.line"].search([("account_id", "=", transit.id)])
        self.assertEqual(set(lines.mapped("reconciled")), {True})
        line = self._recognised(30, "REMISE")
        self.assertNotIn("deposit", line.proposal_ids.mapped("kind"))

    def test_slips_not_seen_are_found(self):
        self._followed()
        first = self._slip(self._due("Ann", self.brittany))
        second = self._slip(self._due("Bob", self.brittany))
        self._recognised(30, f"REMISE {first.name}").action_confirm()
        deposits = self.env["club.deposit"].with_env(self.mine)
        self.assertEqual(
            deposits.search([("at_bank", "=", "waiting")]), second.with_env(self.mine)
        )

    def test_slip_settled_meanwhile_says_so(self):
        self._followed()
        slip = self._slip(self._due("Ann", self.brittany))
        first = self._recognised(30, f"REMISE {slip.name}")
        other = self._recognised(30, f"REMISE {slip.name}")
        first.action_confirm()
        with self.assertRaisesRegex(UserError, "settled already"):
            other.action_confirm()

    def test_cash_taken_to_the_bank_is_recognised(self):
        transit = self._followed()
        movements = self.mine["club.cash.movement"]
        received = movements.create(
            {
                "kind": "in",
                "amount": 50,
                "label": "Collection",
                "heading_id": self.grants.id,
            }
        )
        brought = movements.create(
            {"kind": "to_bank", "amount": 40, "label": "To the bank"}
        )
        (received | brought).action_book()
        self.assertEqual(self._balance(transit), 40.0)
        line = self._recognised(40, "VERSEMENT ESPECES")
        self.assertEqual(line.confidence, "exact")
        line.action_confirm()
        self.assertEqual(self._balance(transit), 0.0)
        with self.assertRaisesRegex(UserError, "undo its bank line first"):
            brought.action_cancel()

    def test_dues_paid_in_cash_go_into_the_box_of_the_section(self):
        due = self._due("Ann", self.brittany)
        slip = self._slip(due, method="cash")
        self.assertEqual(slip.journal_id, self.brittany_cash)
        self.assertEqual(self._balance(self.brittany_cash.default_account_id), 30.0)
        mine = self.mine["club.deposit"].create(
            {"section_id": self.brittany.id, "method": "cash"}
        )
        mine._check_journal()
