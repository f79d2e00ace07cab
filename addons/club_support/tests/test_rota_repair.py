from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .repair_common import RepairCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRotaRepair(RepairCommon):
    def test_first_option_changes_fewest_duties_and_says_what_it_costs(self):
        repair = self._drop_out()
        option = repair.option_ids[0]
        lines = option.moves.splitlines()
        self.assertEqual(len(lines), 2)
        self.assertRegex(lines[0], r"^Week of 6 April, Brittany, lead: Anna → \w+$")
        self.assertRegex(lines[1], r"^Week of 20 April, Brittany, lead: nobody → \w+$")
        self.assertEqual(option.name, "2 duties change hands")
        self.assertIn("No duty stays without anybody.", option.cost)
        self.assertRegex(
            option.cost, r"\w+: from \d to 2 duties, for a fair share of \d\.\d"
        )
        self.assertIn("Proven: as many duties cannot", option.cost)
        self.assertTrue(option.is_proven)
        moved = repair.option_ids.mapped("moved_count")
        self.assertEqual(moved, sorted(moved))

    def test_looking_for_options_changes_no_duty(self):
        before = self._who()
        self._drop_out()
        self.assertEqual(self._who(), before)
        self.assertFalse(self.anna.absence_ids)

    def test_applied_option_hands_over_and_keeps_reason_and_author(self):
        self.duties[1].state = self.duties[3].state = "confirmed"
        repair = self._drop_out(reason="Ill")
        repair.option_ids[0].action_apply()
        who = self._who()
        self.assertNotIn("Anna", who[:1])
        self.assertNotIn(False, who)
        self.assertEqual((who[1], who[3]), ("Bea", "Carl"))
        change = self.duties[0].change_ids
        self.assertEqual(
            (change.kind, change.from_id, change.reason, change.author_id),
            ("repair", self.anna, "Ill", self.coordinator.partner_id),
        )
        self.assertEqual(
            self.duties.mapped("state"),
            ["published", "confirmed", "published", "confirmed"],
        )
        self.assertEqual(repair.state, "applied")
        self.assertEqual(repair.applied_by_id, self.coordinator.partner_id)

    def test_taker_and_who_drops_out_are_told(self):
        self._drop_out().option_ids[0].action_apply()
        notices = self.env["club.duty.notice"].search(
            [("duty_id", "=", self.duties[0].id)]
        )
        told = {(each.level, each.partner_id) for each in notices}
        self.assertIn(("taken", self.anna.partner_id), told)
        self.assertIn(("given", self.duties[0].partner_id), told)

    def test_absence_is_kept_once_so_that_planning_again_knows(self):
        self._drop_out().option_ids[0].action_apply()
        absence = self.anna.absence_ids
        self.assertEqual(
            (absence.kind, str(absence.date_from), str(absence.date_to)),
            ("away", "2026-04-06", "2026-04-12"),
        )

    def test_absence_that_was_said_before_is_not_said_twice(self):
        known = self._absent(self.anna, "2026-04-01", "2026-04-30")
        self._drop_out().option_ids[0].action_apply()
        self.assertEqual(self.anna.absence_ids, known)

    def test_who_has_left_is_no_volunteer_any_more(self):
        other = self._rota(self.normandy, name="May", date_start="2026-05-04")
        later = self._duty(other, self.anna)
        self._drop_out(has_left=True).option_ids[0].action_apply()
        self.assertEqual(str(self.anna.date_end), "2026-04-05")
        self.assertFalse(later.volunteer_id)
        self.assertNotIn("Anna", self._who())

    def test_gaps_alone_are_filled_without_a_drop_out(self):
        action = self.rota.with_user(self.coordinator).action_repair()
        repair = self.env["club.rota.repair"].browse(action["res_id"])
        repair.with_user(self.coordinator).option_ids[0].action_apply()
        who = self._who()
        self.assertEqual((who[0], who[1], who[3]), ("Anna", "Bea", "Carl"))
        self.assertTrue(who[2])

    def test_nothing_missing_is_nothing_to_repair(self):
        self.duties[2].volunteer_id = self._volunteer("Dora")
        with self.assertRaisesRegex(UserError, "Nobody is missing in Spring"):
            self.rota.action_repair()

    def test_nobody_left_says_how_many_gaps_stay(self):
        (self.bea | self.carl).max_load = 0
        option = self._drop_out(date_to="2026-04-30").option_ids[0]
        self.assertIn("2 duties stay without anybody.", option.cost)
        self.assertEqual(option.gap_count, 2)
        option.action_apply()
        self.assertEqual(self._who(), [False, "Bea", False, "Carl"])

    def test_what_is_over_stays_with_who_is_gone(self):
        with freeze_time("2026-04-20"):
            repair = self._drop_out(
                self.carl, date_from="2026-04-01", date_to="2026-05-31"
            )
            self.assertEqual(
                repair.option_ids.move_ids.duty_id, self.duties[2] | self.duties[3]
            )

    def test_a_drop_out_in_the_running_week_is_repaired(self):
        with freeze_time("2026-04-08"):
            self._drop_out().option_ids[0].action_apply()
        self.assertNotIn("Anna", self._who()[:1])
        self.assertTrue(self._who()[0])

    def test_confirmed_duties_move_only_if_the_coordinator_says_so(self):
        # Carl alone can take the gap, if Bea takes his week: who has confirmed it.
        self._absent(self.anna, "2026-04-13", "2026-05-31")
        self._absent(self.bea, "2026-04-20", "2026-04-26")
        self.carl.rest = 2
        self.duties[3].state = "confirmed"
        kept = self._drop_out().option_ids[0]
        self.assertEqual(kept.gap_count, 1)
        moving = self._drop_out(moves_confirmed=True).option_ids[0]
        self.assertEqual(moving.gap_count, 0)
        moving.action_apply()
        self.assertEqual(self._who()[2:], ["Carl", "Bea"])
        self.assertEqual(self.duties[3].state, "published")

    def test_a_gap_left_open_on_purpose_stays_open(self):
        self.duties[2].is_by_hand = True
        self._drop_out().option_ids[0].action_apply()
        self.assertFalse(self._who()[2])

    def test_a_plan_that_has_changed_since_is_not_overwritten(self):
        repair = self._drop_out()
        self.duties[1]._hand_over(self.carl, "override", self.env.user.partner_id)
        with self.assertRaisesRegex(UserError, "press “Look again”"):
            repair.option_ids[0].action_apply()
        self.assertEqual(self._who()[1], "Carl")
        repair.action_recompute()
        repair.option_ids[0].action_apply()
        self.assertEqual(repair.state, "applied")

    def test_words_that_have_changed_since_count_too(self):
        repair = self._drop_out()
        taker = repair.sudo().option_ids[0].move_ids[0].to_id
        self._absent(taker, "2026-04-01", "2026-04-30")
        with self.assertRaisesRegex(UserError, "has changed since"):
            repair.option_ids[0].action_apply()

    def test_a_confirmation_meanwhile_is_no_change_for_others(self):
        repair = self._drop_out()
        self.duties[1]._confirm(self.bea)
        first = repair.option_ids[0]
        self.assertNotIn(self.duties[1], first.move_ids.duty_id)
        first.action_apply()
        self.assertEqual(self.duties[1].state, "confirmed")

    def test_second_coordinator_reads_who_was_first(self):
        repair = self._drop_out()
        repair.option_ids[0].action_apply()
        changes = self.duties.change_ids
        with self.assertRaisesRegex(UserError, "has applied “2 duties change hands”"):
            repair.option_ids[0].with_user(self.users["secretary"]).action_apply()
        with self.assertRaisesRegex(UserError, "already"):
            repair.action_recompute()
        self.assertEqual(self.duties.change_ids, changes)

    def test_days_in_disorder_and_foreign_volunteers_are_refused(self):
        with self.assertRaisesRegex(UserError, "Say until when Anna"):
            self._drop_out(date_to="2026-04-01")
        with self.assertRaisesRegex(UserError, "Say until when Anna"):
            self._drop_out(date_to=False)
        with self.assertRaisesRegex(UserError, "Dora has no duty of Spring"):
            self._drop_out(self._volunteer("Dora", self.normandy))

    def test_others_cannot_ask_or_apply(self):
        repair = self._drop_out()
        for role in ("reader", "treasurer", "employee", "portal"):
            user = self.users[role]
            with self.subTest(role=role), self.assertRaises(AccessError):
                repair.option_ids[0].with_user(user).action_apply()
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.rota.with_user(user).action_repair()
        foreign = self._rota(self.provence, state="published")
        self._duty(foreign, self.nobody)
        with self.assertRaises(AccessError):
            foreign.with_user(self.coordinator).action_repair()

    def test_an_unpublished_or_past_rota_is_not_repaired(self):
        draft = self._rota()
        with self.assertRaisesRegex(UserError, "not published yet"):
            draft.action_repair()
        self.rota.state = "closed"
        with self.assertRaisesRegex(UserError, "is over"):
            self.rota.action_repair()

    def test_form_of_a_volunteer_proposes_the_absence_in_the_way(self):
        self._absent(self.bea, "2026-04-10", "2026-04-30")
        action = self.bea.with_user(self.coordinator).action_repair()
        asking = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(
            (str(asking.date_from), str(asking.date_to)), ("2026-04-10", "2026-04-30")
        )
        self.assertEqual(asking.rota_id, self.rota)
        with self.assertRaisesRegex(UserError, "Dora has no duty"):
            self._volunteer("Dora").action_repair()

    def test_undecided_options_are_forgotten_after_a_month(self):
        repair = self._drop_out()
        with freeze_time("2026-04-10"):
            self.env["club.rota.repair"]._gc_undecided()
            self.assertTrue(repair.exists())
        with freeze_time("2026-05-10"):
            self.env["club.rota.repair"]._gc_undecided()
        self.assertFalse(repair.exists())

    def test_of_a_forgotten_volunteer_no_words_stay(self):
        undecided = self._drop_out()
        applied = self._drop_out(reason="Ill")
        applied.option_ids[0].action_apply()
        self.anna.partner_id._club_forget_elsewhere()
        self.assertFalse(undecided.exists())
        self.assertFalse(applied.reason)
        self.assertFalse(applied.option_ids)
