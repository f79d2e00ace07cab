from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .debit_common import IBANS, DebitCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDebitRights(DebitCommon):
    """The treasurer debits; a section's treasurer sees their own payers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.ann = cls._payer("Ann", cls.brittany)
        cls.bob = cls._payer("Bob", cls.provence, iban=IBANS[2])

    def test_treasurer_goes_through_all_steps(self):
        debit = self._as("treasurer", self._debit())
        debit.action_prepare()
        debit.action_announce()
        debit.sudo()._run_now()
        debit.action_order()
        debit.sudo()._run_now()
        [action] = [order.action_club_download() for order in debit.order_ids]
        self.assertIn("/web/content/", action["url"])
        debit.action_collect()
        debit.sudo()._run_now()
        self.assertEqual(self.ann.state, "paid")

    def test_section_treasurer_sees_own_payers_and_does_nothing(self):
        debit = self._prepared()
        lines = self._as("section_treasurer")["club.debit.line"].search([])
        self.assertEqual(lines.payer_id.ids, self.ann.payer_id.ids)
        self.assertIn("Ann", lines.display_name)
        with self.assertRaises(AccessError):
            lines.action_leave_out()
        with self.assertRaises(AccessError):
            self._as("section_treasurer", debit).action_announce()

    def test_secretary_cannot_debit(self):
        with self.assertRaises(AccessError):
            self._as("secretary", self._prepared()).action_announce()

    def test_facts_are_not_written_by_hand(self):
        debit = self._as("treasurer", self._prepared())
        with self.assertRaisesRegex(UserError, "cannot be written by hand"):
            debit.stage = "collected"
        debit.action_announce()
        debit.sudo()._run_now()
        with self.assertRaisesRegex(UserError, "was announced to its payers"):
            debit.notice_days = 3
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            debit.unlink()

    def test_payer_left_out_by_hand_stays_open(self):
        debit = self._announced()
        line = self._as("treasurer", self._line(debit, self.ann))
        line.action_leave_out()
        self.assertEqual(line.state, "left_out")
        debit.action_order()
        debit._run_now()
        with self.assertRaisesRegex(UserError, "cannot be left out any more"):
            self._as("treasurer", self._line(debit, self.bob)).action_leave_out()

    def test_lists_of_debits_count_together(self):
        self._forget_nothing()
        debits = self._prepared() | self._debit(collection_date="2026-04-15")
        debits |= self._debit(collection_date="2026-04-16")
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(5):
            debits.mapped("line_count")
            debits.mapped("order_count")


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDebitSetup(DebitCommon):
    """What is missing is said, and made by one button."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def _bare(self):
        other = self._association("Bare Association")
        self.env.user.company_ids |= other
        return other

    def test_nothing_set_up_is_said_in_sentences(self):
        gaps = self._bare()._club_debit_gaps()
        self.assertEqual(len(gaps), 3)
        for words in ("creditor identifier", "no IBAN", "no way of debiting"):
            self.assertTrue(any(words in gap for gap in gaps), words)

    def test_all_set_up_says_nothing(self):
        self.assertEqual(self.company._club_debit_gaps(), [])

    def _setup(self, company, **vals):
        setup = self.env["club.debit.setup"].with_company(company)
        return setup.create(
            {
                "iban": "FR76 3000 6000 0112 3456 7890 189",
                "creditor_identifier": "FR78 ZZZ 424242",
                **vals,
            }
        )

    def test_one_button_creates_what_is_missing_once(self):
        other = self._bare()
        self._setup(other).action_set_up()
        self.assertEqual(other._club_debit_gaps(), [])
        mode = other._club_debit_mode()
        self._setup(other, notice_days=10).action_set_up()
        self.assertEqual(
            self.env["account.payment.mode"].search_count(
                [("company_id", "=", other.id)]
            ),
            1,
        )
        self.assertEqual(other._club_debit_mode(), mode)
        self.assertEqual(other.club_debit_notice_days, 10)

    def test_wrong_iban_and_wrong_identifier_are_refused(self):
        other = self._bare()
        with self.assertRaisesRegex(UserError, "no valid IBAN"):
            self._setup(other, iban="12345").action_set_up()
        with self.assertRaisesRegex(ValidationError, "Creditor Identifier"):
            self._setup(other, creditor_identifier="FR00ZZZ1").action_set_up()

    def test_treasurer_sets_up_their_own_association_only(self):
        other = self._bare()
        setups = self._as("treasurer")["club.debit.setup"]
        self.assertEqual(setups.create({}).gaps, "")
        with self.assertRaises(AccessError):
            setups.create({"company_id": other.id}).action_set_up()
