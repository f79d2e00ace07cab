from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged

from .common import TODAY, day
from .expense_common import ExpenseCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDialogs(ExpenseCommon):
    """What somebody is about to say is theirs, and of what they may see."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.elsewhere = cls._association("Other Association")
        cls.env.user.company_id = cls.company
        cls.stranger = new_test_user(
            cls.env,
            "other_treasurer",
            groups="base.group_user,club_membership.group_club_treasurer",
            company_id=cls.elsewhere.id,
            company_ids=[(6, 0, cls.elsewhere.ids)],
        )

    def test_books_of_another_association_are_not_closed_or_opened(self):
        self.company.fiscalyear_lock_date = "2024-12-31"
        closings = self.env["club.books.closing"].with_user(self.stranger)
        for last in ("2025-12-31", False):
            with self.subTest(last=last), self.assertRaises(AccessError):
                closings.create({"company_id": self.company.id, "date": last})
        closing = closings.create({"date": "2025-12-31"})
        with self.assertRaises(AccessError):
            closing.company_id = self.company
        closing.action_close()
        self.assertEqual(self.elsewhere.fiscalyear_lock_date, day("2025-12-31"))
        self.assertEqual(self.company.fiscalyear_lock_date, day("2024-12-31"))

    def test_bank_account_of_another_association_gets_no_number(self):
        setups = self.env["club.debit.setup"].with_user(self.stranger)
        with self.assertRaises(AccessError):
            setups.create(
                {"journal_id": self.bank.id, "iban": "FR7630006000011234567890189"}
            )

    def test_reason_that_a_colleague_is_typing_is_nobody_elses(self):
        claim = self._sent()
        refusal = self._as("officer", self.env["club.expense.refusal"]).create(
            {"expense_id": claim.id, "reason": "Ann never came"}
        )
        theirs = self._as("section_treasurer", refusal)
        self.assertFalse(theirs.search([]))
        with self.assertRaises(AccessError):
            theirs.read(["reason"])
        with self.assertRaises(AccessError):
            theirs.reason = "Unreadable"

    def test_form_tells_no_name_of_what_is_out_of_sight(self):
        secret = self._due("Secret", section=self.provence).partner_id
        mine = self._as("section_treasurer")
        claim = self._claim(section=self.provence)
        with self.assertRaises(AccessError):
            mine["club.expense.refusal"].create({"expense_id": claim.id, "reason": "x"})
        with self.assertRaises(AccessError):
            mine["club.bank.heading"].create(
                {"heading_id": self.grants.id, "donor_id": secret.id}
            )
        money = {"section_id": self.brittany.id, "company_id": self.company.id}
        for model, vals in (
            ("club.expense", {"summary": "Trip"}),
            (
                "club.cash.movement",
                {"label": "Cakes", "amount": 5, "heading_id": self.travel.id},
            ),
            ("club.purchase.order", {"name": "PO 1"}),
            ("club.quote", {"kind": "other"}),
        ):
            with self.subTest(model=model):
                with self.assertRaises(AccessError):
                    mine[model].create({**money, **vals, "partner_id": secret.id})
                own = mine[model].create({**money, **vals, "partner_id": self.ann.id})
                with self.assertRaises(AccessError):
                    own.partner_id = secret
