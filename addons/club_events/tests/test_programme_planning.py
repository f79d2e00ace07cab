from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2.errors import UniqueViolation

from .common import freeze_time
from .year_common import NEW_YEAR, YearCommon, day


@freeze_time(NEW_YEAR)
@tagged("post_install", "-at_install")
class TestProgrammePlanning(YearCommon):
    """A year becomes meetings in one go, and again becomes the same."""

    def test_a_year_is_planned_in_one_go(self):
        cycle = self._cycle()
        found = self.programme._plan()
        self.assertFalse(found.conflicts)
        events = cycle.event_ids.sorted("cycle_number")
        self.assertEqual(events.mapped("cycle_number"), [1, 2, 3, 4])
        self.assertEqual([(d.month - 1) // 3 for d in self._dates(cycle)], [0, 1, 2, 3])
        event = events[0]
        self.assertEqual(event.name, "Finance, no. 1")
        self.assertEqual(event.commission_id, self.commission)
        self.assertEqual((event.audience, event.date_tz), ("body", "Europe/Paris"))
        self.assertEqual((event.date_end - event.date_begin).total_seconds(), 3 * 3600)
        self.assertFalse(any(events.mapped("announced_on")))
        self.assertFalse(any(events.mapped("website_menu")))

    def test_work_in_a_body_counts_as_volunteers_time_if_it_is_not_said_otherwise(self):
        body, nobody = self._cycle(), self._cycle("Plenary", self.commission.browse())
        unpaid = self._cycle("Bureau", hours_activity_id=False)
        self.programme._plan()
        meeting = self.env.ref("club_membership.hours_activity_meeting")
        self.assertEqual(body.event_ids.hours_activity_id, meeting)
        self.assertFalse((nobody | unpaid).event_ids.hours_activity_id)

    def test_meetings_begin_at_their_hour_in_winter_and_in_summer(self):
        cycle = self._cycle(time_start=9.5, month_ids="1,6", per_year=2)
        self.programme._plan()
        hours = [event.date_begin.strftime("%H:%M") for event in cycle.event_ids]
        self.assertEqual(sorted(hours), ["07:30", "08:30"])

    def test_planning_twice_makes_nothing_twice(self):
        cycle = self._cycle()
        self.programme._plan()
        first = cycle.event_ids
        dates = self._dates(cycle)
        found = self.programme._plan()
        self.assertEqual(cycle.event_ids, first)
        self.assertEqual(self._dates(cycle), dates)
        self.assertTrue(all(meeting.fixed for meeting in found.meetings))

    def test_only_missing_meetings_are_made(self):
        cycle = self._cycle()
        self.programme._plan()
        kept = cycle.event_ids.sorted("cycle_number")
        kept[1].unlink()
        dates = [self._dates(cycle)[n] for n in (0, 1, 2)]
        self.programme._plan()
        self.assertEqual(len(cycle.event_ids), 4)
        self.assertEqual([d for d in self._dates(cycle) if d in dates], dates)

    def test_a_cancelled_meeting_is_not_made_again(self):
        cycle = self._cycle()
        self.programme._plan()
        cycle.event_ids[0]._cancel("No room")
        self.programme._plan()
        self.assertEqual(len(cycle.event_ids), 4)

    def test_planned_again_only_what_nobody_knows_of_moves(self):
        cycle = self._cycle()
        self.programme._plan()
        told, chosen, free, last = cycle.event_ids.sorted("cycle_number")
        told._announce()
        chosen._move(chosen._begin_on(day("2026-05-20")))
        dates = self._dates(cycle)
        closed = self.env["club.closed.period"].create(
            {
                "name": "Fair",
                "company_id": self.company.id,
                "date_start": "2026-06-01",
                "date_end": "2026-12-01",
            }
        )
        self.programme._plan()
        self.assertEqual(self._dates(cycle), dates)
        self.programme._plan(again=True)
        now = self._dates(cycle)
        self.assertEqual(now[:2], dates[:2])
        self.assertEqual(now[1], day("2026-05-20"))
        self.assertFalse(any(closed.date_start <= d <= closed.date_end for d in now))
        self.assertFalse(last.day_is_chosen or free.day_is_chosen)

    def test_people_in_two_commissions_are_not_expected_twice_on_a_day(self):
        both = self._standing("Both")
        self._sits(both)
        other = self._body("Tools", both)
        rule = {"day_rule": "nth", "weekday": "1", "nth": "2", "month_ids": "5,6,9,11"}
        one = self._cycle(**rule)
        two = self._cycle("Tools", other, **{**rule, "day_rule": "weekday"})
        self.assertFalse(self.programme._plan().conflicts)
        self.assertFalse(set(self._dates(one)) & set(self._dates(two)))

    def test_a_clash_names_the_person_and_both_meetings(self):
        both = self._standing("Bo Th")
        self._sits(both)
        other = self._body("Tools", both)
        rule = {"day_rule": "nth", "weekday": "3", "nth": "2", "month_ids": "6"}
        one = self._cycle(per_year=1, **rule)
        two = self._cycle("Tools", other, per_year=1, **rule)
        self.programme._plan()
        event = two.event_ids
        event._move(event._begin_on(self._dates(one)[0]))
        [line] = self.programme._conflict_lines()
        self.assertIn("Thursday 11 June 2026: Bo Th should be at both", line["text"])
        self.assertIn("Tools and Finance", line["text"])
        self.assertEqual(self.programme.conflict_count, 1)

    def test_other_meetings_of_the_same_people_are_avoided(self):
        both = self._standing("Both")
        self._sits(both)
        cycle = self._cycle(per_year=1, day_rule="day", day=9, month_ids="6")
        self._meeting(
            "Board",
            "body",
            commission_id=self._body("Board", both).id,
            programme_id=False,
            date_begin="2026-06-09 07:00",
            date_end="2026-06-09 10:00",
        )
        self.programme._plan()
        self.assertNotEqual(self._dates(cycle), [day("2026-06-09")])

    def test_a_year_from_july_has_its_quarters(self):
        self.programme.write({"date_start": "2026-07-01", "date_end": "2027-06-30"})
        cycle = self._cycle()
        self.programme._plan()
        quarters = [(d.year, (d.month - 1) // 3) for d in self._dates(cycle)]
        self.assertEqual(quarters, [(2026, 2), (2026, 3), (2027, 0), (2027, 1)])

    def test_what_is_over_is_not_planned_any_more(self):
        cycle = self._cycle()
        with freeze_time("2026-06-15"):
            found = self.programme._plan()
            self.assertTrue(all(d > day("2026-06-15") for d in self._dates(cycle)))
            [line] = self.programme._in_words(found.conflicts)
        self.assertIn("Finance, no. 1 finds no day", line["text"])

    def test_on_request_nothing_is_planned(self):
        cycle = self._cycle(rhythm="request", per_year=6)
        self.programme._plan()
        self.assertFalse(cycle.event_ids)

    def test_tickets_and_questions_come_from_the_template(self):
        template = self.env["event.type"].create(
            {
                "name": "Plenary",
                "event_type_ticket_ids": [
                    Command.create({"name": "Member", "club_category": "member"}),
                    Command.create({"name": "Guest", "club_category": "non_member"}),
                ],
            }
        )
        cycle = self._cycle(per_year=1, event_type_id=template.id, seats_max=80)
        self.programme._plan()
        event = cycle.event_ids
        self.assertEqual(
            event.event_ticket_ids.mapped("club_category"), ["member", "non_member"]
        )
        self.assertEqual((event.seats_limited, event.seats_max), (True, 80))

    def test_the_agenda_has_its_topics_and_workshops_side_by_side(self):
        cycle = self._cycle(
            per_year=1,
            time_start=9,
            duration=7,
            topic_ids=[
                Command.create({"name": "Opening", "duration": 1, "sequence": 1}),
                Command.create(
                    {
                        "name": "Workshop",
                        "kind": "workshop",
                        "duration": 2,
                        "quantity": 8,
                        "sequence": 2,
                    }
                ),
            ],
        )
        self.programme._plan()
        event = cycle.event_ids
        messages = len(event.message_ids)
        workshops = event.track_ids.filtered(lambda t: t.club_kind == "workshop")
        self.assertEqual(len(workshops), 8)
        self.assertEqual(len(set(workshops.mapped("date"))), 1)
        self.assertEqual((workshops[0].date - event.date_begin).total_seconds(), 3600)
        self.assertIn("Workshop 8", workshops.mapped("name"))
        self.assertLess(messages, 8)

    def test_names_are_in_each_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        cycle = self._cycle(per_year=1)
        cycle.with_context(lang="fr_FR").name = "Les finances"
        self.programme._plan()
        event = cycle.event_ids
        self.assertEqual(event.name, "Finance")
        self.assertEqual(event.with_context(lang="fr_FR").name, "Les finances")

    def test_two_plannings_cannot_make_one_meeting_twice(self):
        cycle = self._cycle(per_year=1)
        self.programme._plan()
        values = {
            "name": "Twice",
            "cycle_id": cycle.id,
            "cycle_number": 1,
            "date_begin": "2026-06-09 07:00",
            "date_end": "2026-06-09 10:00",
        }
        with (
            self.assertRaises(UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.env["event.event"].create(values)

    def test_a_closed_year_is_not_planned(self):
        self._cycle()
        self.programme.action_close()
        with self.assertRaisesRegex(UserError, "Copy it to a new year"):
            self.programme._plan()

    def test_only_the_cycles_asked_for_are_planned_around_the_others(self):
        both = self._standing("Both")
        self._sits(both)
        rule = {"day_rule": "nth", "weekday": "3", "nth": "2", "month_ids": "6"}
        one = self._cycle(per_year=1, **rule)
        two = self._cycle("Tools", self._body("Tools", both), month_ids="6", per_year=1)
        self.programme._plan(one)
        self.assertFalse(two.event_ids)
        self.programme._plan(two)
        self.assertNotEqual(self._dates(one), self._dates(two))

    def test_a_cycle_says_what_is_wrong_with_its_days(self):
        with self.assertRaisesRegex(ValidationError, "are no months"):
            self._cycle(month_ids="1,13")
        with self.assertRaisesRegex(ValidationError, "on which day it meets"):
            self._cycle(day_rule="nth", weekday="2")
        with self.assertRaisesRegex(ValidationError, "choose which one"):
            self._cycle(commission=self.env["club.commission"], audience="body")

    def test_sixteen_commissions_and_three_circles_ask_a_steady_number_of_queries(self):
        self._forget_nothing()

        def add(count):
            for number in range(count):
                member = self._standing(f"M{count}-{number}")
                self._cycle(f"C{count}-{number}", self._body(f"B{number}", member))
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            self.programme._solve()
            return self.env.cr.sql_log_count - start

        few = add(3)
        self.assertLessEqual(add(16), few + 2)
