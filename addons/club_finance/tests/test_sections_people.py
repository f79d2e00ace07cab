from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common import TODAY, FinanceCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestSectionsPeople(FinanceCommon):
    """People in payments and bills: merged, shown to themselves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.shop = cls._person("Shop")
        cls.double = cls._person("The Shop")

    def _bill(self, partner):
        return self.env["club.bill"].create(
            {
                "section_id": self.brittany.id,
                "company_id": self.company.id,
                "partner_id": partner.id,
                "amount": 80,
                "label": "Paper",
                "reference": "F-1",
                "heading_id": self.travel.id,
            }
        )

    def _merge(self, partners, into):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((partners | into).ids, into, extra_checks=False)

    def test_bills_of_one_number_survive_when_two_suppliers_become_one(self):
        bills = self._bill(self.shop) | self._bill(self.double)
        self._merge(self.double, self.shop)
        self.assertEqual(bills.exists(), bills)
        self.assertEqual(bills.partner_id, self.shop)
        self.assertEqual(len(set(bills.mapped("reference"))), 2)

    def test_who_approved_a_payment_is_not_made_its_payee(self):
        payment = self._as("section_treasurer", self.env["club.payment.out"]).create(
            {
                "section_id": self.brittany.id,
                "company_id": self.company.id,
                "partner_id": self.double.id,
                "amount": 20,
                "reason": "Paper",
                "heading_id": self.travel.id,
            }
        )
        payment.action_request()
        self._as("officer", payment).action_approve()
        with self.assertRaisesRegex(UserError, "approved PAY/2026/0001 to The Shop"):
            self._merge(self.double, self.users["officer"].partner_id)
        self._merge(self.double, self.shop)
        self.assertEqual(payment.sudo().partner_id, self.shop)

    def test_people_find_what_was_paid_to_them_in_their_file(self):
        bill = self._bill(self.shop)
        parts = self.env["club.data.export"]._parts_besides(self.shop)
        self.assertEqual(parts["bills"][0], bill)
        self.assertFalse(parts["payments_received"][0])
