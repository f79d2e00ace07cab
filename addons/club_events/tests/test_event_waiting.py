from odoo.tests import tagged

from .common import TODAY, freeze_time, moment
from .register_common import RegisterCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventWaiting(RegisterCommon):
    """Who waits first is offered the place that becomes free, for a while."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls._meeting(seats_limited=True, seats_max=1)
        cls.first = cls._door(cls.event, cls.dan)
        cls.eve_waits = cls._door(cls.event, cls.eve)
        cls.alice_waits = cls._door(cls.event, cls.alice.partner_id)

    def _cron(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "club_events.ir_cron_club_event_places"
            ).method_direct_trigger()

    def _levels(self, person):
        rows = self.env["club.event.notice"].search(
            [("event_id", "=", self.event.id), ("partner_id", "=", person.id)],
            order="id",
        )
        return rows.mapped("level")

    def _waiting(self):
        return (self.eve_waits | self.alice_waits).mapped("hold")

    def test_first_of_the_list_is_offered_the_place_and_told(self):
        self.first._withdraw(self.dan)
        self.assertEqual(self._waiting(), ["offer", "waiting"])
        self.assertEqual(self.eve_waits.hold_until, moment("2026-03-17 00:00"))
        self.assertEqual(self._levels(self.eve), ["offer"])
        self.assertEqual(self.alice_waits._queue_position(), 1)

    def test_offer_is_accepted_by_who_it_is_made_to(self):
        self.first._withdraw(self.dan)
        for other in (self.dan, self.alice.partner_id, self.zoe):
            with self._refuses("not yours"):
                self.eve_waits.with_user(self._login(other))._accept(other)
        mine = self.eve_waits.with_user(self._login(self.eve))
        mine._accept(self.eve)
        self.assertEqual((mine.sudo().state, mine.sudo().hold), ("open", False))
        mine._accept(self.eve)  # a second click changes nothing
        self.assertEqual(self.alice_waits.hold, "waiting")

    def test_declined_place_goes_to_the_next(self):
        self.first._withdraw(self.dan)
        self.eve_waits.with_user(self._login(self.eve))._decline(self.eve)
        self.assertEqual(self.eve_waits.state, "cancel")
        self.assertEqual(self.alice_waits.hold, "offer")

    def test_offer_ends_and_the_next_is_served(self):
        self.first._withdraw(self.dan)
        with freeze_time("2026-03-16 23:59:00"):
            self._cron()
            self.assertEqual(self._waiting(), ["offer", "waiting"])
        with freeze_time("2026-03-17 00:01:00"):
            with self._refuses("not kept for Eve any more"):
                self.eve_waits._accept(self.eve)
            self._cron()
            self.assertEqual(self.eve_waits.state, "cancel")
            self.assertEqual(self._levels(self.eve), ["offer", "expired"])
            self.assertEqual(self.alice_waits.hold, "offer")
            self._cron()
        self.assertEqual(self._levels(self.eve), ["offer", "expired"])

    def test_place_not_paid_in_time_is_freed(self):
        self.first._checked().write(
            {"state": "draft", "hold": "payment", "hold_until": "2026-03-15 00:30:00"}
        )
        with freeze_time("2026-03-15 00:31:00"):
            self._cron()
        self.assertEqual(self.first.state, "cancel")
        self.assertEqual(self._levels(self.dan), ["unpaid"])
        self.assertEqual(self.eve_waits.hold, "offer")

    def test_offer_is_shorter_near_the_meeting_and_never_beyond_its_beginning(self):
        for now, until in (
            ("2026-04-08 12:00:00", "2026-04-08 18:00"),
            ("2026-04-09 10:00:00", "2026-04-09 11:00"),
            ("2026-04-09 11:30:00", "2026-04-09 12:00"),
        ):
            with self.subTest(now=now), freeze_time(now):
                self.assertEqual(self.event._offer_end(), moment(until))

    def test_nothing_is_offered_once_the_meeting_has_begun_or_is_cancelled(self):
        with freeze_time("2026-04-09 12:30:00"):
            self.first._withdraw(self.dan)
            self._cron()
        self.assertEqual(self._waiting(), ["waiting", "waiting"])
        self.event.cancelled_on = "2026-03-15 00:00:00"
        self._cron()
        self.assertEqual(self._waiting(), ["waiting", "waiting"])

    def test_more_places_serve_the_list(self):
        self.event.seats_max = 2
        self.assertEqual(self._waiting(), ["offer", "waiting"])
        self.event.seats_limited = False
        self.assertEqual(self._waiting(), ["offer", "offer"])

    def _lapse(self, membership):
        """Its dues are due again, and its year is over."""
        membership.period_ids.write({"date_to": "2026-01-31"})
        membership.sudo().state = "lapsed"
        self.assertFalse(membership.is_member)

    def test_who_may_not_come_today_is_passed_over_and_goes_on_waiting(self):
        self._lapse(self.acme)
        self.first._withdraw(self.dan)
        self.assertEqual(self._waiting(), ["waiting", "offer"])

    def test_nobody_jumps_the_queue_while_a_place_is_free(self):
        self._lapse(self.acme)
        self.alice_waits._withdraw(self.alice.partner_id)
        self.first._withdraw(self.dan)
        self.assertEqual(self.eve_waits.hold, "waiting")
        late = self._door(self.event, self._standing("Bob").partner_id)
        self.assertEqual(late.hold, "waiting")
        self._cron()
        self.assertEqual(late.hold, "offer")

    def test_place_freed_unseen_is_found_by_the_job(self):
        self.env.cr.execute(
            "UPDATE event_registration SET state = 'cancel' WHERE id = %s",
            [self.first.id],
        )
        self.env.cr.execute(
            "UPDATE club_event_seat SET registration_id = NULL WHERE event_id = %s",
            [self.event.id],
        )
        self.env.invalidate_all()
        self._cron()
        self.assertEqual(self._waiting(), ["offer", "waiting"])

    def test_mails_say_what_is_offered_and_until_when(self):
        self.first._withdraw(self.dan)
        row = self.env["club.event.notice"].search(
            [("event_id", "=", self.event.id), ("level", "=", "offer")]
        )
        content = row._content_offer()
        self.assertIn("Meeting", content["subject"])
        self.assertIn("3/17/26", content["lines"][0])
        self.assertTrue(row._is_true())
        self.eve_waits._accept(self.eve)
        self.assertFalse(row._is_true())
        self.assertIn("Meeting", row._content_expired()["subject"])
