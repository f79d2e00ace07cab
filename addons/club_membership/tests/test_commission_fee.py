from odoo.tests import tagged

from .commission_common import CommissionCommon
from .common import TODAY, freeze_time


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCommissionFee(CommissionCommon):
    """A commission's fee joins the dues, whichever way they are booked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commission.fee = 50

    def _call(self, term="2027", **vals):
        call = self.env["club.dues.call"].create(
            {
                "name": term,
                "company_id": self.company.id,
                "date": TODAY,
                "due_date": "2026-04-15",
                "term_from": f"{term}-01-01",
                "term_to": f"{term}-12-31",
                **vals,
            }
        )
        call.action_confirm()
        call._run_now()
        return call

    def _owed(self, membership):
        """{kind: amount asked} of a membership."""
        dues = membership.due_ids.filtered(lambda due: due.state != "cancelled")
        return {due.kind: due.amount for due in dues}

    def test_joining_in_mid_term_calls_the_fee_at_once(self):
        self._join(self.anne)
        due = self.anne.due_ids
        self.assertEqual(
            (due.kind, due.amount, due.state), ("commission", 50, "called")
        )
        self.assertEqual(due.origin_key, f"commission:{self.commission.id}")
        self.assertEqual(due.term_id, self.anne.period_ids)
        self.assertEqual(due.line_ids.move_id.state, "posted")
        self.assertIn("Training", due.line_ids.name)
        self.assertEqual(due.call_id.state, "done")

    def test_fee_called_at_once_changes_neither_period_nor_register(self):
        period = self.anne.period_ids
        before = period.read(["confirmed_on", "due_on", "grace_until", "date_to"])
        movements = self.anne.movement_ids
        self._join(self.anne)
        self.env.invalidate_all()
        self.assertEqual(
            period.read(["confirmed_on", "due_on", "grace_until", "date_to"]), before
        )
        self.assertEqual(self.anne.movement_ids, movements)
        self.assertEqual(self.anne.state, "active")

    def test_fee_on_an_invoice_carries_the_taxes_of_the_type(self):
        acme = self._current("Acme", kind=self.type_organisation, headcount=10)
        self.env["club.commission.member"].create(
            {
                "commission_id": self.commission.id,
                "partner_id": self._person("Alice").id,
                "membership_id": acme.id,
            }
        )._seat()
        self.assertEqual(acme.due_ids.called_amount, 50)
        self.assertEqual(acme.due_ids.invoice_id.amount_total, 60)
        self.assertIn("Training", acme.due_ids.line_ids.name)

    def test_who_leaves_and_comes_back_pays_once_a_period(self):
        self._join(self.anne)._leave("")
        self._join(self.anne)
        self.assertEqual(len(self.anne.due_ids), 1)

    def test_waiting_costs_nothing_until_the_place_is_there(self):
        self.commission.max_size = 1
        first = self._join(self.anne)
        self._join(self.bob)
        self.assertFalse(self.bob.due_ids)
        first._leave("")
        self.assertEqual(self._owed(self.bob), {"commission": 50})

    def test_call_adds_the_fee_to_the_dues(self):
        self._join(self.anne)
        other = self._commission("Legal", fee=12.5)
        self._join(self.anne, other)
        call = self._call()
        mine = call.due_ids.filtered(lambda due: due.membership_id == self.anne)
        self.assertEqual(
            sorted(mine.mapped(lambda due: (due.kind, due.amount))),
            [("base", 30.0), ("commission", 12.5), ("commission", 50.0)],
        )
        self.assertEqual(
            call.line_ids.filtered(lambda row: row.membership_id == self.anne).amount,
            92.5,
        )
        theirs = call.due_ids.filtered(lambda due: due.membership_id == self.bob)
        self.assertEqual(theirs.mapped("kind"), ["base"])
        notice = call.notice_ids.filtered(lambda n: n.payer_id == self.anne.partner_id)
        self.assertEqual(len(notice), 1)

    def test_entry_of_a_call_stays_balanced_with_fees(self):
        self._join(self.anne)
        moves = self._call().due_ids.line_ids.move_id
        self.assertEqual(sum(moves.line_ids.mapped("balance")), 0)

    def test_invoice_of_a_call_has_a_line_for_the_fee(self):
        acme = self._current("Acme", kind=self.type_organisation, headcount=10)
        for name in ("Alice", "Alan"):
            self.env["club.commission.member"].create(
                {
                    "commission_id": self.commission.id,
                    "partner_id": self._person(name).id,
                    "membership_id": acme.id,
                }
            )._seat()
        call = self._call()
        invoice = call.due_ids.invoice_id
        self.assertEqual(len(invoice), 1)
        # 100 and 50 plus 20 %: two people sit, the organisation pays once.
        self.assertEqual(invoice.amount_total, 180)

    def test_free_member_pays_the_fee_and_is_a_member_all_the_same(self):
        honorary = self._current("Hon", kind=self.type_honorary)
        self._join(honorary)
        self.assertEqual(self._owed(honorary), {"commission": 50})
        self._call()
        term = honorary.period_ids.sorted("date_from")[-1]
        self.assertTrue(term.confirmed_on)
        kinds = {due.kind: due.state for due in term.due_ids}
        self.assertEqual(kinds, {"base": "paid", "commission": "called"})

    def test_no_fee_for_who_leaves_before_the_period_or_once_it_is_closed(self):
        self._join(self.anne)._leave("", self.anne.period_ids.date_to)
        self._join(self.bob)
        self.commission.state = "closed"
        call = self._call()
        self.assertEqual(set(call.due_ids.mapped("kind")), {"base"})

    def test_joining_after_the_next_call_pays_the_next_period_too(self):
        self._call()
        self._join(self.anne)
        fees = self.anne.due_ids.filtered(lambda due: due.kind == "commission")
        self.assertEqual(len(fees), 2)
        self.assertEqual(len(fees.term_id), 2)

    def test_paying_the_fee_does_not_pay_the_membership(self):
        self._join(self.anne)
        self._call()
        fee = self.anne.due_ids.filtered(
            lambda due: due.kind == "commission" and due.call_id.kind == "campaign"
        )
        base = fee.term_id.due_ids - fee
        fee._waive("Gift")
        self.assertFalse(fee.term_id.confirmed_on)
        base._waive("Gift")
        self.assertTrue(fee.term_id.confirmed_on)

    def test_cancelling_the_dues_cancels_the_fee_with_them(self):
        self._join(self.anne)
        call = self._call()
        mine = call.due_ids.filtered(lambda due: due.membership_id == self.anne)
        mine.filtered(lambda due: due.kind == "base")._cancel("Mistake")
        self.assertEqual(set(mine.mapped("state")), {"cancelled"})

    def test_section_not_open_to_dues_is_not_called_the_fee(self):
        self.brittany.dues_opening = "closed"
        self._join(self.anne)
        self.assertFalse(self.anne.due_ids)

    def test_fees_cost_no_query_per_member(self):
        self._forget_nothing()

        def queries(count):
            for number in range(count):
                name = f"Q {count} {number}"
                member = self._member(name, section=self.rennes)
                self._period(member, "2026-01-01", "2026-12-31")
                self.env["club.commission.member"].create(
                    {
                        "commission_id": self.commission.id,
                        "partner_id": member.partner_id.id,
                        "membership_id": member.id,
                        "state": "active",
                        "date_from": TODAY,
                    }
                )
            call = self.env["club.dues.call"].create(
                {
                    "name": "2027",
                    "company_id": self.company.id,
                    "date": TODAY,
                    "due_date": "2026-04-15",
                    "term_from": "2027-01-01",
                    "term_to": "2027-12-31",
                    "section_ids": self.rennes.ids,
                }
            )
            call.action_confirm()
            before = self.env.cr.sql_log_count
            call._run_now()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(2)  # warms caches up
        few, many = queries(5), queries(30)
        self.assertLessEqual(many, few + 5)
