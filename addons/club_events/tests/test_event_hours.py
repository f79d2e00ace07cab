from odoo import fields
from odoo.tests import tagged

from .common import day, freeze_time
from .door_common import NOW, DoorCommon

AFTER = "2026-04-09 16:00:00"


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestEventHours(DoorCommon):
    """Who attended is proposed the hours of the meeting, once it is over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.activity = cls.env.ref("club_membership.hours_activity_meeting")
        cls.event.hours_activity_id = cls.activity

    def _run(self, moment=AFTER, job="ir_cron_club_event_hours"):
        self.env.flush_all()
        with freeze_time(moment), self.enter_registry_test_mode():
            self.env.ref(f"club_events.{job}").method_direct_trigger()
        self.env.invalidate_all()

    def _hours(self, person=None):
        lines = self.env["club.hours"].search(
            [("partner_id", "=", (person or self.anna).id)], order="date, id"
        )
        return [(line.date.isoformat(), line.hours) for line in lines]

    def test_who_attended_is_proposed_the_length_of_the_meeting_once(self):
        self._registered(self.carl)
        self.row._sign_in(self.hugo)
        self._run("2026-04-09 14:00:00")
        self.assertFalse(self._hours())
        for _time in range(2):
            self._run()
        self.assertEqual(self._hours(), [("2026-04-09", 3)])
        self.assertFalse(self._hours(self.carl))
        line = self.env["club.hours"].search([("partner_id", "=", self.anna.id)])
        self.assertEqual(line.activity_id, self.activity)
        self.assertEqual(line.origin, f"event.registration,{self.row.id}")
        self.assertEqual(line.commission_id, self.commission)
        self.assertEqual((line.state, line.description), ("proposed", self.event.name))

    def test_a_meeting_that_counts_for_nothing_proposes_nothing(self):
        self.event.hours_activity_id = False
        self.row._sign_in(self.hugo)
        self._run()
        self.assertFalse(self._hours())

    def test_what_really_happened_counts(self):
        self.row._sign_in(self.hugo)
        self._run()
        self.event.write(
            {"held_from": "2026-04-09 12:30:00", "held_to": "2026-04-09 14:00:00"}
        )
        self._run()
        self.assertEqual(self._hours(), [("2026-04-09", 1.5)])

    def test_each_day_of_a_longer_meeting_is_a_line(self):
        seminar = self._meeting(
            "Seminar",
            hours_activity_id=self.activity.id,
            date_begin="2026-04-09 07:00:00",
            date_end="2026-04-10 15:00:00",
        )
        self._registered(self.anna, seminar)._sign_in(self.hugo)
        self._run("2026-04-10 16:00:00")
        self.assertEqual(self._hours(), [("2026-04-09", 8), ("2026-04-10", 8)])
        seminar.date_end = "2026-04-09 15:00:00"
        self._run("2026-04-10 17:00:00")
        self.assertEqual(self._hours(), [("2026-04-09", 8)])

    def test_corrected_attendance_takes_back_and_proposes(self):
        other = self._registered(self.carl)
        self.row._sign_in(self.hugo)
        self._run()
        with freeze_time("2026-04-10 09:00:00"):
            self.row._tick(self.bea, "undo")
            other._tick(self.bea, "site")
        self.assertFalse(self._hours())
        self.assertEqual(self._hours(self.carl), [("2026-04-09", 3)])

    def test_hours_follow_who_really_came(self):
        self.row._sign_in(self.hugo)
        self._run()
        with freeze_time("2026-04-10 09:00:00"):
            self.row.sudo().write(
                {
                    "attendee_id": self.carl.id,
                    "membership_id": self._membership_of(self.carl).id,
                }
            )
        self.assertFalse(self._hours())
        self.assertEqual(self._hours(self.carl), [("2026-04-09", 3)])

    def test_what_somebody_confirmed_stays(self):
        self.row._sign_in(self.hugo)
        self._run()
        line = self.env["club.hours"].search([("partner_id", "=", self.anna.id)])
        with freeze_time("2026-04-10 09:00:00"):
            line.sudo()._confirm()
            self.row._tick(self.bea, "undo")
        self.assertEqual(self._hours(), [("2026-04-09", 3)])

    def test_a_cancelled_meeting_takes_its_hours_back(self):
        self.row._sign_in(self.hugo)
        self._run()
        self.event.cancelled_on = AFTER
        self._run()
        self.assertFalse(self._hours())

    def test_who_is_no_member_is_no_volunteer(self):
        opened = self._meeting("Open", "open", hours_activity_id=self.activity.id)
        stranger = self._person("Stranger")
        self._registered(stranger, opened)._sign_in(self.hugo)
        typed = self._registered(self._person("Typed"), opened, attendee_id=False)
        typed._sign_in(self.hugo)
        self._run()
        self.assertFalse(self._hours(stranger))
        self.assertEqual(self.env["club.hours"].search_count([]), 0)

    def test_who_acts_for_a_member_is_of_the_association(self):
        acme = self._standing("Acme", kind=self.type_organisation)
        paul = self._person("Paul")
        self.env["club.delegation"].create(
            {
                "membership_id": acme.id,
                "partner_id": paul.id,
                "role": "deputy",
                "date_from": "2026-01-01",
            }
        )
        self._registered(paul)._sign_in(self.hugo)
        self._run()
        self.assertEqual(self._hours(paul), [("2026-04-09", 3)])

    def test_trainers_give_training_hours_where_somebody_came(self):
        course = self.env["club.training"].create(
            {"name": "Basics", "company_id": self.company.id}
        )
        outside = self._person("Vendor's trainer")
        self.event.write(
            {
                "training_id": course.id,
                "trainer_ids": [fields.Command.set([self.carl.id, outside.id])],
            }
        )
        self._run()
        self.assertFalse(self._hours(self.carl))
        with freeze_time("2026-04-10 09:00:00"):
            self.row._tick(self.hugo, "site")
        self.assertEqual(self._hours(self.carl), [("2026-04-09", 3)])
        self.assertFalse(self._hours(outside))
        line = self.env["club.hours"].search([("partner_id", "=", self.carl.id)])
        self.assertEqual(line.activity_id.code, "training")
        self.assertEqual(line.date, day("2026-04-09"))

    def test_meetings_of_long_ago_propose_nothing(self):
        self.row._sign_in(self.hugo)
        self._run("2026-09-01 12:00:00")
        self.assertFalse(self._hours())
