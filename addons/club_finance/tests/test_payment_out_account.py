from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import TODAY, FinanceCommon

ASKED = "FR7630006000011234567890189"
OTHER = "DE89370400440532013000"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPaymentOutAccount(FinanceCommon):
    """Money goes to the account that was approved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.hall = cls._organisation("Town Hall")
        cls.account = cls._account(ASKED)

    @classmethod
    def _account(cls, number, **vals):
        return cls.env["res.partner.bank"].create(
            {"partner_id": cls.hall.id, "acc_number": number, **vals}
        )

    def _draft(self):
        return self._as("section_treasurer", self.env["club.payment.out"]).create(
            {
                "section_id": self.brittany.id,
                "company_id": self.company.id,
                "partner_id": self.hall.id,
                "amount": 120,
                "reason": "Room of the spring meeting",
                "heading_id": self.travel.id,
            }
        )

    def _shown(self, payment):
        self.env.invalidate_all()
        return "".join((payment.payee_account or "").split())

    def test_another_account_of_the_payee_redirects_nothing(self):
        payment = self._draft()
        payment.action_request()
        first = self._account(OTHER, sequence=1)
        self.hall.invalidate_recordset(["bank_ids"])
        self.assertEqual(self.hall.bank_ids[:1], first)
        self.assertEqual(self._shown(payment), ASKED)
        self._as("officer", payment).action_approve()
        (self.account | first).unlink()
        self.assertEqual(self._shown(payment), ASKED)
        payment.action_pay()
        self.assertEqual(self._shown(payment), ASKED)

    def test_draft_shows_the_account_of_the_payee_as_it_is(self):
        payment = self._draft()
        self._account(OTHER, sequence=1)
        self.assertEqual(self._shown(payment), OTHER)

    def test_asked_for_anew_it_goes_where_the_payee_banks_now(self):
        payment = self._draft()
        payment.action_request()
        self.account.unlink()
        self._account(OTHER)
        payment.action_back_to_draft()
        payment.action_request()
        self.assertEqual(self._shown(payment), OTHER)

    def test_account_that_came_after_asking_was_approved_by_nobody(self):
        self.account.unlink()
        payment = self._draft()
        payment.action_request()
        self._account(OTHER)
        self.assertFalse(self._shown(payment))

    def test_cash_instead_of_a_transfer_is_said_in_the_discussion(self):
        payment = self._draft()
        payment.action_request()
        self._as("officer", payment).action_approve()
        self.cr.flush()
        payment = payment.with_context(tracking_disable=False, mail_notrack=False)
        payment.paid_from = "cash"
        self.cr.flush()
        told = payment.sudo().message_ids.tracking_value_ids
        self.assertIn(
            ("Bank account", "Cash box"),
            told.mapped(lambda value: (value.old_value_char, value.new_value_char)),
        )

    def test_account_asked_for_is_written_by_asking_alone(self):
        payment = self._draft()
        with self.assertRaisesRegex(UserError, "cannot be written by hand"):
            payment.payee_iban = OTHER
        with self.assertRaisesRegex(UserError, "cannot be written by hand"):
            payment.copy({"payee_iban": OTHER})
        payment.action_request()
        with self.assertRaises(AccessError):
            self._as("officer", payment).read(["payee_iban"])
