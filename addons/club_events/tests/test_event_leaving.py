from odoo.tests import tagged

from .common import TODAY, day, freeze_time
from .register_common import RegisterCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventLeaving(RegisterCommon):
    """Whoever leaves an organisation leaves their place to who waits."""

    def test_who_leaves_the_organisation_leaves_its_place(self):
        event = self._meeting(seats_limited=True, seats_max=1)
        dan = self._door(event, self.dan)
        alice = self._door(event, self.alice.partner_id)
        self.dan.club_delegation_ids._end(day("2026-04-01"), "New job", force=True)
        self.assertEqual((dan.state, alice.hold), ("cancel", "offer"))
        self.assertIn("No longer acts for Acme", dan.message_ids[0].body)

    def test_who_leaves_after_the_meeting_still_comes(self):
        event = self._meeting()
        dan = self._door(event, self.dan)
        self.dan.club_delegation_ids._end(day("2026-04-10"), "New job", force=True)
        self.assertEqual(dan.state, "open")

    def test_who_has_another_role_there_or_an_own_membership_still_comes(self):
        event = self._meeting()
        self._acts(self.acme, self.dan, "deputy")
        dan = self._door(event, self.dan)
        seat = self.dan.club_delegation_ids.filtered(lambda d: d.role == "seat")
        seat._end(day("2026-04-01"), "Seat given up", force=True)
        self.assertEqual(dan.state, "open")
        self._standing("Eve", partner=self.eve)
        own = self._door(event, self.eve)
        self.eve.club_delegation_ids._end(day("2026-04-01"), "New job", force=True)
        self.assertEqual(own.state, "open")

    def test_registrations_follow_into_the_organisation_that_takes_over(self):
        event = self._meeting()
        dan = self._door(event, self.dan)
        globex = self._standing("Globex", kind=self.type_organisation)
        self._acts(globex, self.dan)
        old = self.dan.club_delegation_ids.filtered(
            lambda d: d.membership_id == self.acme
        )
        old._moved_to(globex)
        old._end(day("2026-04-01"), "Absorbed", force=True)
        self.assertEqual((dan.state, dan.membership_id), ("open", globex))

    def test_place_of_who_died_is_free(self):
        event = self._meeting(seats_limited=True, seats_max=1)
        alice = self._door(event, self.alice.partner_id)
        dan = self._door(event, self.dan)
        self.alice.partner_id.club_deceased_on = "2026-03-14"
        self.assertEqual((alice.state, dan.hold), ("cancel", "offer"))
        self.assertIn("has died", event._refusal(self.alice.partner_id))
