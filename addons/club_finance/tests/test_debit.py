from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY
from .debit_common import CREDITOR, IBANS, DebitCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDebit(DebitCommon):
    """Who is debited of what, and how they are told."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann = cls._payer("Ann", cls.brittany)
        cls.bob = cls._payer(
            "Bob", cls.provence, iban=IBANS[2], recurrent_sequence_type="recurring"
        )
        cls.team = cls._payer("Team", kind=cls.type_seats, iban=IBANS[3])

    def test_prepared_debit_has_one_line_per_payer_with_a_mandate(self):
        self._due("Carl")
        debit = self._prepared()
        self.assertEqual(debit.stage, "prepared")
        self.assertEqual(
            debit.line_ids.payer_id, (self.ann | self.bob | self.team).payer_id
        )
        self.assertEqual(debit.amount, 30 + 30 + self.team.residual)
        self.assertEqual(self._line(debit, self.ann).section_id, self.brittany)
        self.assertEqual(len(set(debit.line_ids.mapped("end_to_end"))), 3)

    def test_debit_of_a_call_names_those_without_mandate(self):
        carl = self._due("Carl")
        debit = self._prepared(call_id=carl.call_id.id)
        self.assertEqual(debit.line_ids.state, "left_out")
        self.assertEqual(debit.line_ids.reason, "Carl has given no mandate.")
        self.assertEqual((debit.line_count, debit.left_out_count), (0, 1))

    def test_nothing_to_debit_says_what_to_do(self):
        (self.ann | self.bob | self.team)._pay(
            60 + self.team.residual, self.bank, TODAY
        )
        with self.assertRaisesRegex(UserError, "nothing to debit"):
            self._prepared()

    def test_mandate_revoked_expired_or_unsigned_is_left_out_with_the_reason(self):
        mandates = self.env["account.banking.mandate"]
        by_due = {
            due: mandates.search([("partner_id", "=", due.payer_id.id)])
            for due in (self.ann, self.bob, self.team)
        }
        by_due[self.ann].cancel()
        by_due[self.bob].state = "expired"
        by_due[self.team].state = "draft"
        carl = self._payer("Carl", iban=IBANS[3], state="draft")
        debit = self._prepared()
        self.assertEqual(set(debit.line_ids.mapped("state")), {"left_out"})
        self.assertIn("was revoked", self._line(debit, self.ann).reason)
        self.assertIn("has expired", self._line(debit, self.bob).reason)
        self.assertIn("is suspended", self._line(debit, self.team).reason)
        self.assertIn("not signed", self._line(debit, carl).reason)

    def test_who_died_or_left_or_has_no_address_is_left_out(self):
        self.ann.payer_id.club_deceased_on = TODAY
        self.bob.membership_id._close("resigned", self._day("2026-03-01"), None)
        self.team.payer_id.email = False
        debit = self._prepared()
        self.assertEqual(set(debit.line_ids.mapped("state")), {"left_out"})
        self.assertIn("has died", self._line(debit, self.ann).reason)
        self.assertIn("left the association", self._line(debit, self.bob).reason)
        self.assertIn("nor a postal address", self._line(debit, self.team).reason)

    def test_other_company_is_not_debited(self):
        other = self._association("Other Association")
        debit = self._debit(company_id=other.id, payment_mode_id=False)
        with self.assertRaisesRegex(UserError, "nothing to debit"):
            debit.action_prepare()

    def test_debt_in_another_debit_is_not_taken_twice(self):
        self._prepared()
        again = self._prepared()
        self.assertEqual(set(again.line_ids.mapped("state")), {"left_out"})
        self.assertIn("another debit", again.line_ids[0].reason)

    @mute_logger("odoo.sql_db")
    def test_database_refuses_one_debt_in_two_debits(self):
        item = self._prepared().line_ids.item_ids[0]
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            item.copy({"line_id": item.line_id.id})
            self.env.flush_all()

    def test_prepare_again_replaces_the_lines(self):
        debit = self._prepared()
        carl = self._payer("Carl")
        debit.action_prepare()
        self.assertEqual(len(debit.line_ids), 4)
        self.assertTrue(self._line(debit, carl))

    def test_changed_day_undoes_the_preparation(self):
        debit = self._prepared()
        debit.collection_date = "2026-04-15"
        self.assertEqual((debit.stage, len(debit.line_ids)), ("draft", 0))

    def test_banks_do_not_debit_on_good_friday(self):
        with self.assertRaisesRegex(UserError, "Banks do not debit on Friday"):
            self._debit(collection_date="2026-04-03")

    def test_leap_day_is_a_day_like_another(self):
        with freeze_time("2028-02-01"):
            debit = self._prepared(collection_date="2028-02-29")
            debit.action_announce()
            debit._run_now()
            self.assertEqual(debit.stage, "announced")

    def test_default_day_leaves_time_to_announce(self):
        debit = self.env["club.debit"].new({"company_id": self.company.id})
        # 30 March 2026 is a Monday, fifteen days on.
        self.assertEqual(debit.collection_date, self._day("2026-03-30"))

    def test_too_short_notice_is_refused_with_the_first_possible_day(self):
        debit = self._prepared()
        # Fourteen days on is a Saturday.
        with (
            freeze_time("2026-04-11"),
            self.assertRaisesRegex(UserError, "04/27/2026"),
        ):
            debit.action_announce()

    def test_notice_agreed_otherwise_is_shorter(self):
        with freeze_time("2026-04-09"):
            debit = self._announced(notice_days=5)
        self.assertEqual(debit.stage, "announced")

    def test_due_that_is_payable_later_waits(self):
        debit = self._prepared(collection_date="2026-04-13")
        self.assertEqual(set(debit.line_ids.mapped("state")), {"left_out"})
        self.assertIn("payable on 04/14/2026", debit.line_ids[0].reason)
        with self.assertRaisesRegex(UserError, "debits nobody"):
            debit.action_announce()

    def test_announcement_tells_amount_day_mandate_and_creditor(self):
        debit = self._announced()
        line = self._line(debit, self.ann)
        self.assertEqual(
            (line.state, line.announced_on), ("announced", self._day(TODAY))
        )
        self.assertEqual(line.mail_id.recipient_ids, self.ann.payer_id)
        body = line.mail_id.body_html
        for text in ("30.00", "04/14/2026", line.mandate_reference, CREDITOR, "Ann"):
            self.assertIn(text, body)

    def test_second_click_announces_nobody_twice(self):
        debit = self._announced()
        mails = debit.line_ids.mail_id
        debit.action_announce()
        self.assertEqual(debit.state, "done")
        self.assertEqual(debit.line_ids.mail_id, mails)

    def test_due_paid_before_the_announcement_is_left_out(self):
        debit = self._prepared()
        self.ann._pay(30, self.bank, TODAY)
        debit.action_announce()
        debit._run_now()
        line = debit.line_ids.filtered(lambda x: x.payer_id == self.ann.payer_id)
        self.assertEqual(
            (line.state, line.reason), ("left_out", "Ann has paid meanwhile.")
        )
        self.assertFalse(line.mail_id)
