from odoo.addons.club_membership.tests.notice_common import NoticeCommon
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY, day


@tagged("post_install", "-at_install")
class TestPurchaseOrder(NoticeCommon):
    """A payer with an open order is late with nothing; afterwards rules go on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        with freeze_time(TODAY):
            cls.member = cls._renewing("Town Hall")
            cls.call = cls._call()
        cls.due = cls.member.due_ids
        cls.call.notice_ids.state = "sent"
        cls.levels = cls.env["club.reminder.level"]

    def _order(self, name="BC 42", **vals):
        with freeze_time(TODAY):
            return self.env["club.purchase.order"].create(
                {
                    "name": name,
                    "partner_id": self.due.payer_id.id,
                    "company_id": self.company.id,
                    "until": "2026-09-30",
                    **vals,
                }
            )

    def _state_on(self, text):
        """The member's status after the nightly job of that day."""
        with freeze_time(f"{text} 10:00"):
            self.env["club.membership"]._cron_nightly()
            self.member.invalidate_recordset()
            return self.member.state

    def _reminded_on(self, text):
        with freeze_time(text):
            return self.levels._remind()

    def test_without_an_order_the_member_lapses_after_the_grace(self):
        self.assertEqual(self._state_on("2026-08-15"), "lapsed")

    def test_open_order_keeps_the_member_active_until_it_ends(self):
        self._order()
        self.assertEqual(self._state_on("2026-08-15"), "active")
        self.assertEqual(self._state_on("2026-09-30"), "active")
        self.assertEqual(self._state_on("2026-10-01"), "lapsed")

    def test_closing_the_order_lets_the_ordinary_rules_go_on(self):
        order = self._order()
        self.assertEqual(self._state_on("2026-08-15"), "active")
        with freeze_time("2026-08-15"):
            order.action_close()
        self.member.invalidate_recordset()
        self.assertEqual(self._state_on("2026-08-15"), "lapsed")

    def test_who_was_a_member_under_the_order_stays_so_afterwards(self):
        order = self._order()
        with freeze_time("2026-08-15"):
            order.action_close()
            on = self.env["club.membership"].search(
                [("member_on", "=", "2026-08-14"), ("id", "=", self.member.id)]
            )
            off = self.env["club.membership"].search(
                [("member_on", "=", "2026-08-15"), ("id", "=", self.member.id)]
            )
        self.assertTrue(on)
        self.assertFalse(off)

    def test_order_of_another_payer_holds_nobody(self):
        self._order(partner_id=self._organisation("Stranger").id)
        self.assertEqual(self._state_on("2026-08-15"), "lapsed")

    def test_order_of_another_association_holds_nobody(self):
        other = self._association("Elsewhere")
        self._order(company_id=other.id, section_id=other._club_root_section().id)
        self.assertEqual(self._state_on("2026-08-15"), "lapsed")

    def test_order_later_than_an_old_unpaid_term_does_not_revive_it(self):
        self._order(date="2028-02-01", until="2028-12-31")
        self.assertEqual(self._state_on("2028-03-01"), "lapsed")

    def test_payer_is_not_reminded_as_late_while_the_order_is_open(self):
        order = self._order()
        self.assertEqual(self._reminded_on("2026-05-10"), 0)
        with freeze_time("2026-06-20"):
            order.action_close()
        self.assertEqual(self._reminded_on("2026-06-20"), 1)

    def test_reminder_before_the_due_date_still_comes(self):
        self._order()
        self.assertEqual(self._reminded_on("2026-04-08"), 1)

    def test_member_is_not_struck_off_while_the_order_is_open(self):
        order = self._order()
        with freeze_time("2026-05-02"):
            with self.assertRaisesRegex(UserError, "BC 42"):
                self.member._close("struck_off", day("2026-05-02"), "Unpaid")
            order.action_close()
            self.member._close("struck_off", day("2026-05-02"), "Unpaid")
        self.assertEqual(self.member.state, "struck_off")

    def test_member_under_an_order_may_still_resign(self):
        self._order()
        with freeze_time("2026-05-02"):
            self.member._close("resigned", day("2026-05-02"), "Moved")
        self.assertEqual(self.member.state, "resigned")

    def test_statuses_and_reminders_take_no_more_queries_with_many_orders(self):
        self._forget_nothing()

        def queries(members):
            counts = []
            for _warm in range(2):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                members._refresh()
                self.assertFalse(self.levels._payers_to_remind(None))
                counts.append(self.env.cr.sql_log_count - before)
            return counts[-1]

        self._order()
        with freeze_time("2026-05-10"):
            alone = queries(self.member)
        with freeze_time(TODAY):
            many = self.member
            for index in range(20):
                many |= self._renewing(f"Town {index}")
            self._call(name="Second call").notice_ids.state = "sent"
            for member in many - self.member:
                self._order(partner_id=member.partner_id.id)
        with freeze_time("2026-05-10"):
            self.assertEqual(queries(many), alone)

    @mute_logger("odoo.sql_db")
    def test_same_order_of_one_payer_is_open_once(self):
        self._order()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._order(" BC 42 ")

    def test_open_dues_are_under_the_order(self):
        order = self._order()
        self.assertEqual(self.due.order_id, order)
        self.assertEqual(order.residual, self.due.residual)

    def test_order_ends_by_the_calendar(self):
        order = self._order()
        self._state_on("2026-10-01")
        self.assertEqual(order.state, "closed")
        self.assertEqual(order.ends_on, day("2026-09-30"))

    def test_order_is_served_once_its_amount_is_paid(self):
        order = self._order(amount=self.due.residual)
        self._state_on("2026-04-01")
        self.assertEqual(order.state, "open")
        with freeze_time("2026-04-01"):
            self.due._waive("Paid otherwise")
        self._state_on("2026-04-02")
        self.assertEqual(order.state, "served")

    def test_state_is_not_written_by_hand(self):
        order = self._order()
        treasurer = order.with_user(self.users["treasurer"])
        with self.assertRaisesRegex(UserError, "cannot be written by hand"):
            treasurer.write({"state": "served"})

    def test_second_click_on_close_does_nothing(self):
        order = self._order()
        with freeze_time("2026-05-01"):
            order.action_close()
        with freeze_time("2026-06-01"):
            order.action_close()
        self.assertEqual(order.closed_on, day("2026-05-01"))

    def test_ended_order_is_not_opened_again(self):
        order = self._order()
        self._state_on("2026-10-01")
        with (
            freeze_time("2026-10-02"),
            self.assertRaisesRegex(UserError, "enter the order that follows"),
        ):
            order.action_reopen()

    def test_section_treasurer_records_orders_of_their_section_only(self):
        mine = self._member("Rennes", self.rennes, self.type_seats).partner_id
        other = self._member("Nice", self.provence, self.type_seats).partner_id
        orders = self.env["club.purchase.order"].with_user(
            self.users["section_treasurer"]
        )
        vals = {"name": "PO 1", "company_id": self.company.id}
        orders.create({**vals, "partner_id": mine.id})
        with self.assertRaises(AccessError):
            orders.create(
                {**vals, "partner_id": other.id, "section_id": self.provence.id}
            )

    def test_notices_say_the_references_of_their_payer(self):
        notice = self._notice(self.call, self.member)
        self.assertEqual(notice._reference_rows(), [])
        self.due.payer_id.club_service_code = "DSI"
        self._order("BC 42")
        notice.invalidate_recordset()
        self.assertEqual(
            [text for _label, text in notice._reference_rows()], ["BC 42", "DSI"]
        )
        for template in (
            "club_membership.notice_mail_details",
            "club_membership.notice_page_content",
        ):
            self.assertIn("BC 42", self._rendered(template, notice), template)
        letter, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "club_membership.report_notice_letter", notice.ids
        )
        self.assertIn("BC 42", letter.decode())

    def _rendered(self, template, notice):
        values = {
            **notice._page_values(),
            "notices": notice,
            "notice": notice,
            "separator": "",
            "languages": [],
            "lang_code": "en_US",
            "company": notice.company_id,
        }
        return str(self.env["ir.qweb"]._render(template, values))

    def test_space_of_the_payer_does_not_call_the_money_late(self):
        with freeze_time("2026-05-10"):
            self.assertTrue(self.member._next_step(self.due)["late"])
            self.assertTrue(self.due._bill_values()["late"])
        order = self._order()
        with freeze_time("2026-05-10"):
            step = self.member._next_step(self.due)
            self.assertFalse(step["late"])
            self.assertIn("BC 42", step["sentence"])
            self.assertFalse(self.due._bill_values()["late"])
            order.action_close()
            self.assertTrue(self.member._next_step(self.due)["late"])
            self.assertTrue(self.due._bill_values()["late"])
