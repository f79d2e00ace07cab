import base64

from odoo.addons.club_portal.tests.payment_common import PaymentDuesCommon
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .bank_common import BankDeskCommon
from .common import TODAY, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPayout(PaymentDuesCommon, BankDeskCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fees = cls._heading("Fees", "expense", cls.expense)
        cls.company.club_fee_heading_id = cls.fees
        cls.paid = cls.env["payment.transaction"]
        for name in ("Ann", "Bob"):
            payment = cls._begin(cls._owing(name))
            payment._set_done()
            payment._post_process()
            cls.paid |= payment
        cls.slips = cls.paid.club_deposit_ids

    def _money(self, account):
        return BankDeskCommon._balance(self, account)

    def _arrives(self, amount, label="VIR A PROVIDER"):
        line = self._bank_line(amount, label, journal=self.bank)
        line._recognise()
        return line

    def _payout(self, rows=None, **vals):
        first, second = self.paid.mapped("reference")
        rows = rows or f"reference,gross,fee\n{first},30,0.60\n{second},30,0.40\n"
        return self.env["club.payout"].create(
            {
                "name": "po_1",
                "section_id": self.root.id,
                "date": TODAY,
                "file": base64.b64encode(rows.encode()),
                **vals,
            }
        )

    def test_online_payments_wait_for_the_payout(self):
        self.assertEqual(self._money(self.waiting), 60.0)

    def test_payout_is_recognised_by_the_file_and_its_fees_are_booked(self):
        payout = self._payout()
        payout.action_read_file()
        self.assertEqual((payout.gross, payout.fee, payout.net), (60.0, 1.0, 59.0))
        line = self._arrives(59)
        self.assertEqual(line.confidence, "exact")
        line.action_confirm()
        self.assertEqual((line.state, self._money(self.waiting)), ("done", 0.0))
        self.assertEqual(self._money(self.expense), 1.0)
        self.assertEqual(self._money(self.bank.default_account_id), 59.0)
        self.assertEqual((payout.state, payout.bank_line_id), ("credited", line))
        self.assertEqual(set(self.slips.mapped("at_bank")), {"credited"})

    def test_payout_is_guessed_from_the_dates_and_left_to_a_click(self):
        line = self._arrives(59)
        best = line.best_proposal_id
        self.assertEqual((best.kind, line.confidence), ("payout", "likely"))
        line.action_confirm()
        self.assertEqual(self._money(self.waiting), 0.0)
        self.assertEqual(self._money(self.expense), 1.0)

    def test_sum_that_no_fee_explains_is_no_payout(self):
        self.assertNotIn("payout", self._arrives(40).proposal_ids.mapped("kind"))
        self.assertNotIn("payout", self._arrives(61).proposal_ids.mapped("kind"))

    def test_undone_payout_is_expected_again(self):
        payout = self._payout()
        payout.action_read_file()
        line = self._arrives(59)
        line.action_confirm()
        line.action_undo()
        self.assertEqual((payout.state, self._money(self.waiting)), ("draft", 60.0))
        self.assertEqual(self._money(self.expense), 0.0)
        line.action_confirm()
        self.assertEqual(payout.state, "credited")

    def test_fees_without_heading_say_who_chooses_it(self):
        self.company.club_fee_heading_id = False
        line = self._arrives(59)
        with self.assertRaisesRegex(UserError, "no heading for the fees"):
            line.action_confirm()

    def test_payment_unknown_here_is_pointed_at_and_not_exact(self):
        first = self.paid[0].reference
        payout = self._payout(f"reference,gross,fee\n{first},30,0.6\nWHO,30,0.4\n")
        payout.action_read_file()
        self.assertEqual(payout.unknown_count, 1)
        line = self._arrives(59)
        self.assertFalse(line.proposal_ids.payout_id)

    def test_file_that_cannot_be_read_says_why(self):
        payout = self._payout("reference,fee\nX,1\n")
        with self.assertRaisesRegex(UserError, "holds the amounts"):
            payout.action_read_file()

    @mute_logger("odoo.sql_db")
    def test_payment_is_in_one_payout_only(self):
        self._payout().action_read_file()
        other = self._payout(name="po_2")
        other.action_read_file()
        self.assertEqual(other.unknown_count, 2)
        with self.assertRaises(IntegrityError):
            other.line_ids[0].deposit_id = self.slips[0]

    def test_payout_seen_at_the_bank_is_fixed(self):
        payout = self._payout()
        payout.action_read_file()
        self._arrives(59).action_confirm()
        with self.assertRaisesRegex(UserError, "in the books"):
            payout.line_ids[0].fee = 0

    def test_treasurer_of_a_section_sees_no_payout_of_another(self):
        payout = self._payout().with_env(self.mine)
        with self.assertRaises(AccessError):
            payout.action_read_file()
        with self.assertRaises(AccessError):
            self.mine["club.payout"].create({"name": "X", "section_id": self.root.id})

    def test_payment_of_another_section_is_not_found_by_its_reference(self):
        theirs = self._begin(self._owing("Cid", section_id=self.provence.id))
        self._succeed(theirs)
        rows = f"{self.paid[0].reference},30,0.6\n{theirs.reference},30,0.4\n"
        payout = self._payout(
            f"reference,gross,fee\n{rows}", section_id=self.brittany.id
        )
        payout.with_env(self.mine).action_read_file()
        self.assertEqual(payout.line_ids.deposit_id, self.slips[0])
        self.assertEqual(payout.unknown_count, 1)
