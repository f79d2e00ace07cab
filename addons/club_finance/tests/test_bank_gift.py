from odoo.tests import Form, tagged

from .bank_common import BankDeskCommon
from .common import TODAY, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBankGift(BankDeskCommon):
    """Gifts that came by transfer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gifts = cls._heading(
            "Gifts", "income", cls.company.club_donation_account_id
        )
        cls.ann = cls._person("Ann")

    def _booked(self, line, **values):
        with Form(
            self.mine["club.bank.heading"].with_context(
                active_model="club.bank.line", active_ids=line.ids
            )
        ) as form:
            form.heading_id = values.pop("heading", self.gifts)
            for name, value in values.items():
                form[name] = value
        form.record.action_confirm()

    def _donations(self):
        return self.env["club.donation"].search([("partner_id", "=", self.ann.id)])

    def test_transfer_booked_as_a_gift_is_recorded_with_its_donor(self):
        line = self._recognised(40, "???")
        self._booked(line, donor_id=self.ann)
        gift = self._donations()
        self.assertEqual(
            (gift.amount, gift.section_id, gift.state, gift.date),
            (40, self.brittany, "booked", line.date),
        )
        line._undo()
        self.assertEqual(self._donations().state, "cancelled")

    def test_grant_is_no_gift(self):
        self._booked(self._recognised(40, "???"), heading=self.grants)
        self.assertFalse(self._donations())
        self.assertFalse(self.grants.is_gift)

    def test_collection_has_no_donor(self):
        line = self._recognised(40, "???")
        self._booked(line)
        self.assertEqual(line.state, "done")
        self.assertFalse(self._donations())
