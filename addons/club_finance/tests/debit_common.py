from odoo.addons.club_membership.tests.common import day

from .common import FinanceCommon

IBANS = (
    "FR7630006000011234567890189",
    "FR1420041010050500013M02606",
    "DE89370400440532013000",
    "BE68539007547034",
)
CREDITOR = "FR78ZZZ424242"
# A Tuesday, on which what was called on 15 March 2026 is payable.
COLLECTED_ON = "2026-04-14"


class DebitCommon(FinanceCommon):
    """An association that may debit, and members who gave mandates."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank.bank_account_id = cls.env["res.partner.bank"].create(
            {
                "acc_number": IBANS[0],
                "partner_id": cls.company.partner_id.id,
                "company_id": cls.company.id,
            }
        )
        cls.mode = cls.company._club_set_up_debits(cls.bank, CREDITOR)
        cls.outstanding = cls.company._club_outstanding()

    @classmethod
    def _mandate(cls, partner, iban=IBANS[1], state="valid", **vals):
        bank = cls.env["res.partner.bank"].create(
            {"acc_number": iban, "partner_id": partner.id}
        )
        return cls.env["account.banking.mandate"].create(
            {
                "partner_bank_id": bank.id,
                "company_id": cls.company.id,
                "signature_date": "2026-01-10",
                "state": state,
                "type": "recurrent",
                "recurrent_sequence_type": "first",
                "format": "sepa",
                **vals,
            }
        )

    @classmethod
    def _payer(cls, name, section=None, kind=None, **vals):
        """The due of a new member who gave a mandate."""
        due = cls._due(name, section, kind)
        cls._mandate(due.payer_id, **vals)
        return due

    @classmethod
    def _debit(cls, **vals):
        return cls.env["club.debit"].create(
            {
                "name": "Dues 2026",
                "company_id": cls.company.id,
                "collection_date": COLLECTED_ON,
                "payment_mode_id": cls.mode.id,
                **vals,
            }
        )

    def _prepared(self, **vals):
        debit = self._debit(**vals)
        debit.action_prepare()
        return debit

    def _announced(self, **vals):
        debit = self._prepared(**vals)
        debit.action_announce()
        debit._run_now()
        return debit

    def _ordered(self, **vals):
        debit = self._announced(**vals)
        debit.action_order()
        debit._run_now()
        return debit

    def _collected(self, **vals):
        debit = self._ordered(**vals)
        debit.action_collect()
        debit._run_now()
        return debit

    def _line(self, debit, due):
        return debit.line_ids.filtered(lambda line: due in line.due_ids)

    def _day(self, text):
        return day(text)
