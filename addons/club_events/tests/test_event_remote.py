from odoo.tests import tagged

from .common import TODAY, freeze_time
from .register_common import RegisterCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventRemote(RegisterCommon):
    """A meeting on site and remote: who takes part remotely needs no chair."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls._meeting(place="both", seats_limited=True, seats_max=1)

    def _seated(self):
        seats = self.env["club.event.seat"].search([("event_id", "=", self.event.id)])
        return seats.registration_id

    def test_the_room_is_full_and_others_take_part_remotely(self):
        dan = self._door(self.event, self.dan)
        eve = self._door(self.event, self.eve, presence="remote")
        self.assertEqual((dan.state, eve.state), ("open", "open"))
        self.assertEqual(self._seated(), dan)
        carol = self._door(self.event, self.carol)
        self.assertEqual(carol.hold, "waiting")
        # Who waits for a chair keeps nobody from taking part remotely.
        alice = self._door(self.event, self.alice.partner_id, presence="remote")
        self.assertEqual(alice.state, "open")

    def test_remote_only_meetings_keep_to_their_limit(self):
        remote = self._meeting("Call", place="remote", seats_limited=True, seats_max=1)
        self.assertEqual(self._door(remote, self.dan).state, "open")
        self.assertEqual(self._door(remote, self.eve).hold, "waiting")

    def test_core_counts_the_chairs_that_are_left(self):
        self._door(self.event, self.eve, presence="remote")
        self.assertEqual(self.event.seats_available, 1)
        self.assertFalse(self.event.event_registrations_sold_out)
        self.assertEqual(self.event._free_places()[self.event], 1)
        self._door(self.event, self.dan)
        self.assertEqual(self.event.seats_available, 0)
        self.assertIn("remotely", self.event._places_text(0))

    def test_giving_up_the_chair_serves_who_waits(self):
        dan = self._door(self.event, self.dan)
        eve = self._door(self.event, self.eve)
        self.assertEqual(eve.hold, "waiting")
        dan._checked()._change_presence("remote")
        self.assertEqual((dan.state, dan.presence), ("open", "remote"))
        self.assertEqual(eve.hold, "offer")
        self.assertEqual(self._seated(), eve)

    def test_who_waits_may_take_part_remotely_instead(self):
        self._door(self.event, self.dan)
        eve = self._door(self.event, self.eve)
        eve._checked()._change_presence("remote")
        self.assertEqual(eve.hold, "offer")
        eve.with_user(self._login(self.eve))._accept(self.eve)
        self.assertEqual((eve.state, eve.presence), ("open", "remote"))

    def test_nobody_changes_to_a_full_room(self):
        self._door(self.event, self.dan)
        eve = self._door(self.event, self.eve, presence="remote")
        with self._refuses("The room of Meeting is full: Eve goes on"):
            eve._checked()._change_presence("site")
        with self._refuses("no place is left for Eve"):
            eve._checked().write({"presence": "site"})
        self.event.seats_max = 2
        eve._checked()._change_presence("site")
        self.assertEqual(len(self._seated()), 2)

    def test_who_is_in_the_room_is_there_even_if_it_is_full(self):
        self._door(self.event, self.dan)
        eve = self._door(self.event, self.eve, presence="remote")
        eve._set_signed(self.carol, "site")
        self.assertEqual((eve.state, eve.presence), ("done", "site"))

    def test_a_meeting_that_opens_a_call_frees_chairs_and_takes_them_back(self):
        event = self.event
        event.place = "site"
        dan = self._door(event, self.dan)
        eve = self._door(event, self.eve)
        dan._checked().write({"presence": "remote"})
        self.assertEqual(self._seated(), dan)
        event.place = "both"
        self.assertEqual(self._seated(), eve)
        self.assertEqual(eve.hold, "offer")
        eve._withdraw(self.eve)
        event.place = "site"
        self.assertEqual(self._seated(), dan)

    def test_a_limit_set_afterwards_counts_who_comes_on_site(self):
        event = self._meeting("Later", place="both")
        self._door(event, self.eve, presence="remote")
        dan = self._door(event, self.dan)
        event.write({"seats_limited": True, "seats_max": 1})
        seats = self.env["club.event.seat"].search([("event_id", "=", event.id)])
        self.assertEqual(seats.registration_id, dan)
