from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import day
from .test_deposit_posting import TODAY, DepositCommon


@tagged("post_install", "-at_install")
class TestDepositAccess(DepositCommon):
    """A regional treasurer books cheques of the own region, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def _their_deposit(self, *lines, role="section_treasurer", **vals):
        deposits = self._as(role, self.env["club.deposit"]).with_company(self.company)
        return deposits.create(
            {
                "company_id": self.company.id,
                "section_id": self.brittany.id,
                "date": TODAY,
                "line_ids": [Command.create(line) for line in lines],
                **vals,
            }
        )

    def test_regional_treasurer_books_without_accounting_group(self):
        mine = self._called("Anna", section=self.rennes)
        other = self._called("Bo", kind=self.type_invoice)
        user = self._as("section_treasurer").user
        self.assertFalse(user.has_group("account.group_account_readonly"))
        self.assertFalse(user.has_group("account.group_account_invoice"))
        deposit = self._their_deposit(
            *({"payer_id": due.payer_id.id, "amount": 30} for due in mine | other)
        )
        self.assertEqual(deposit.sudo().journal_id, self.bank_journal)
        deposit.action_post()
        self.assertEqual((mine | other).mapped("state"), ["paid", "paid"])
        deposit.line_ids[0]._bounce(day(TODAY), "No funds")
        self.assertEqual(mine.state, "called")

    def test_regional_treasurer_records_a_single_payment(self):
        due = self._called("Anna")
        wizard = (
            self._as("section_treasurer", self.env["club.payment"])
            .with_context(active_model="club.due", active_ids=due.ids)
            .create({})
        )
        wizard.action_pay()
        self.assertEqual(due.state, "paid")

    def test_dues_of_another_region_cannot_be_chosen(self):
        mine = self._called("Anna")
        theirs = self._called("Zoe", section=self.provence)
        with self.assertRaises(AccessError):
            self._their_deposit(
                {
                    "payer_id": mine.payer_id.id,
                    "amount": 30,
                    "due_ids": [Command.set(theirs.ids)],
                }
            ).action_post()
        self.assertEqual(theirs.state, "called")

    def test_dues_of_another_region_are_not_taken_by_themselves(self):
        payer = self._person("Payer")
        mine = self._called("Anna", payer_id=payer.id)
        theirs = self._called("Zoe", section=self.provence, payer_id=payer.id)
        self._their_deposit({"payer_id": payer.id, "amount": 60}).action_post()
        self.assertEqual((mine.state, theirs.state), ("paid", "called"))
        self.assertEqual(self._balance(self.receivable, payer), 0)

    def test_deposit_of_another_region_cannot_be_booked(self):
        due = self._called("Zoe", section=self.provence)
        deposit = self._deposit(
            {"payer_id": due.payer_id.id, "amount": 30}, section_id=self.provence.id
        )
        with self.assertRaises(AccessError):
            self._as("section_treasurer", deposit).action_post()

    def test_a_draft_is_not_moved_to_a_section_of_others(self):
        due = self._called("Anna")
        deposit = self._their_deposit({"payer_id": due.payer_id.id, "amount": 30})
        for section in (self.provence, self.root, self.env["club.section"]):
            with self.subTest(section.name), self.assertRaises(AccessError):
                deposit.section_id = section.id
        deposit.section_id = self.rennes.id
        self.assertEqual(deposit.section_id, self.rennes)

    def test_a_payment_is_not_moved_to_a_deposit_or_payer_of_others(self):
        due = self._called("Anna")
        theirs = self._called("Zoe", section=self.provence)
        line = self._their_deposit({"payer_id": due.payer_id.id, "amount": 30}).line_ids
        elsewhere = self._deposit(
            {"payer_id": theirs.payer_id.id, "amount": 30}, section_id=self.provence.id
        )
        for values in (
            {"deposit_id": elsewhere.id},
            {"payer_id": theirs.payer_id.id},
            {"due_ids": [Command.set(theirs.ids)]},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                line.write(values)

    def test_a_payment_is_not_moved_into_a_booked_deposit(self):
        due, other = self._called("Anna"), self._called("Bo")
        booked = other._pay(30, self.bank_journal, day(TODAY))
        draft = self._deposit({"payer_id": due.payer_id.id, "amount": 30})
        with self.assertRaisesRegex(UserError, "cannot change"):
            draft.line_ids.deposit_id = booked

    def test_regional_treasurer_banks_where_the_section_banks(self):
        due = self._called("Anna")
        cash = self.env["account.journal"].create(
            {
                "name": "Till",
                "code": "TILL",
                "type": "cash",
                "company_id": self.company.id,
            }
        )
        deposit = self._their_deposit(
            {"payer_id": due.payer_id.id, "amount": 30}, journal_id=cash.id
        )
        with self.assertRaisesRegex(UserError, "does not bank"):
            deposit.action_post()
        self.brittany.bank_journal_id = cash
        deposit.action_post()
        self.assertEqual(due.state, "paid")

    def test_state_and_number_are_not_written_by_hand(self):
        due = self._called("Anna")
        deposit = self._their_deposit({"payer_id": due.payer_id.id, "amount": 30})
        for values in ({"state": "posted"}, {"name": "BR/0"}, {"move_id": False}):
            with self.assertRaisesRegex(UserError, "by hand"):
                deposit.write(values)
        with self.assertRaisesRegex(UserError, "with its button"):
            deposit.line_ids.bounced_on = TODAY

    def test_readers_and_secretaries_book_nothing(self):
        due = self._called("Anna")
        deposit = self._deposit({"payer_id": due.payer_id.id, "amount": 30})
        for role in ("reader", "officer", "secretary"):
            with self.subTest(role), self.assertRaises(AccessError):
                self._as(role, deposit).action_post()
        self._as("treasurer", deposit).action_post()
        self.assertEqual(due.state, "paid")

    def test_dues_of_another_company_are_refused(self):
        due = self._called("Anna")
        other = self._association("Other Association")
        bank = self.env["account.chart.template"].with_company(other).ref("bank")
        with self.assertRaisesRegex(UserError, "compan"):
            self.env["club.deposit"].create(
                {
                    "company_id": other.id,
                    "journal_id": bank.id,
                    "date": TODAY,
                    "line_ids": [
                        Command.create(
                            {
                                "payer_id": due.payer_id.id,
                                "amount": 30,
                                "due_ids": [Command.set(due.ids)],
                            }
                        )
                    ],
                }
            )

    def test_a_payers_dues_in_another_company_are_not_taken(self):
        due = self._called("Anna")
        other = self._association("Other Association")
        bank = self.env["account.chart.template"].with_company(other).ref("bank")
        deposit = self.env["club.deposit"].create(
            {
                "company_id": other.id,
                "journal_id": bank.id,
                "date": TODAY,
                "line_ids": [
                    Command.create({"payer_id": due.payer_id.id, "amount": 30})
                ],
            }
        )
        deposit.action_post()
        self.assertEqual(due.state, "called")
