from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY, day, new_test_user
from .payment_out_common import PaymentOutCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPaymentOut(PaymentOutCommon):
    """Money leaves when two people agreed."""

    def test_treasurer_asks_officer_approves_treasurer_pays(self):
        payment = self._approved()
        payment.action_pay()
        self.assertEqual(payment.state, "paid")
        self.assertEqual(payment.paid_on, day(TODAY))
        self.assertEqual(self._balance(self.expense, section=self.brittany), 120.0)
        self.assertEqual(self._balance(self.brittany_bank.default_account_id), -120.0)

    def test_account_of_the_payee_is_whole_for_who_sends_the_money(self):
        number = "FR7630006000011234567890189"
        account = self.env["res.partner.bank"].create(
            {"partner_id": self.hall.id, "acc_number": number}
        )
        payment = self._requested()
        for role, seen in (
            ("section_treasurer", number),
            ("treasurer", number),
            ("officer", "FR76 … 0189"),
            ("secretary", "FR76 … 0189"),
        ):
            with self.subTest(role):
                shown = self._as(role, payment).payee_account
                self.assertEqual(shown if "…" in seen else shown.replace(" ", ""), seen)
        for role in ("section_treasurer", "officer", "employee"):
            with self.subTest(role):
                theirs = self._as(role, self.env["res.partner.bank"])
                self.assertFalse(theirs.search([("partner_id", "=", self.hall.id)]))
                with self.assertRaises(AccessError):
                    self._as(role, account).read(["acc_number"])

    def test_nobody_approves_what_they_asked_for(self):
        payment = self._requested()
        with self.assertRaisesRegex(UserError, "You asked for PAY/2026/0001 yourself"):
            payment.action_approve()

    def test_dashboard_tells_who_has_to_approve(self):
        self._requested()
        mine, others = "Payments a colleague has to approve", "Payments to approve"
        for role, label in (("section_treasurer", mine), ("treasurer", others)):
            with self.subTest(role):
                waiting = self._as(role, self.brittany)._board_waiting()
                labels = {each["label"] for each in waiting}
                self.assertEqual(labels & {mine, others}, {label})

    @mute_logger("odoo.sql_db")
    def test_database_refuses_one_pair_of_eyes_whoever_writes(self):
        payment = self._requested().sudo()
        with (
            self.assertRaisesRegex(Exception, "payment_out_four_eyes"),
            self.env.cr.savepoint(),
        ):
            payment.write(
                {
                    "approved_by_id": payment.requested_by_id.id,
                    "approver_partner_id": payment.requested_by_id.partner_id.id,
                    "state": "approved",
                }
            )
            self.env.flush_all()

    @mute_logger("odoo.sql_db")
    def test_database_refuses_paid_without_approval(self):
        payment = self._requested().sudo()
        with (
            self.assertRaisesRegex(Exception, "payment_out_approved_before_paid"),
            self.env.cr.savepoint(),
        ):
            payment.state = "paid"
            self.env.flush_all()

    def test_nobody_approves_a_payment_to_themselves(self):
        payment = self._requested(partner_id=self.users["officer"].partner_id.id)
        with self.assertRaisesRegex(UserError, "is paid to you"):
            self._as("officer", payment).action_approve()

    def test_what_was_asked_for_does_not_change_afterwards(self):
        payment = self._requested()
        for vals in ({"amount": 1200}, {"partner_id": self.root.company_id.id}):
            with self.assertRaisesRegex(UserError, "no longer a draft"):
                payment.write(vals)
        payment.action_back_to_draft()
        payment.amount = 130
        payment.action_request()
        self._as("officer", payment).action_approve()
        self.assertEqual((payment.amount, payment.state), (130.0, "approved"))

    def test_facts_are_not_written_by_hand(self):
        payment = self._requested()
        for vals in ({"state": "paid"}, {"requested_by_id": self.env.uid}):
            with self.assertRaisesRegex(UserError, "cannot be written by hand"):
                payment.write(vals)
        with self.assertRaisesRegex(UserError, "cannot be written by hand"):
            self._draft(state="approved")

    def test_payment_without_heading_or_debt_is_not_asked_for(self):
        payment = self._draft(heading_id=False)
        with self.assertRaisesRegex(UserError, "choose a heading"):
            payment.action_request()

    def test_another_section_sees_nothing(self):
        payment = self._requested(role="treasurer", section_id=self.provence.id)
        with self.assertRaises(AccessError):
            self._as("section_treasurer", payment).read(["amount"])
        with self.assertRaises(AccessError):
            self._as("officer", payment).action_approve()

    def test_payment_is_not_moved_into_another_section(self):
        payment = self._draft()
        with self.assertRaises(AccessError):
            payment.section_id = self.provence

    def test_refusal_needs_a_reason_and_is_told(self):
        payment = self._requested()
        officer = self._as("officer", payment)
        with self.assertRaisesRegex(UserError, "Say why"):
            officer._refuse(" ")
        self.env["club.payment.out.refusal"].with_user(self.users["officer"]).create(
            {"payment_ids": payment.ids, "reason": "No receipt"}
        ).action_refuse()
        self.assertEqual(payment.state, "refused")
        told = self.env["mail.message"].search(
            [
                ("model", "=", "club.payment.out"),
                ("res_id", "=", payment.id),
                ("body", "ilike", "No receipt"),
            ]
        )
        self.assertIn(self.users["section_treasurer"].partner_id, told.partner_ids)

    def test_those_who_may_approve_are_told_and_nobody_else(self):
        payment = self._requested()
        self.assertEqual(payment._approvers(), self.users["officer"].partner_id)
        alone = self._requested(partner_id=self.users["officer"].partner_id.id)
        self.assertIn(self.users["treasurer"].partner_id, alone._approvers())

    def test_second_treasurer_of_the_section_may_approve(self):
        deputy = new_test_user(
            self.env,
            "deputy",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        self._office(deputy, self.brittany, "secretary")
        payment = self._requested()
        payment.with_user(deputy).action_approve()
        self.assertEqual(payment.approved_by_id, deputy)

    def test_approved_payment_can_be_given_up_and_a_paid_one_not(self):
        given_up, paid = self._approved(), self._approved()
        given_up.action_cancel()
        paid.action_pay()
        with self.assertRaisesRegex(UserError, "It is now: Paid"):
            paid.action_cancel()
        self.assertEqual((given_up.state, paid.state), ("cancelled", "paid"))

    def test_who_was_overtaken_is_told_and_a_second_click_is_not(self):
        refused, approved = self._approved(), self._approved()
        self._as("treasurer", refused)._refuse("Too dear")
        for click in (refused.action_pay, refused.action_approve):
            with self.assertRaisesRegex(UserError, "PAY/2026/0001 is no longer as"):
                click()
        approved.action_approve()
        approved.action_pay()
        approved.action_pay()
        with self.assertRaisesRegex(UserError, "It is now: Paid"):
            approved._refuse("Too late")
        self.assertEqual((refused.state, approved.state), ("refused", "paid"))
