from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY, day, freeze_time
from .expense_common import ExpenseCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestExpense(ExpenseCommon):
    """What becomes of a claim, and who may decide on it."""

    def test_accepted_claim_is_owed_to_the_person_by_the_section(self):
        claim = self._sent(lines=((20, "Train"), (12.5, "Lunch")))
        self._as("section_treasurer", claim).action_approve()
        self.assertEqual(claim.state, "approved")
        self.assertEqual(
            claim.decided_by_id, self.users["section_treasurer"].partner_id
        )
        self.assertEqual(self._balance(self.payable, self.ann), -32.5)
        self.assertEqual(self._balance(self.expense, section=self.brittany), 32.5)
        self.assertEqual(claim.move_id.date, day("2026-03-10"))
        payment = claim.payment_id
        self.assertEqual(
            (payment.amount, payment.partner_id, payment.section_id, payment.state),
            (32.5, self.ann, self.brittany, "requested"),
        )

    def test_who_accepted_a_claim_cannot_approve_its_payment(self):
        claim = self._as("section_treasurer", self._sent())
        claim.action_approve()
        with self.assertRaisesRegex(UserError, "You asked for"):
            claim.payment_id.action_approve()
        self._as("officer", claim.payment_id).action_approve()
        self.assertEqual(claim.payment_id.state, "approved")

    def _paid(self, **vals):
        claim = self._sent(**vals)
        self._as("section_treasurer", claim).action_approve()
        self._as("officer", claim.payment_id).action_approve()
        self._as("section_treasurer", claim.payment_id).action_pay()
        return claim

    def test_claim_is_paid_with_its_payment(self):
        claim = self._paid()
        self.assertEqual((claim.state, claim.paid_on), ("paid", day(TODAY)))
        self.assertEqual(self._balance(self.payable, self.ann), 0)
        with self.assertRaisesRegex(UserError, "is paid: undo its payment"):
            self._as("treasurer", claim)._cancel("Wrong")
        self._as("section_treasurer", claim.payment_id).action_take_back()
        self.assertEqual((claim.state, claim.paid_on), ("approved", False))
        self.assertEqual(self._balance(self.payable, self.ann), -20)

    def test_refused_payment_is_asked_for_again(self):
        claim = self._sent()
        self._as("section_treasurer", claim).action_approve()
        first = claim.payment_id
        with self.assertRaisesRegex(UserError, "asked for already"):
            self._as("section_treasurer", claim).action_ask_payment()
        self._as("officer", first)._refuse("Too early")
        self._as("section_treasurer", claim).action_ask_payment()
        self.assertNotEqual(claim.payment_id, first)
        self.assertEqual(claim.payment_id.state, "requested")

    def test_payment_shows_the_account_of_the_claim_to_treasurers(self):
        claim = self._sent(iban="FR7630006000011234567890189")
        self._as("section_treasurer", claim).action_approve()
        seen = {
            role: self._as(role, claim.payment_id).payee_account
            for role in ("section_treasurer", "officer")
        }
        self.assertEqual(seen["section_treasurer"], "FR7630006000011234567890189")
        self.assertEqual(seen["officer"], "FR76 … 0189")

    def test_second_click_books_nothing_more(self):
        claim = self._sent()
        for _click in range(2):
            self._as("section_treasurer", claim).action_approve()
        self.assertEqual(self._balance(self.payable, self.ann), -20)

    def test_nobody_decides_on_their_own_claim(self):
        me = self.users["section_treasurer"].partner_id
        claim = self._as("section_treasurer", self._sent(me))
        for decide in (claim.action_approve, lambda: claim._refuse("No")):
            with self.assertRaisesRegex(UserError, "your own claim"):
                decide()
        self.assertEqual(claim.state, "submitted")
        self._as("officer", claim).action_approve()
        self.assertEqual(claim.state, "approved")

    def test_nobody_decides_on_what_they_sent_for_somebody(self):
        claim = self._as("section_treasurer", self._claim())
        claim.action_submit()
        with self.assertRaisesRegex(UserError, "You sent"):
            claim.action_approve()
        self._as("officer", claim).action_approve()
        self.assertEqual(claim.state, "approved")

    @mute_logger("odoo.sql_db")
    def test_database_refuses_a_decision_on_ones_own_claim(self):
        claim = self._sent()
        for person in (claim.partner_id, claim.submitted_by_id):
            with (
                self.subTest(person=person.name),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                claim.decided_by_id = person
                self.env.flush_all()

    @mute_logger("odoo.sql_db")
    def test_database_refuses_an_approved_claim_that_nobody_decided(self):
        claim = self._sent()
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            claim.state = "approved"
            self.env.flush_all()

    def test_neighbours_see_nothing_of_a_claim(self):
        claim = self._sent(section=self.provence)
        for role in ("section_treasurer", "officer"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, claim).action_approve()
        self.assertFalse(self._as("officer")["club.expense"].search([]))

    def test_reader_and_secretary_only_look(self):
        claim = self._sent()
        for role in ("reader", "secretary"):
            self.assertEqual(self._as(role, claim).total, 20)
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, claim).action_approve()

    def test_facts_are_written_by_buttons_alone(self):
        claim = self._as("treasurer", self._sent())
        for vals in (
            {"state": "paid"},
            {"decided_by_id": self.ann.id},
            {"waiver_name": "Ann"},
            {"submitted_by_id": False},
        ):
            with self.subTest(vals=vals), self.assertRaisesRegex(UserError, "by hand"):
                claim.write(vals)

    def test_sent_claim_does_not_change(self):
        claim = self._as("section_treasurer", self._sent())
        for change in (
            lambda: claim.write({"section_id": self.rennes.id}),
            lambda: claim.line_ids.write({"amount": 500}),
            lambda: claim.line_ids.copy({"expense_id": claim.id}),
            claim.line_ids.unlink,
            claim.unlink,
        ):
            with self.assertRaisesRegex(UserError, "was sent"):
                change()

    def test_refused_claim_is_corrected_and_sent_again(self):
        claim = self._sent()
        refusal = Form(
            self._as("officer")["club.expense.refusal"].with_context(
                default_expense_id=claim.id
            )
        )
        refusal.reason = "Unreadable"
        refusal.save().action_confirm()
        self.assertEqual(
            (claim.state, claim.decision_reason), ("refused", "Unreadable")
        )
        self.assertIn(self.ann, claim.message_ids.partner_ids)
        number = claim.name
        claim.line_ids.amount = 18
        claim._submit(self.ann)
        self.assertEqual(
            (claim.state, claim.name, claim.decided_by_id.id),
            ("submitted", number, False),
        )

    def test_line_needs_its_receipt_or_a_reason(self):
        claim = self._claim()
        claim.line_ids.no_receipt_reason = False
        with self.assertRaisesRegex(UserError, "Train has no receipt"):
            claim._submit(self.ann)
        claim.line_ids.receipt_ids = self._picture()
        claim._submit(self.ann)
        self.assertEqual(claim.state, "submitted")

    def test_receipts_are_pictures_or_pdf(self):
        line = self._claim().line_ids
        for name, content in (
            ("page.html", b"<html/>"),
            ("receipt.png", b"<html><script/></html>"),
            ("receipt.exe", b"MZ"),
        ):
            with self.subTest(name=name), self.assertRaisesRegex(UserError, name):
                line.receipt_ids = self._picture(name, content)
        with self.assertRaisesRegex(UserError, "larger than 10 MB"):
            line._check_uploads([("big.pdf", b"%PDF" + b"0" * 11_000_000)])
        with self.assertRaisesRegex(UserError, "5 files at most"):
            line._check_uploads([("a.pdf", b"")], present=5)

    def test_receipt_of_another_record_is_not_shown_here(self):
        theirs, mine = self._claim().line_ids, self._claim().line_ids
        theirs.receipt_ids = self._picture()
        with self.assertRaisesRegex(UserError, "belongs to another record"):
            mine.receipt_ids = theirs.receipt_ids

    def test_trip_is_paid_by_the_rate_of_its_year(self):
        self.car.copy({"year": 2026, "amount": 0.4, "name": "Car"})
        rates = self.env["club.km.rate"]
        trips = {year: self._trip(f"{year}-01-10").line_ids for year in (2025, 2026)}
        self.assertEqual(trips[2025].amount, 32)
        self.assertEqual(trips[2026].amount, 40)
        rates._of_year(self.company, 2026).amount = 1
        self.assertEqual(trips[2026].amount, 40)
        with self.assertRaisesRegex(UserError, "no kilometre rate for trips of 2024"):
            self._trip("2024-12-31")

    def _trip(self, date):
        claim = self._claim(lines=())
        self.env["club.expense.line"].create(
            {
                "expense_id": claim.id,
                "kind": "trip",
                "date": date,
                "label": "Rennes – Paris",
                "heading_id": self.travel.id,
                "km": 100,
                "rate_id": self.car.id,
            }
        )
        return claim

    def test_nothing_is_claimed_of_tomorrow_nor_under_other_headings(self):
        with self.assertRaisesRegex(ValidationError, "in the future"):
            self._claim().line_ids.date = "2026-03-16"
        with self.assertRaisesRegex(ValidationError, "Grants is no heading"):
            self._claim().line_ids.heading_id = self.grants

    def test_account_is_checked_and_shown_to_treasurers_alone(self):
        claim = self._claim(iban="FR76 3000 6000 0112 3456 7890 189")
        self.assertEqual(claim.iban, "FR7630006000011234567890189")
        self.assertEqual(claim.iban_masked, "FR76 … 0189")
        with self.assertRaisesRegex(UserError, "is not an IBAN"):
            claim.iban = "FR00 1234"
        self.assertTrue(self._as("section_treasurer", claim).iban)
        for role in ("officer", "reader", "secretary"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, claim).read(["iban"])
            self.assertEqual(self._as(role, claim).iban_masked, "FR76 … 0189")

    def test_spending_of_a_closed_period_is_booked_today(self):
        self.company.sudo().fiscalyear_lock_date = "2026-03-11"
        claim = self._sent()
        self._as("section_treasurer", claim).action_approve()
        self.assertEqual(claim.move_id.date, day(TODAY))

    def test_departed_volunteer_is_still_paid(self):
        claim = self._sent()
        self.ann.active = False
        self._as("section_treasurer", claim).action_approve()
        self.assertEqual(self._balance(self.payable, self.ann), -20)

    def test_claim_taken_back_leaves_the_books_even(self):
        claim = self._sent()
        self._as("section_treasurer", claim).action_approve()
        self._as("treasurer", claim)._cancel("Paid by the company already")
        self.assertEqual(claim.state, "cancelled")
        self.assertEqual(self._balance(self.payable, self.ann), 0)
        self.assertEqual(self._balance(self.expense, section=self.brittany), 0)
        self.assertEqual(claim.payment_id.state, "cancelled")
