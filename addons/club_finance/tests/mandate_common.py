"""Payers with accounts: what the tests of mandates start from."""

import base64

from odoo.tests import new_test_user

from .common import FinanceCommon, freeze_time

# Numbers that banks print in their examples.
IBAN = "FR76 3000 6000 0112 3456 7890 189"
OTHER_IBAN = "DE89 3704 0044 0532 0130 00"
CREDITOR = "FR72ZZZ123456"
SCAN = base64.b64encode(b"%PDF-1.4 signed")


class MandateCommon(FinanceCommon):
    """An association that debits, and Ann of Brittany who owes dues."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-03-15"):
            cls.company.sepa_creditor_identifier = CREDITOR
            cls.due = cls._due("Ann", cls.brittany)
        cls.ann = cls.due.payer_id
        cls.mandates = cls.env["club.mandate"]

    @classmethod
    def _signed(cls, payer=None, iban=IBAN, **facts):
        """A mandate that a payer signed in their space."""
        return cls.mandates._sign(
            payer or cls.ann,
            cls.company,
            iban,
            "",
            "portal",
            **{"typed_name": "Ann", **facts},
        )

    @classmethod
    def _portal_user(cls, partner):
        return new_test_user(
            cls.env,
            login=f"portal_{partner.id}",
            groups="base.group_portal",
            partner_id=partner.id,
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
