from odoo.tests import freeze_time, tagged

from .common import TODAY, day
from .team_common import TeamCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDelegationSeats(TeamCommon):
    """Seats are rows claimed once; more of them are bought at any time."""

    def _fill(self, membership, count, **vals):
        return [
            self._join(membership, self._person(f"Colleague {n}"), **vals)
            for n in range(count)
        ]

    def test_seats_bought_are_the_limit_and_managers_need_none(self):
        self._fill(self.acme, 4)
        with self._refused("All 4 seats of Acme are taken"):
            self._join(self.acme, self.bob)
        self._join(self.acme, self.bob, "manager")

    def test_included_seats_count_without_being_bought(self):
        self.assertEqual(self.rival._places("seat"), 3)
        self._fill(self.rival, 3)
        with self._refused("All 3 seats of Rival are taken"):
            self._join(self.rival, self.bob)

    def test_type_without_price_by_seat_has_no_limit(self):
        open_team = self._team_member("Open", kind=self.type_organisation)
        self._fill(open_team, 6)
        self.assertFalse(self._seats(open_team))
        self.assertIsNone(open_team._seat_figures()["free"])

    def test_seat_is_free_again_after_the_last_day(self):
        rows = self._fill(self.acme, 4)
        rows[0].date_to = "2026-03-14"
        rows[1].date_to = TODAY
        self._join(self.acme, self.bob)
        with self._refused("are taken"):
            self._join(self.acme, self.ada)
        with freeze_time("2026-03-16"):
            self.env["club.membership"]._cron_nightly()
            self.assertFalse(rows[1].seat_ids)
            self._join(self.acme, self.ada, date_from="2026-03-16")

    def test_fewer_seats_keep_who_sits_and_free_nobody(self):
        rows = self._fill(self.acme, 4)
        self.acme.seats = 3
        rows[0]._end()
        self.assertEqual(len(self._seats(self.acme)), 3)
        with self._refused("All 3 seats of Acme are taken"):
            self._join(self.acme, self.bob)

    def test_ordered_seats_are_there_at_once_and_called_pro_rata(self):
        order = self.acme._order_seats(2, self.ada, seen=4)
        self.assertEqual(self.acme.seats, 6)
        self._fill(self.acme, 6)
        due = self.acme.due_ids
        # Ten months of twelve are left, March included: 40 × 10/12, rounded.
        self.assertEqual((due.kind, due.quantity), ("seats", 2))
        self.assertEqual(due.called_amount, 66.66)
        self.assertEqual(due.origin_key, f"order:{order.id}")
        self.assertEqual(due.term_id, self.acme.period_ids)
        self.assertEqual(due.invoice_id.state, "posted")
        self.assertEqual(due.invoice_id.partner_id, self.acme.partner_id)
        self.assertEqual(due.call_id.state, "done")
        self.assertTrue(due.call_id.notice_ids)
        self.assertEqual(self.acme.state, "active")

    def test_who_joined_late_pays_new_seats_for_what_is_left_of_the_year(self):
        late = self._member("Late", kind=self.type_seats)
        self._period(late, "2026-03-01", "2026-12-31")
        late._order_seats(1)
        self.assertEqual(late.due_ids.called_amount, 33.33)

    def test_two_orders_of_one_term_are_two_dues(self):
        self.acme._order_seats(1)
        self.acme._order_seats(1)
        self.assertEqual(len(self.acme.due_ids), 2)
        self.assertEqual(self.acme.seats, 6)

    def test_order_repeated_from_the_same_page_is_refused(self):
        self.acme._order_seats(2, self.ada, seen=4)
        with self._refused("has 6 seats by now"):
            self.acme._order_seats(2, self.ada, seen=4)
        self.assertEqual(self.acme.seats, 6)

    def test_renewal_called_already_pays_for_new_seats_in_full(self):
        following = self._period(self.acme, "2027-01-01", "2027-12-31", confirmed=False)
        self._period(self.acme, "2028-01-01", "2028-12-31", confirmed=False)
        call = self.acme._order_seats(1).call_id
        self.env["club.due"].create(
            {
                "membership_id": self.acme.id,
                "partner_id": self.acme.partner_id.id,
                "payer_id": self.acme.partner_id.id,
                "company_id": self.company.id,
                "currency_id": self.company.currency_id.id,
                "term_id": following.id,
                "section_id": self.rennes.id,
                "type_id": self.type_seats.id,
                "call_id": call.id,
                "booking_mode": "invoice",
                "date": TODAY,
                "due_date": TODAY,
                "called_amount": 200,
            }
        )
        key = f"order:{self.acme._order_seats(1).id}"
        dues = self.env["club.due"].search([("origin_key", "=", key)])
        self.assertEqual(
            {due.term_id.date_from: due.called_amount for due in dues},
            {day("2026-01-01"): 33.33, day("2027-01-01"): 40.0},
        )

    def test_order_needs_a_number_a_member_and_a_price_by_seat(self):
        for count in (0, -1, 501):
            with self._refused("from 1 to 500"):
                self.acme._order_seats(count)
        with self._refused("its team has no limit"):
            self._team_member("Open", kind=self.type_organisation)._order_seats(1)
        late = self._member("Late", kind=self.type_seats)
        with self._refused("not a member at the moment"):
            late._order_seats(1)
