from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ClubCommon, day, freeze_time

TODAY = "2026-03-15"


class DepositCommon(ClubCommon):
    """Members called in both ways of booking, and payments of every shape."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.type_invoice = cls._type(
            "Person by invoice", [{"amount": 30}], booking_mode="invoice"
        )
        cls.receivable = cls._person("Anybody").property_account_receivable_id
        cls.bank_account = cls.bank_journal.default_account_id

    def setUp(self):
        super().setUp()
        self.startPatcher(freeze_time(TODAY))

    def _called(self, *names, kind=None, section=None, partner_company=False, **vals):
        """Newcomers called today, one due each unless the type asks for more."""
        dues = self.env["club.due"]
        for name in names:
            member = self.env["club.membership"]._admit(
                {
                    "partner_id": self._person(name, is_company=partner_company).id,
                    "type_id": (kind or self.type_person).id,
                    "section_id": (section or self.brittany).id,
                    "company_id": self.company.id,
                    "joined_on": TODAY,
                    **vals,
                }
            )
            dues |= self._dues_of(member)
        return dues

    def _dues_of(self, member):
        return self.env["club.due"].search([("membership_id", "=", member.id)])

    def _deposit(self, *lines, **vals):
        return self.env["club.deposit"].create(
            {
                "company_id": self.company.id,
                "journal_id": self.bank_journal.id,
                "date": TODAY,
                "line_ids": [Command.create(line) for line in lines],
                **vals,
            }
        )

    def _balance(self, account, partner=None):
        domain = [
            ("account_id", "=", account.id),
            ("parent_state", "=", "posted"),
            ("company_id", "=", self.company.id),
        ]
        if partner:
            domain.append(("partner_id", "=", partner.id))
        return self.env["account.move.line"]._read_group(domain, [], ["balance:sum"])[
            0
        ][0]


@tagged("post_install", "-at_install")
class TestDepositPosting(DepositCommon):
    def test_thirty_seven_cheques_make_one_bank_entry(self):
        dues = self._called(*(f"Member {n}" for n in range(37)))
        deposit = self._deposit(
            *({"payer_id": due.payer_id.id, "amount": 30} for due in dues)
        )
        deposit.action_post()
        self.assertEqual(set(dues.mapped("state")), {"paid"})
        self.assertEqual(len(deposit.move_ids), 1)
        self.assertEqual(len(deposit.move_id.line_ids), 38)
        self.assertEqual(self._balance(self.bank_account), 37 * 30)
        self.assertEqual(self._balance(self.receivable), 0)
        self.assertEqual(deposit.name, "BR/2026/0001")
        self.assertEqual(set(dues.membership_id.mapped("state")), {"active"})

    def test_one_cheque_covers_two_spouses_and_a_gift(self):
        his = self._called("Yann Le Goff")
        hers = self._called("Maud Le Goff", kind=self.type_invoice)
        deposit = self._deposit(
            {
                "payer_id": his.payer_id.id,
                "amount": 75,
                "gift_amount": 15,
                "due_ids": [Command.set((his | hers).ids)],
            }
        )
        deposit.action_post()
        self.assertEqual((his | hers).mapped("state"), ["paid", "paid"])
        credits = deposit.line_ids.move_line_ids.filtered(
            lambda line: line.account_id == self.receivable
        )
        self.assertEqual(credits.partner_id, (his | hers).payer_id)
        self.assertEqual(hers.invoice_id.payment_state, "paid")
        self.assertEqual(self._balance(self.company.club_donation_account_id), -15)

    def test_second_click_books_nothing(self):
        due = self._called("Anna")
        deposit = self._deposit({"payer_id": due.payer_id.id, "amount": 30})
        deposit.action_post()
        deposit.action_post()
        self.assertEqual(len(deposit.move_ids), 1)
        self.assertEqual(self._balance(self.bank_account), 30)

    def test_overpayment_waits_and_pays_the_next_dues(self):
        due = self._called("Anna")
        self._deposit({"payer_id": due.payer_id.id, "amount": 50}).action_post()
        self.assertEqual(due.state, "paid")
        self.assertEqual(self._balance(self.receivable, due.payer_id), -20)
        following = due.membership_id._call_now(day("2027-01-01")).due_ids
        following.action_use_credit()
        self.assertEqual((following.state, following.residual), ("partial", 10))
        with self.assertRaisesRegex(UserError, "no open credit"):
            following.action_use_credit()

    def test_part_payment_leaves_the_rest_due(self):
        due = self._called("Anna")
        due._pay(12, self.bank_journal, day(TODAY))
        self.assertEqual(
            (due.state, due.amount_paid, due.residual), ("partial", 12, 18)
        )
        self.assertEqual(due.membership_id.state, "applied")

    def test_oldest_maturity_is_paid_first(self):
        older = self._called("Anna")
        newer = older.membership_id._call_now(day("2027-01-01")).due_ids
        newer.due_date = older.due_date
        self._deposit({"payer_id": older.payer_id.id, "amount": 40}).action_post()
        self.assertEqual((older.state, newer.residual), ("paid", 20))

    def test_gift_needs_a_donations_account(self):
        due = self._called("Anna")
        self.company.club_donation_account_id = False
        deposit = self._deposit(
            {"payer_id": due.payer_id.id, "amount": 40, "gift_amount": 10}
        )
        with self.assertRaisesRegex(UserError, "donations account"):
            deposit.action_post()

    def test_closed_accounting_period_refuses_a_deposit(self):
        due = self._called("Anna")
        self.company.fiscalyear_lock_date = "2026-02-28"
        deposit = self._deposit(
            {"payer_id": due.payer_id.id, "amount": 30}, date="2026-02-27"
        )
        with self.assertRaisesRegex(UserError, "closed until"):
            deposit.action_post()

    def test_booked_deposit_cannot_change(self):
        due = self._called("Anna")
        deposit = due._pay(30, self.bank_journal, day(TODAY))
        with self.assertRaisesRegex(UserError, "cannot change"):
            deposit.line_ids.amount = 40
        with self.assertRaisesRegex(UserError, "cannot change"):
            deposit.date = "2026-03-16"
        with self.assertRaisesRegex(UserError, "cannot change"):
            deposit.unlink()
