from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .debit_common import COLLECTED_ON, IBANS, DebitCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDebitReturn(DebitCommon):
    """What the bank gives back is owed again, by the right payer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann = cls._payer("Ann", cls.brittany)
        cls.team = cls._payer("Team", kind=cls.type_seats, iban=IBANS[3])

    def _returned(self, due, **vals):
        debit = self._collected()
        line = self._line(debit, due)
        day = self._day("2026-04-20")
        self.assertTrue(line._return(day, "AM04", "Not enough money.", **vals))
        return line

    def test_returned_due_is_owed_again_and_the_other_stays_paid(self):
        line = self._returned(self.ann)
        self.assertEqual((line.state, line.return_code), ("returned", "AM04"))
        self.assertEqual(line.reason, "Not enough money.")
        self.assertEqual((self.ann.state, self.ann.residual), ("called", 30.0))
        self.assertFalse(self.ann.term_id.confirmed_on)
        self.assertEqual(self.team.state, "paid")
        self.assertEqual(self._balance(self.outstanding), 200.0)
        self.assertEqual(line.debit_id.returned_count, 1)

    def test_returned_invoice_is_open_again(self):
        self._returned(self.team)
        self.assertEqual(self.team.invoice_id.payment_state, "not_paid")
        self.assertEqual(self.team.residual, 200.0)

    def test_same_return_twice_changes_nothing(self):
        line = self._returned(self.ann)
        balance = self._balance(self.outstanding)
        day = self._day("2026-04-21")
        self.assertFalse(line._return(day, "AM04", "Not enough money."))
        self.assertEqual(line.returned_on, self._day("2026-04-20"))
        self.assertEqual(self._balance(self.outstanding), balance)

    def test_return_before_the_bank_took_it_changes_nothing(self):
        line = self._line(self._ordered(), self.ann)
        self.assertFalse(line._return(self._day("2026-04-20"), "AM04", "No"))
        self.assertEqual(line.state, "ordered")

    def test_returned_due_can_be_debited_again_as_a_later_debit(self):
        self._returned(self.ann)
        debit = self._ordered(collection_date="2026-05-12")
        self.assertEqual(debit.line_ids.payer_id, self.ann.payer_id)
        self.assertEqual(debit.line_ids.sequence, "RCUR")

    def test_return_of_oca_finds_the_payment_by_its_reference(self):
        debit = self._collected()
        line = self._line(debit, self.ann)
        returned = self.env["payment.return"].create(
            {
                "journal_id": self.bank.id,
                "date": "2026-04-20",
                "payment_method_line_id": self.company._club_debit_method_line(
                    self.mode
                ).id,
                "line_ids": [(0, 0, {"reference": line.end_to_end, "amount": 30})],
            }
        )
        returned.button_match()
        self.assertEqual(returned.line_ids.move_line_ids, line._payment_lines())
        with freeze_time("2026-04-21"):
            returned.action_confirm()
        self.assertTrue(
            line._return(self._day("2026-04-20"), "MD01", "No mandate", booked=True)
        )
        self.assertEqual((self.ann.state, line.state), ("called", "returned"))
        self.assertEqual(self._balance(self.outstanding), 200.0)

    def test_return_in_a_closed_period_is_refused(self):
        line = self._line(self._collected(), self.ann)
        self.company.fiscalyear_lock_date = "2026-04-30"
        with self.assertRaisesRegex(UserError, "closed until"):
            line._return(self._day("2026-04-20"), "AM04", "Not enough money.")

    def test_instalment_is_debited_when_it_is_payable_and_the_next_one_later(self):
        term = self.env["account.payment.term"].create(
            {
                "name": "Two halves",
                "company_id": self.company.id,
                "line_ids": [
                    (0, 0, {"value": "percent", "value_amount": 50, "nb_days": 0}),
                    (0, 0, {"value": "percent", "value_amount": 50, "nb_days": 90}),
                ],
            }
        )
        self.type_person.payment_term_id = term
        bea = self._payer("Bea", iban=IBANS[2])
        first = self._collected()
        self.assertEqual(self._line(first, bea).amount, 15.0)
        self.assertEqual((bea.state, bea.residual), ("partial", 15.0))
        with freeze_time("2026-05-20"):
            second = self._collected(collection_date="2026-06-15")
        self.assertEqual(self._line(second, bea).amount, 15.0)
        self.assertEqual(self._line(second, bea).sequence, "RCUR")
        self.assertEqual(bea.state, "paid")

    def test_invoice_of_two_members_is_debited_whole_or_not_at_all(self):
        self.type_person.booking_mode = "invoice"
        payer = self._person("Parent")
        self._mandate(payer, iban=IBANS[2])
        members = self.env["club.membership"]
        for name in ("Kid One", "Kid Two"):
            member = self._member(name, payer_id=payer.id)
            self._period(member, "2025-01-01", "2025-12-31")
            members |= member
        self.type_person.grace_days = 120
        members._refresh()
        call = self._dues_call(due_date="2026-04-10")
        call.action_preview()
        call.action_confirm()
        call._run_now()
        self.assertEqual(len(call.due_ids.invoice_id), 1)
        debit = self._prepared(call_id=call.id)
        self.assertEqual((debit.line_count, debit.amount), (1, 60.0))
        members[0]._close("resigned", self._day("2026-03-01"), None)
        debit.action_prepare()
        self.assertEqual(debit.line_ids.state, "left_out")
        self.assertIn("Kid One has left", debit.line_ids.reason)

    def test_money_of_a_file_is_recognised_on_the_bank_line(self):
        debit = self._collected()
        order = debit.order_ids
        self.assertFalse(order.club_credited)
        statement = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.bank.id,
                "date": COLLECTED_ON,
                "payment_ref": f"PRLV SEPA {order.name}",
                "amount": 230,
            }
        )
        line = self.env["club.bank.line"].search(
            [("statement_line_id", "=", statement.id)]
        )
        proposal = line._recognise()
        self.assertEqual((proposal.kind, proposal.confidence), ("debit", "exact"))
        self.assertIn(order.name, proposal.reason)
        proposal._settle()
        self.assertEqual(line.state, "done")
        self.assertTrue(order.club_credited)
        self.assertEqual(self._balance(self.outstanding), 0.0)

    def test_amount_alone_near_its_day_is_enough_for_one_file_only(self):
        self._collected()
        values = {"journal_id": self.bank.id, "payment_ref": "PRLV", "amount": 230}
        statements = self.env["account.bank.statement.line"].create(
            [
                {**values, "date": COLLECTED_ON},
                {**values, "date": "2026-07-01"},
                {**values, "date": COLLECTED_ON, "amount": 231},
            ]
        )
        lines = self.env["club.bank.line"].search(
            [("statement_line_id", "in", statements.ids)]
        )
        found = {p.line_id.date: p.confidence for p in lines._recognise()}
        self.assertEqual(
            found,
            {self._day(COLLECTED_ON): "exact", self._day("2026-07-01"): "likely"},
        )

    def test_merged_payers_of_one_debit_keep_both_lines(self):
        twin = self._payer("Anne", self.brittany, iban=IBANS[2])
        debit = self._announced()
        lines = self._line(debit, self.ann) | self._line(debit, twin)
        ann, anne = self.ann.payer_id, twin.payer_id
        self.env["base.partner.merge.automatic.wizard"].sudo()._merge(
            (ann | anne).ids, ann, extra_checks=False
        )
        self.assertEqual(lines.exists(), lines)
        self.assertEqual(lines.payer_id, ann)
        self.assertEqual(len(lines.filtered("merged_into_id")), 1)
        self.assertEqual(debit.line_count, 3)

    def test_suspended_mandate_is_left_out(self):
        bea = self._due("Bea")
        mandate = self.env["club.mandate"]._sign(
            bea.payer_id,
            self.company,
            IBANS[2],
            "",
            "portal",
            typed_name="Bea",
        )
        self.assertEqual(self._line(self._prepared(), bea).state, "to_announce")
        mandate.action_suspend()
        line = self._line(self._prepared(), bea)
        self.assertEqual(line.state, "left_out")
        self.assertIn("is suspended", line.reason)
