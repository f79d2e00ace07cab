from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time

from .common import TODAY, ClubCommon, day


@freeze_time(TODAY)
class TestDuesCall(ClubCommon):
    """A call names everyone it concerns, and doing it again does what is missing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.members = cls.env["club.membership"]
        for number in range(4):
            section = cls.brittany if number % 2 else cls.provence
            member = cls._member(f"Member {number}", section=section)
            cls._period(member, "2025-01-01", "2025-12-31")
            cls.members |= member
        # Called on 15 March: let the year before last until then.
        cls.type_person.grace_days = 120
        cls.members._refresh()

    def _call(self, preview=True, **vals):
        call = self._dues_call(**vals)
        if preview:
            call.action_preview()
        return call

    def _done(self, **vals):
        call = self._call(**vals)
        call.action_confirm()
        call._run_now()
        return call

    def test_preview_counts_and_books_nothing(self):
        call = self._call()
        self.assertEqual((call.ready_count, call.ready_amount), (4, 120.0))
        self.assertFalse(call.due_ids)
        self.assertEqual(call.state, "ready")

    def test_call_makes_one_due_one_period_and_one_register_row_each(self):
        call = self._done()
        self.assertEqual(call.state, "done")
        self.assertEqual(len(call.due_ids), 4)
        self.assertEqual(set(call.due_ids.mapped("state")), {"called"})
        for member in self.members:
            self.assertEqual(len(member.period_ids), 2)
            self.assertEqual(member.movement_ids.mapped("kind"), ["renewed"])

    def test_collective_entries_are_one_per_section_and_balanced(self):
        call = self._done()
        moves = call.due_ids.line_ids.move_id
        self.assertEqual(len(moves), 2)
        for move in moves:
            self.assertEqual(move.state, "posted")
            self.assertEqual(len(move.line_ids.club_due_id.section_id), 1)
            self.assertEqual(sum(move.line_ids.mapped("balance")), 0.0)
            income = move.line_ids.filtered(
                lambda line: line.account_id == self.income_account
            )
            self.assertEqual(income.balance, -60.0)

    def test_second_call_of_the_same_year_finds_nothing_to_do(self):
        self._done()
        again = self._call()
        self.assertEqual(again.ready_count, 0)
        self.assertEqual(set(again.line_ids.mapped("state")), {"already"})

    def test_two_previews_of_one_period_call_everyone_once(self):
        first, second = self._call(), self._call()
        first.action_confirm()
        second.action_confirm()
        first._run_now()
        second._run_now()
        self.assertEqual(len(first.due_ids), 4)
        self.assertFalse(second.due_ids)
        self.assertEqual(set(second.line_ids.mapped("state")), {"already"})

    def test_second_click_on_confirm_changes_nothing(self):
        call = self._call()
        call.action_confirm()
        started = call.run_started_at
        call.action_confirm()
        self.assertEqual((call.run_started_at, call.run_total), (started, 4))

    def test_running_again_calls_only_who_is_missing(self):
        call = self._done()
        late = self._member("Late", section=self.brittany)
        self._period(late, "2025-01-01", "2025-12-31")
        call.action_run_again()
        call._run_now()
        self.assertEqual(len(call.due_ids), 5)
        self.assertEqual(call.state, "done")

    def test_members_of_a_closed_section_are_counted_and_left_alone(self):
        self.provence.write({"dues_opening": "closed"})
        call = self._call()
        self.assertEqual((call.ready_count, call.closed_count), (2, 2))
        self.assertFalse(
            call.line_ids.filtered(lambda line: line.section_id == self.provence)
        )

    def test_section_opens_on_its_date_for_its_local_sections_too(self):
        self.brittany.write({"dues_opening": "date", "dues_opening_date": "2026-03-16"})
        self.assertEqual(self.rennes.dues_open_on, day("2026-03-16"))
        self.assertEqual(self._call().closed_count, 2)
        self.brittany.dues_opening_date = "2026-03-15"
        self.assertEqual(self._call().closed_count, 0)

    def test_anomalies_are_listed_by_name_and_stop_nobody_else(self):
        self.members[0].partner_id.write({"email": False})
        self.members[1].payer_id = self._person("Payer", club_deceased_on="2026-01-01")
        call = self._done()
        anomalies = {
            line.partner_id.name: line.anomaly
            for line in call.line_ids
            if line.state == "anomaly"
        }
        self.assertEqual(
            anomalies, {"Member 0": "no_address", "Member 1": "payer_deceased"}
        )
        self.assertEqual(len(call.due_ids), 2)

    def test_type_without_price_is_an_anomaly(self):
        self.type_person.price_ids.unlink()
        call = self._call()
        self.assertEqual(set(call.line_ids.mapped("anomaly")), {"no_price"})

    def test_confirmation_follows_a_price_changed_since_the_preview(self):
        call = self._call()
        self.type_person.price_ids.amount = 45
        call.action_confirm()
        call._run_now()
        self.assertEqual(set(call.due_ids.mapped("amount")), {45.0})

    def test_prices_are_versioned_by_the_start_of_the_period(self):
        self.type_person.price_ids.create(
            {"type_id": self.type_person.id, "date_from": "2026-01-01", "amount": 33}
        )
        self.type_person.price_ids.create(
            {"type_id": self.type_person.id, "date_from": "2026-02-01", "amount": 99}
        )
        self.assertEqual(self._call().ready_amount, 4 * 33)

    def test_renewal_on_request_is_listed_not_called(self):
        self.type_person.renewal = "request"
        call = self._call()
        self.assertEqual(set(call.line_ids.mapped("state")), {"on_request"})
        self.assertEqual(call.ready_count, 0)

    def test_member_on_request_is_called_from_the_preview(self):
        self.type_person.renewal = "request"
        call = self._call()
        line = call.line_ids[0]
        self.assertEqual(line.action_open_member()["res_id"], line.membership_id.id)
        self._as("treasurer", line).action_call_now()
        self.assertEqual(line.membership_id.due_ids.mapped("amount"), [30.0])
        self.assertEqual(line.state, "already")
        call.action_preview()
        self.assertEqual(
            call.line_ids.filtered(lambda row: row.state == "already").membership_id,
            call.line_ids.membership_id.filtered("due_ids"),
        )

    def test_line_already_called_is_not_called_again(self):
        line = self._call().line_ids[0]
        with self.assertRaisesRegex(UserError, "not waiting"):
            line.action_call_now()

    def test_one_bad_member_fails_alone(self):
        other = self._type("Broken", [{"amount": 10}])
        self.company.club_income_account_id = False
        self.type_person.income_account_id = self.income_account
        bad = self._member("Bad", section=self.brittany, kind=other)
        self._period(bad, "2025-01-01", "2025-12-31")
        other.grace_days = 120
        bad._refresh()
        call = self._done()
        failed = call.line_ids.filtered(lambda line: line.state == "failed")
        self.assertEqual(failed.partner_id.name, "Bad")
        self.assertIn("income account", failed.message)
        self.assertEqual(len(call.due_ids), 4)
        self.assertEqual(len(bad.period_ids), 1)

    def test_call_in_a_locked_period_is_refused_in_words(self):
        self.company.fiscalyear_lock_date = "2026-03-31"
        with self.assertRaisesRegex(UserError, "closed until"):
            self._call().action_confirm()

    def test_dues_cannot_be_payable_before_the_call(self):
        with self.assertRaisesRegex(ValidationError, "before they are called"):
            self._call(preview=False, due_date="2026-03-01")

    def test_call_of_one_type_or_section_leaves_the_others(self):
        self.assertEqual(self._call(section_ids=self.north.ids).ready_count, 2)
        self.assertEqual(self._call(type_ids=self.type_choice.ids).ready_count, 0)

    def test_cron_does_what_the_button_started(self):
        call = self._call()
        call.action_confirm()
        with self.enter_registry_test_mode():
            self.env.ref("club_membership.ir_cron_club_run").method_direct_trigger()
        self.assertEqual((call.state, call.run_done, call.run_total), ("done", 4, 4))

    def test_queries_do_not_grow_with_the_members_of_a_chunk(self):
        self._forget_nothing()

        def queries(count):
            for number in range(count):
                member = self._member(f"Q {count} {number}", section=self.rennes)
                self._period(member, "2025-01-01", "2025-12-31")
            call = self._call(section_ids=self.rennes.ids)
            call.action_confirm()
            before = self.env.cr.sql_log_count
            call._run_now()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(2)  # warms caches up
        few, many = queries(5), queries(30)
        self.assertLessEqual(many, few + 5)
