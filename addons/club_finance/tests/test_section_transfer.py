from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY, FinanceCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestSectionTransfer(FinanceCommon):
    """One side proposes, the other confirms; the association is as rich as before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def _transfer(self, role="section_treasurer", **vals):
        return self._as(role, self.env["club.section.transfer"]).create(
            {
                "from_section_id": self.brittany.id,
                "to_section_id": self.root.id,
                "company_id": self.company.id,
                "amount": 50,
                "reason": "Share of the fair",
                **vals,
            }
        )

    def _proposed(self, role="section_treasurer", **vals):
        transfer = self._transfer(role, **vals)
        transfer.action_propose()
        return transfer

    def _to_brittany(self, role="treasurer", **vals):
        return self._proposed(
            role,
            from_section_id=self.root.id,
            to_section_id=self.brittany.id,
            **vals,
        )

    def test_section_proposes_association_confirms(self):
        transfer = self._proposed()
        self.assertEqual(transfer.awaits_section_id, self.root)
        self._as("treasurer", transfer).action_confirm()
        self.assertEqual(transfer.state, "confirmed")
        self.assertEqual(self._balance(self.brittany_bank.default_account_id), -50.0)
        self.assertEqual(self._balance(self.bank.default_account_id), 50.0)

    def test_association_proposes_section_confirms(self):
        transfer = self._to_brittany()
        self.assertEqual(transfer.awaits_section_id, self.brittany)
        self._as("section_treasurer", transfer).action_confirm()
        self.assertEqual(self._balance(self.brittany_bank.default_account_id), 50.0)

    def test_nothing_is_proposed_to_a_section_out_of_sight(self):
        with self.assertRaises(AccessError):
            self._transfer(to_section_id=self.provence.id)
        transfer = self._transfer()
        with self.assertRaises(AccessError):
            transfer.to_section_id = self.provence
        self._transfer("treasurer", to_section_id=self.provence.id)

    def test_grant_is_spending_of_one_and_income_of_the_other(self):
        transfer = self._to_brittany(heading_id=self.grants.id)
        self._as("officer", transfer).action_confirm()
        entries = self.env["club.section.entry"].search(
            [("move_id", "=", transfer.sudo().move_id.id)]
        )
        self.assertEqual(
            {entry.section_id: (entry.amount, entry.heading_id) for entry in entries},
            {
                self.root: (-50.0, self.grants),
                self.brittany: (50.0, self.grants),
            },
        )
        self.assertEqual(self._balance(self.income), 0.0)

    def test_sections_of_one_bank_account_need_a_heading(self):
        self.brittany.bank_journal_id = False
        transfer = self._transfer()
        with self.assertRaisesRegex(UserError, "bank in the same account"):
            transfer.action_propose()
        transfer.heading_id = self.grants
        transfer.action_propose()
        self._as("treasurer", transfer).action_confirm()
        self.assertEqual(len(transfer.sudo().move_id.line_ids), 2)

    def test_nobody_confirms_what_they_proposed(self):
        transfer = self._to_brittany()
        with self.assertRaisesRegex(UserError, "You proposed TRF/2026/0001 yourself"):
            transfer.action_confirm()

    @mute_logger("odoo.sql_db")
    def test_database_refuses_one_pair_of_eyes_whoever_writes(self):
        transfer = self._proposed().sudo()
        with (
            self.assertRaisesRegex(Exception, "transfer_four_eyes"),
            self.env.cr.savepoint(),
        ):
            transfer.write(
                {
                    "confirmed_by_id": transfer.proposed_by_id.id,
                    "state": "confirmed",
                }
            )
            self.env.flush_all()

    def test_officer_of_the_same_side_does_not_confirm(self):
        transfer = self._proposed()
        with self.assertRaisesRegex(AccessError, "waits for Test Association"):
            self._as("officer", transfer).action_confirm()

    def test_between_two_sections_the_giving_one_confirms(self):
        transfer = self._proposed(
            "treasurer",
            from_section_id=self.brittany.id,
            to_section_id=self.provence.id,
        )
        self.assertEqual(transfer.awaits_section_id, self.brittany)

    def test_another_section_sees_nothing(self):
        transfer = self._proposed(
            "treasurer",
            from_section_id=self.root.id,
            to_section_id=self.provence.id,
            heading_id=self.grants.id,
        )
        for role in ("section_treasurer", "officer"):
            with self.assertRaises(AccessError):
                self._as(role, transfer).read(["amount"])

    def test_second_click_books_nothing_more(self):
        transfer = self._to_brittany()
        mine = self._as("section_treasurer", transfer)
        mine.action_confirm()
        mine.action_confirm()
        self.assertEqual(self._balance(self.bank.default_account_id), -50.0)

    def test_confirmed_transfer_is_mirrored_not_deleted(self):
        transfer = self._to_brittany(heading_id=self.grants.id)
        mine = self._as("section_treasurer", transfer)
        mine.action_confirm()
        with self.assertRaises(AccessError):
            mine.action_take_back()
        transfer.action_take_back()
        self.assertEqual(transfer.state, "cancelled")
        self.assertEqual(self._balance(self.bank.default_account_id), 0.0)
        self.assertEqual(self._balance(self.income, section=self.brittany), 0.0)
        with self.assertRaisesRegex(UserError, "no longer a draft"):
            transfer.unlink()

    def test_closed_period_is_said_and_nothing_is_booked(self):
        transfer = self._to_brittany()
        self.company.fiscalyear_lock_date = "2026-03-31"
        with self.assertRaisesRegex(UserError, "accounting period closed"):
            self._as("section_treasurer", transfer).action_confirm()
        self.assertEqual(transfer.state, "proposed")

    def test_refusal_needs_a_reason_and_comes_from_the_other_side(self):
        transfer = self._to_brittany()
        with self.assertRaisesRegex(UserError, "Say why"):
            self._as("officer", transfer)._refuse("")
        self.env["club.payment.out.refusal"].with_user(
            self.users["officer"]
        ).with_context(active_model=transfer._name, active_ids=transfer.ids).create(
            {"reason": "We asked for 80"}
        ).action_refuse()
        self.assertEqual(
            (transfer.state, transfer.refused_because), ("refused", "We asked for 80")
        )

    def test_the_other_side_is_told(self):
        transfer = self._to_brittany()
        self.assertEqual(
            transfer._confirmers(),
            (self.users["officer"] | self.users["section_treasurer"]).partner_id,
        )
