from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY, FinanceCommon, day, freeze_time


class CashCase(FinanceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cash = cls.brittany_cash.default_account_id
        cls.brittany_bank_account = cls.brittany_bank.default_account_id
        cls.mine = cls._as("section_treasurer")

    def _movement(self, kind, amount, book=True, **vals):
        """A movement entered by Brittany's own treasurer."""
        heading = {"in": self.grants, "out": self.travel}.get(kind)
        movement = self.mine["club.cash.movement"].create(
            {
                "kind": kind,
                "amount": amount,
                "label": f"Movement of {amount}",
                "heading_id": heading.id if heading else False,
                "section_id": self.brittany.id,
                "date": TODAY,
                **vals,
            }
        )
        if book:
            movement.action_book()
        return movement


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestCashBox(CashCase):
    def test_treasurer_of_one_section_enters_in_their_own_box(self):
        movement = self.mine["club.cash.movement"].new({})
        self.assertEqual(movement.section_id, self.brittany)

    def test_cash_received_and_spent_reaches_the_books_of_the_section(self):
        self._movement("in", 100)
        spent = self._movement("out", 30)
        self.assertEqual(self._balance(self.cash), 70.0)
        self.assertEqual(self._balance(self.expense, section=self.brittany), 30.0)
        self.assertEqual(self._balance(self.income, section=self.brittany), -100.0)
        self.assertEqual((spent.state, spent.box_balance), ("booked", 70.0))
        self.assertNotEqual(spent.name, "/")

    def test_second_click_books_nothing_more(self):
        movement = self._movement("in", 100)
        movement.action_book()
        self.assertEqual(self._balance(self.cash), 100.0)

    def test_box_never_goes_below_zero(self):
        self._movement("in", 20)
        with self.assertRaisesRegex(UserError, "There is only"):
            self._movement("out", 20.01)
        self.assertEqual(self._balance(self.cash), 20.0)

    def test_cancelled_movement_leaves_the_box_as_it_was(self):
        movement = self._movement("in", 100)
        movement.action_cancel()
        movement.action_cancel()
        self.assertEqual(movement.state, "cancelled")
        self.assertEqual(self._balance(self.cash), 0.0)
        self.assertEqual(self._balance(self.income, section=self.brittany), 0.0)

    def test_money_that_was_spent_since_cannot_be_taken_back(self):
        received = self._movement("in", 100)
        self._movement("out", 30)
        with self.assertRaisesRegex(UserError, "There is only"):
            received.action_cancel()

    def test_booked_movement_is_fixed(self):
        movement = self._movement("in", 100)
        with self.assertRaisesRegex(UserError, "in the books"):
            movement.amount = 50
        with self.assertRaisesRegex(UserError, "in the books"):
            movement.unlink()

    def test_facts_are_not_written_by_hand(self):
        movement = self._movement("in", 100, book=False)
        for fact in ({"state": "booked"}, {"move_id": False}, {"name": "X"}):
            with self.assertRaisesRegex(UserError, "cannot be written by hand"):
                movement.write(fact)

    def test_receipt_may_be_added_after_booking(self):
        self._movement("in", 100)
        movement = self._movement("out", 10)
        movement.write({"receipt": b"cGhvdG8=", "receipt_name": "receipt.jpg"})
        self.assertTrue(movement.has_receipt)

    def test_spending_under_a_heading_of_income_is_refused(self):
        self._movement("in", 100)
        with self.assertRaisesRegex(UserError, "not a heading for this"):
            self._movement("out", 10, heading_id=self.grants.id)

    @mute_logger("odoo.sql_db")
    def test_spending_without_heading_cannot_be_stored(self):
        with self.assertRaises(IntegrityError):
            self._movement("out", 10, book=False, heading_id=False)

    def test_treasurer_of_a_section_enters_nothing_for_another(self):
        self.provence.cash_journal_id = self._journal("Cash", "CPRO", "cash")
        with self.assertRaises(AccessError):
            self._movement("in", 10, book=False, section_id=self.provence.id)
        theirs = self.env["club.cash.movement"].create(
            {
                "kind": "to_bank",
                "amount": 10,
                "label": "Theirs",
                "section_id": self.provence.id,
            }
        )
        with self.assertRaises(AccessError):
            theirs.with_env(self.mine).action_book()

    def test_section_without_box_says_who_opens_one(self):
        with self.assertRaisesRegex(UserError, "has no cash box yet"):
            self._movement("in", 10, section_id=self.rennes.id)

    def test_association_treasurer_opens_a_box_once(self):
        section = self._as("treasurer", self.provence)
        section.action_open_cash_box()
        journal = self.provence.cash_journal_id
        section.action_open_cash_box()
        self.assertEqual(journal.type, "cash")
        self.assertEqual(self.provence.cash_journal_id, journal)
        with self.assertRaises(AccessError):
            self._as("section_treasurer", self.rennes).action_open_cash_box()

    def test_cash_taken_to_the_bank_is_on_the_bank_account(self):
        self._movement("in", 100)
        self._movement("to_bank", 80)
        self.assertEqual(self._balance(self.cash), 20.0)
        self.assertEqual(self._balance(self.brittany_bank_account), 80.0)
        self.assertEqual(
            self._balance(self.brittany_bank_account, section=self.brittany), 0.0
        )


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestCashCount(CashCase):
    def _count(self, found, **vals):
        return self.mine["club.cash.count"].create(
            {
                "section_id": self.brittany.id,
                "date": TODAY,
                "line_ids": False,
                "counted": found,
                **vals,
            }
        )

    def test_notes_and_coins_add_up(self):
        count = self.mine["club.cash.count"].create({})
        values = {line.value: line for line in count.line_ids}
        values[20].quantity = 3
        values[0.5].quantity = 3
        self.assertEqual((count.section_id, count.counted), (self.brittany, 61.5))

    def test_count_that_agrees_books_nothing(self):
        self._movement("in", 60)
        count = self._count(60)
        count.action_confirm()
        self.assertEqual((count.state, count.difference), ("confirmed", 0.0))
        self.assertFalse(count.sudo().move_id)

    def test_difference_wants_an_explanation(self):
        self._movement("in", 60)
        with self.assertRaisesRegex(UserError, "count again"):
            self._count(55).action_confirm()

    def test_explained_difference_brings_the_books_to_what_was_found(self):
        self._movement("in", 60)
        count = self._count(55, explanation="Change given wrong")
        count.action_confirm()
        self.assertEqual(self._balance(self.cash), 55.0)
        loss = self.brittany_cash.loss_account_id
        self.assertEqual(self._balance(loss, section=self.brittany), 5.0)
        self.assertEqual((count.expected, count.difference), (60.0, -5.0))

    def test_confirmed_count_is_fixed(self):
        count = self._count(0)
        count.action_confirm()
        with self.assertRaisesRegex(UserError, "in the books"):
            count.counted = 10
        with self.assertRaisesRegex(UserError, "in the books"):
            count.unlink()

    def test_nothing_is_slipped_in_before_a_count(self):
        self._count(0).action_confirm()
        with self.assertRaisesRegex(UserError, "was counted on"):
            self._movement("in", 10, date=day("2026-03-14"))
        self._movement("in", 10)
        self.assertEqual(self._balance(self.cash), 10.0)
