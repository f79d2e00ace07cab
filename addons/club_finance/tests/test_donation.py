from odoo.addons.club_portal.tests.payment_common import PaymentDuesCommon
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..hooks import _record_past_gifts
from .common import TODAY, FinanceCommon, day, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDonation(FinanceCommon):
    """Gifts inside deposits, and gifts in kind."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.donations = cls.company.club_donation_account_id

    def _deposit(self, gift=20, section=None):
        due = self._due("Ann", self.brittany)
        deposit = self.env["club.deposit"].create(
            {
                "section_id": (section or self.brittany).id,
                "company_id": self.company.id,
                "date": TODAY,
                "line_ids": [
                    Command.create(
                        {
                            "payer_id": due.payer_id.id,
                            "amount": 30 + gift,
                            "gift_amount": gift,
                            "due_ids": [Command.set(due.ids)],
                        }
                    )
                ],
            }
        )
        self._as("section_treasurer", deposit).action_post()
        return deposit

    def _gifts(self, deposit):
        return self.env["club.donation"].search(
            [("move_line_id", "in", deposit.line_ids.move_line_ids.ids)]
        )

    def test_gift_of_a_cheque_is_recorded_with_its_section(self):
        deposit = self._deposit()
        gift = self._gifts(deposit)
        self.assertEqual(
            (gift.partner_id, gift.amount, gift.section_id, gift.form, gift.date),
            (
                deposit.line_ids.payer_id,
                20,
                self.brittany,
                "money",
                day(TODAY),
            ),
        )
        self.assertEqual(gift.move_line_id.account_id, self.donations)
        self.assertEqual(self._balance(self.donations, section=self.brittany), -20)
        self.assertEqual(deposit.line_ids.due_ids.state, "paid")

    def test_gift_booked_before_the_addon_came_is_recorded_once(self):
        deposit = self._deposit()
        self._gifts(deposit).unlink()
        for _again in range(2):
            _record_past_gifts(self.env)
        self.assertEqual(self._gifts(deposit).mapped("amount"), [20])

    def test_cheque_without_gift_records_none(self):
        self.assertFalse(self._gifts(self._deposit(gift=0)))

    def test_gift_is_taken_back_with_its_deposit(self):
        deposit = self._deposit()
        self._as("section_treasurer", deposit).action_cancel()
        gift = self._gifts(deposit)
        self.assertEqual((gift.state, gift.cancelled_on), ("cancelled", day(TODAY)))
        self.assertEqual(self._balance(self.donations, section=self.brittany), 0)

    def test_bounced_cheque_takes_its_gift_back(self):
        deposit = self._deposit()
        deposit.line_ids._bounce(day("2026-03-20"), "No money")
        self.assertEqual(
            (self._gifts(deposit).state, self._gifts(deposit).cancelled_on),
            ("cancelled", day("2026-03-20")),
        )
        self.assertEqual(self._balance(self.donations), 0)

    def test_money_is_not_written_by_hand_as_a_gift(self):
        donations = self._as("treasurer")["club.donation"]
        values = {
            "partner_id": self._person("Bo").id,
            "amount": 50,
            "company_id": self.company.id,
        }
        with self.assertRaisesRegex(UserError, "as a deposit"):
            donations.create(values)
        gift = donations.create({**values, "form": "kind", "description": "A desk"})
        self.assertEqual(gift.state, "booked")
        gift.action_take_back()
        self.assertEqual(gift.state, "cancelled")

    def _in_kind(self, role, **vals):
        return self._as(role, self.env["club.donation"]).create(
            {
                "partner_id": self._due("Donor", self.brittany).payer_id.id,
                "company_id": self.company.id,
                "amount": 300,
                "form": "kind",
                "description": "A projector",
                **vals,
            }
        )

    def test_section_writes_what_it_was_given_in_kind(self):
        gift = self._in_kind("section_treasurer")
        self.assertEqual(gift.section_id, self.brittany)
        gift.amount = 250
        gift.action_take_back()
        self.assertEqual((gift.state, gift.amount), ("cancelled", 250))
        with self.assertRaises(AccessError):
            self._in_kind("section_treasurer").section_id = self.provence
        with self.assertRaises(AccessError):
            self._in_kind("section_treasurer", section_id=self.provence.id)
        with self.assertRaises(AccessError):
            self._in_kind("officer")

    def test_nobody_names_a_donor_out_of_sight(self):
        stranger = self._due("Stranger", self.provence).payer_id
        with self.assertRaises(AccessError):
            self._in_kind("section_treasurer", partner_id=stranger.id)
        gift = self._in_kind("section_treasurer")
        with self.assertRaises(AccessError):
            gift.partner_id = stranger

    def test_recorded_gift_follows_the_books_alone(self):
        gift = self._as("treasurer", self._gifts(self._deposit()))
        with self.assertRaisesRegex(UserError, "is in the books"):
            gift.amount = 500
        with self.assertRaisesRegex(UserError, "is in the books"):
            gift.action_take_back()
        with self.assertRaisesRegex(UserError, "by hand"):
            gift.state = "cancelled"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestGiftOnline(PaymentDuesCommon):
    """A gift beside dues in one payment, and one alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.donations = cls.company.club_donation_account_id

    def _both(self, gift=20.0, **vals):
        due = self._owing("Ann")
        payment = self._begin(
            due, amount=due.residual + gift, club_gift_amount=gift, **vals
        )
        self._succeed(payment)
        return due, payment

    def _gifts(self, payment):
        lines = payment.club_deposit_ids.line_ids.move_line_ids
        return self.env["club.donation"].search([("move_line_id", "in", lines.ids)])

    def _on_donations(self):
        lines = self.env["account.move.line"].search(
            [("account_id", "=", self.donations.id), ("parent_state", "=", "posted")]
        )
        return sum(lines.mapped("balance"))

    def test_dues_and_gift_are_one_payment_kept_apart_in_the_books(self):
        due, payment = self._both()
        gift = self._gifts(payment)
        self.assertEqual((due.state, due.residual), ("paid", 0))
        self.assertEqual(payment.club_deposit_ids.total, 50)
        self.assertEqual(self._on_donations(), -20)
        self.assertEqual((gift.amount, gift.partner_id), (20, payment.partner_id))
        # Nobody said that it is for Brittany, whose dues these are.
        self.assertEqual(gift.section_id, self.root)
        self.assertEqual(payment._club_overpaid(), 0)
        self.assertIn("your gift of", payment._club_outcome()[0])

    def test_gift_is_of_who_pays_and_not_of_the_debtor(self):
        mother = self._person("Mother")
        _due, payment = self._both(partner_id=mother.id)
        self.assertEqual(self._gifts(payment).partner_id, mother)

    def test_replay_records_no_second_gift(self):
        _due, payment = self._both()
        payment.is_post_processed = False
        payment._post_process()
        self.assertEqual(len(self._gifts(payment)), 1)
        self.assertEqual(self._on_donations(), -20)

    def _alone(self, amount=40.0, **vals):
        payment = self.env["payment.transaction"].create(
            {
                "provider_id": self.provider.id,
                "payment_method_id": self.method.id,
                "amount": amount,
                "currency_id": self.company.currency_id.id,
                "partner_id": self._person("Donor").id,
                "operation": "online_redirect",
                "club_gift_amount": amount,
                **vals,
            }
        )
        self._succeed(payment)
        return payment

    def test_gift_alone_is_for_the_section_chosen(self):
        payment = self._alone(club_gift_section_id=self.brittany.id)
        gift = self._gifts(payment)
        self.assertEqual((gift.amount, gift.section_id), (40, self.brittany))
        self.assertEqual(payment.club_deposit_ids.section_id, self.brittany)
        self.assertEqual(self._on_donations(), -40)

    def _refund(self, payment, amount):
        refund = self.env["payment.transaction"].create(
            {
                "provider_id": self.provider.id,
                "payment_method_id": self.method.id,
                "amount": -amount,
                "currency_id": payment.currency_id.id,
                "partner_id": payment.partner_id.id,
                "operation": "refund",
                "source_transaction_id": payment.id,
            }
        )
        self._succeed(refund)
        return refund

    def test_gift_is_given_back_before_dues_reopen(self):
        due, payment = self._both()
        self._refund(payment, 20)
        self.assertEqual(self._gifts(payment).state, "cancelled")
        self.assertEqual((due.state, self._on_donations()), ("paid", 0))
        self._refund(payment, 30)
        self.assertEqual(due.residual, 30)

    def test_part_of_a_gift_given_back_leaves_the_rest(self):
        payment = self._alone()
        self._refund(payment, 15)
        gifts = self._gifts(payment).filtered(lambda gift: gift.state == "booked")
        self.assertEqual((gifts.amount, self._on_donations()), (25, -25))
