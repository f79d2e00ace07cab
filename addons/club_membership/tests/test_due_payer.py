from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import day
from .test_deposit_posting import TODAY, DepositCommon


@tagged("post_install", "-at_install")
class TestDuePayer(DepositCommon):
    """Somebody else pays: what is open moves, what was paid stays, nothing twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.new = cls._person("New Payer")
        cls.taxed = cls._type(
            "Taxed",
            [{"amount": 33.33}],
            booking_mode="invoice",
            tax_ids=[Command.set(cls.tax.ids)],
        )

    def _kinds(self):
        return (self.type_person, self.type_invoice, self.taxed)

    def _owed_by(self, payer):
        return round(self._balance(self.receivable, payer), 2)

    def test_open_dues_move_to_the_new_payer(self):
        for kind in self._kinds():
            with self.subTest(kind.name):
                due = self._called(f"Anna {kind.name}", kind=kind)
                old, amount = due.payer_id, due.amount
                due._change_payer(self.new, "Household split")
                self.assertEqual(due.payer_id, self.new)
                self.assertEqual(
                    (due.state, due.amount, due.amount_credited, due.residual),
                    ("called", amount, 0, amount),
                )
                self.assertEqual(self._owed_by(old), 0)
                self.assertEqual(self._owed_by(self.new), amount)
                due._pay(amount, self.bank_journal, day(TODAY))
                self.assertEqual((due.state, due.amount_paid), ("paid", amount))
                self.assertEqual(due.membership_id.state, "active")
                self.assertEqual(self._owed_by(self.new), 0)

    def test_what_the_former_payer_paid_stays_paid(self):
        for kind in self._kinds():
            with self.subTest(kind.name):
                due = self._called(f"Anna {kind.name}", kind=kind)
                old, amount = due.payer_id, due.amount
                due._pay(7.01, self.bank_journal, day(TODAY))
                due._change_payer(self.new, "Household split")
                rest = round(amount - 7.01, 2)
                self.assertEqual(
                    (due.state, due.amount, due.amount_credited),
                    ("partial", amount, 0),
                )
                self.assertEqual((due.amount_paid, due.residual), (7.01, rest))
                self.assertEqual(due.membership_id.state, "applied")
                self.assertEqual(self._owed_by(old), 0)
                self.assertEqual(self._owed_by(self.new), rest)
                due._pay(rest, self.bank_journal, day(TODAY))
                self.assertEqual((due.state, due.residual), ("paid", 0))
                self.assertEqual(self._owed_by(self.new), 0)

    def test_a_payment_of_the_former_payer_that_bounces_is_owed_again(self):
        for kind in self._kinds():
            with self.subTest(kind.name):
                due = self._called(f"Anna {kind.name}", kind=kind)
                old, amount = due.payer_id, due.amount
                deposit = due._pay(10, self.bank_journal, day(TODAY))
                due._change_payer(self.new, "Household split")
                deposit.line_ids._bounce(day(TODAY), "No funds")
                self.assertEqual((due.state, due.residual), ("called", amount))
                self.assertEqual(self._owed_by(old), 10)
                due._pay(amount, self.bank_journal, day(TODAY))
                self.assertEqual((due.state, due.residual), ("paid", 0))
                self.assertEqual(self._owed_by(old), 0)
                self.assertEqual(self._owed_by(self.new), 0)

    def test_other_dues_of_the_invoice_stay_with_the_former_payer(self):
        payer = self._person("Head Office")
        call_for = {"payer_id": payer.id, "kind": self.type_seats, "seats": 5}
        dues = self._called("Team", partner_company=True, **call_for)
        base = dues.filtered(lambda due: due.kind == "base")
        seats = dues - base
        base._change_payer(self.new, "A branch takes over")
        self.assertEqual((base.payer_id, seats.payer_id), (self.new, payer))
        self.assertEqual((base.residual, seats.residual), (200, 80))
        self.assertEqual(self._owed_by(payer), 80)
        self.assertEqual(self._owed_by(self.new), 200)
        seats._pay(80, self.bank_journal, day(TODAY))
        self.assertEqual((base.state, seats.state), ("called", "paid"))

    def test_instalments_keep_their_days(self):
        self.type_person.payment_term_id = self.env["account.payment.term"].create(
            {
                "name": "Halves",
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": 50, "nb_days": days}
                    )
                    for days in (10, 40)
                ],
            }
        )
        due = self._called("Anna")
        schedule = due._open_schedule()
        due._pay(5, self.bank_journal, day(TODAY))
        due._change_payer(self.new, "Household split")
        self.assertEqual(
            due._open_schedule(), [(schedule[0][0], 10), (schedule[1][0], 15)]
        )
        self.assertEqual(due.membership_id.state, "applied")
        due._pay(10, self.bank_journal, day(TODAY))
        self.assertEqual(due.membership_id.state, "active")

    def test_the_new_payer_is_told_with_an_own_reference(self):
        due = self._called("Anna")
        told = due.call_id.notice_ids
        self.assertEqual(told.state, "to_send")
        before = due.reference
        due._change_payer(self.new, "Household split")
        self.assertEqual(told.state, "dropped")
        notice = due.call_id.notice_ids - told
        self.assertEqual(notice.payer_id, self.new)
        self.assertEqual(notice.amount_due, 30)
        self.assertNotEqual(due.reference, before)
        self.assertEqual(notice.reference, due.reference)

    def test_who_owed_before_is_kept(self):
        due = self._called("Anna")
        due._change_payer(self.new, "Household split")
        other = self._person("Third")
        due._change_payer(other, "Paid by mistake")
        self.assertIn("New Payer instead of Anna (Household split)", due.payer_note)
        self.assertIn("Third instead of New Payer", due.payer_note)
        said = " ".join(due.membership_id.message_ids.mapped("body"))
        self.assertIn("is to be paid by New Payer instead of Anna", said)
        self.assertEqual(due.residual, 30)
        self.assertEqual(self._owed_by(other), 30)

    def test_later_dues_are_the_new_payers_when_so_chosen(self):
        due, other = self._called("Anna"), self._called("Bo")
        due._change_payer(self.new, "Household split")
        other._change_payer(self.new, "This year only", later=False)
        self.assertEqual(due.membership_id.payer_id, self.new)
        self.assertFalse(other.membership_id.payer_id)
        due._change_payer(due.partner_id, "Pays alone again")
        self.assertFalse(due.membership_id.payer_id)

    def test_a_second_click_moves_nothing(self):
        due = self._called("Anna", kind=self.taxed)
        due._change_payer(self.new, "Household split")
        with self.assertRaisesRegex(UserError, "does not owe already"):
            due._change_payer(self.new, "Household split")
        self.assertEqual(self._owed_by(self.new), due.amount)

    def test_dues_taken_over_can_be_waived_and_cancelled(self):
        for kind in self._kinds():
            for decision in ("_waive", "_cancel"):
                with self.subTest(f"{kind.name} {decision}"):
                    due = self._called(f"Anna {kind.name}{decision}", kind=kind)
                    old = due.payer_id
                    due._pay(10, self.bank_journal, day(TODAY))
                    due._change_payer(self.new, "Household split")
                    getattr(due, decision)("Hardship")
                    self.assertEqual(self._owed_by(self.new), 0)
                    waived = decision == "_waive"
                    self.assertEqual(due.state, "waived" if waived else "cancelled")
                    # What the former payer paid on cancelled dues is theirs.
                    self.assertEqual(due.residual, 0 if waived else -10)
                    self.assertEqual(self._owed_by(old), 0 if waived else -10)

    def test_a_change_of_payer_is_no_payment(self):
        for kind in self._kinds():
            due = self._called(f"Anna {kind.name}", kind=kind)
            due._change_payer(self.new, "Household split")
            self.assertEqual(due._payment_days(), [])
            late = self._called(f"Bo {kind.name}", kind=kind)
            late._pay(10, self.bank_journal, day("2026-03-14"))
            late._change_payer(self.new, "Household split")
            self.assertEqual(late._payment_days(), [day("2026-03-14")])

    def test_only_secretary_and_treasurer_change_who_pays(self):
        due = self._called("Anna")
        for role in ("reader", "officer", "section_treasurer"):
            with self.subTest(role), self.assertRaises(AccessError):
                self._as(role, due)._change_payer(self.new, "Household split")
        for role in ("secretary", "treasurer"):
            payer = self._person(f"Payer {role}")
            self._as(role, due)._change_payer(
                payer.with_user(self.users[role]), "Household split"
            )
            self.assertEqual(due.payer_id, payer)

    def test_the_dead_and_drafts_are_refused(self):
        due = self._called("Anna", kind=self.type_invoice)
        dead = self._person("Dead", club_deceased_on=TODAY)
        with self.assertRaisesRegex(UserError, "deceased"):
            due._change_payer(dead, "Household split")
        due.invoice_id.button_draft()
        with self.assertRaisesRegex(UserError, "still a draft"):
            due._change_payer(self.new, "Household split")

    def test_the_death_of_a_payer_asks_who_pays_now(self):
        payer = self._person("Old Payer")
        due = self._called("Child", payer_id=payer.id)
        membership = self._called("Old Payer's own", payer_id=False).membership_id
        membership.sudo().write({"partner_id": payer.id})
        event = self._as("secretary", self.env["club.membership.event"]).create(
            {"membership_ids": [Command.set(membership.ids)], "kind": "decease"}
        )
        action = event.action_apply()
        self.assertEqual(payer.club_orphan_due_count, 1)
        form = Form(
            self._as("secretary", self.env[action["res_model"]]).with_context(
                **action["context"]
            )
        )
        self.assertEqual(form.former_ids[:], payer)
        form.payer_id = self.new
        form.save().action_apply()
        self.assertEqual(due.payer_id, self.new)
        payer.invalidate_recordset()
        self.assertEqual(payer.club_orphan_due_count, 0)

    def test_the_form_takes_the_open_dues_of_members(self):
        due, paid = self._called("Anna"), self._called("Bo")
        paid._pay(30, self.bank_journal, day(TODAY))
        members = (due | paid).membership_id
        form = Form(
            self._as("treasurer", self.env["club.payer.change"]).with_context(
                active_model="club.membership", active_ids=members.ids
            )
        )
        self.assertEqual((form.due_ids[:], form.amount), (due, 30))
        form.payer_id = self.new
        form.reason = "A branch takes over"
        form.save().action_apply()
        self.assertEqual(due.payer_id, self.new)
