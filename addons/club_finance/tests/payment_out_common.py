from .common import FinanceCommon


class PaymentOutCommon(FinanceCommon):
    """Payments to a town hall, asked for, and approved by an officer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.hall = cls._organisation("Town Hall")

    def _draft(self, role="section_treasurer", **vals):
        return self._as(role, self.env["club.payment.out"]).create(
            {
                "section_id": self.brittany.id,
                "company_id": self.company.id,
                "partner_id": self.hall.id,
                "amount": 120,
                "reason": "Room of the spring meeting",
                "heading_id": self.travel.id,
                **vals,
            }
        )

    def _requested(self, **vals):
        payment = self._draft(**vals)
        payment.action_request()
        return payment

    def _approved(self, **vals):
        payment = self._requested(**vals)
        self._as("officer", payment).action_approve()
        return payment
