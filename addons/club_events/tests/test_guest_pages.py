import base64
import re

from odoo.addons.club_portal.tests.rate_common import one_stretch
from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, freeze_time, moment
from .pages_common import EventsPages
from .public_common import FAR


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestGuestPages(EventsPages):
    """The page of an invitation, and the page where hosts invite."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls._meeting(
            "Spring forum",
            trainer_ids=cls.anna.ids,
            description="<p>All of it</p>",
            **FAR,
        )
        cls.items = cls.env["event.track"].create(
            [
                {
                    "name": name,
                    "event_id": cls.event.id,
                    "date": moment("2099-04-09 12:00"),
                    "document_ids": [
                        (
                            0,
                            0,
                            {
                                "name": f"{name}.txt",
                                "datas": base64.b64encode(b"Words"),
                            },
                        )
                    ],
                }
                for name in ("Roadmap", "Dues and budget")
            ]
        )
        cls.guest = (
            cls.env["club.event.guest"]
            .create(
                {
                    "event_id": cls.event.id,
                    "name": "Vera Vendor",
                    "email": "vera@vendor.example",
                    "kind": "vendor",
                    "track_ids": cls.items[0].ids,
                }
            )
            .sudo()
        )

    def _link(self, guest=None):
        return "/" + (guest or self.guest)._make_link().split("/", 3)[3]

    def _answer(self, path, **data):
        self.authenticate(None, None)
        return self._post(path, **data)

    def test_a_guest_reads_of_their_items_only(self):
        page = self._get(self._link())
        self.assertIn("Roadmap", page)
        self.assertIn("Roadmap.txt", page)
        self.assertNotIn("Dues and budget", page)
        self.assertNotIn("All of it", page)

    def test_a_guest_of_the_whole_meeting_reads_all_of_it(self):
        self.guest.track_ids = False
        page = self._get(self._link())
        self.assertIn("Dues and budget", page)
        self.assertIn("All of it", page)

    def test_documents_of_other_items_are_not_found(self):
        link = self._link()
        own, other = self.items.mapped("document_ids")
        self.assertEqual(self._get(f"{link}/document/{own.id}"), "Words")
        self._get(f"{link}/document/{other.id}", status=404)

    def test_the_address_of_the_page_is_told_to_nobody(self):
        self.env.flush_all()
        answer = self.url_open(self._link())
        self.assertIn("no-store", answer.headers["Cache-Control"])
        self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")

    def test_a_guest_registers_cancels_and_declines(self):
        link = self._link()
        page = self._answer(f"{link}/register", name="Vera Vendor")
        self.assertIn("You are registered for Spring forum.", page)
        self.assertIn("Show my badge", page)
        self.assertEqual(self.guest.state, "registered")
        page = self._answer(f"{link}/cancel")
        self.assertIn("Your place is free for somebody else now.", page)
        page = self._answer(f"{link}/decline")
        self.assertIn("You declined this invitation.", page)
        self.assertEqual(self.guest.state, "declined")

    def test_a_link_is_one_place(self):
        link = self._link()
        self._answer(f"{link}/register", name="Vera Vendor")
        page = self._answer(f"{link}/register", name="Somebody Else")
        self.assertIn("Vera Vendor is registered already.", page)
        self.assertEqual(len(self.event.registration_ids), 1)

    def test_a_link_that_was_sent_again_is_over(self):
        old = self._link()
        new = self._link()
        self.assertIn("does not work any more", self._get(old, status=410))
        self._get(new)

    def test_many_answers_from_one_network_wait(self):
        one_stretch(self)
        self.authenticate(None, None)
        link = self._link()
        rates = self.env["club.rate"]
        network = rates._network("127.0.0.1")
        while rates._allow("meeting_answers", network, 60, 15):
            pass
        page = self._answer(f"{link}/register", name="Vera Vendor")
        self.assertIn("Many answers came from here.", page)
        self.assertFalse(self.event.registration_ids)

    # The hosts

    def _desk(self):
        return f"/my/meetings/{self.event.id}/guests"

    def test_a_host_invites_sends_again_and_withdraws(self):
        self._as(self.anna_user)
        page = self._post(
            self._desk(),
            name="Sam Speaker",
            email="sam@example.org",
            kind="speaker",
            items=str(self.items[1].id),
        )
        self.assertIn("The invitation goes to sam@example.org.", page)
        guest = self.event.guest_ids - self.guest
        self.assertEqual(
            (guest.kind, guest.track_ids, guest.invited_by_id),
            ("speaker", self.items[1], self.anna),
        )
        page = self._post(f"{self._desk()}/{guest.id}/again")
        self.assertIn("A new link goes to sam@example.org", page)
        self.assertEqual(guest.invitation_number, 2)
        self._post(f"{self._desk()}/{guest.id}/withdraw")
        self.assertEqual(guest.state, "revoked")

    def test_who_is_no_host_finds_no_guests(self):
        self._as(self.bea_user)
        self._get(self._desk(), status=404)
        with mute_logger("odoo.http"):
            answer = self.url_open(
                self._desk(),
                data={
                    "csrf_token": Request.csrf_token(self),
                    "space": "me",
                    "name": "Eve",
                    "email": "eve@example.org",
                },
            )
        self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.event.guest_ids, self.guest)

    def test_hosts_find_their_guests_on_the_page_of_the_meeting(self):
        page = f"/my/meetings/{self.event.id}"
        self._as(self.anna_user)
        self.assertIn("Guests and door people (1)", self._get(page))
        self._as(self.bea_user)
        self.assertNotIn("Guests and door people", self._get(page))

    def test_a_host_asks_who_is_registered_to_stand_at_the_door(self):
        door = f"{self._desk()}/door"
        self._as(self.anna_user)
        page = self._post(door, person_id=str(self.bea.id))
        self.assertIn("is registered for it and has a login", page)
        self.assertFalse(self.event.door_partner_ids)
        event = self.event.with_user(self.bea_user).sudo()
        event._register_people([{"partner": self.bea}], self.bea)
        page = self._post(door, person_id=str(self.bea.id))
        self.assertIn("finds the door on the page of the meeting now", page)
        self.assertEqual(self.event.door_partner_ids, self.bea)
        self._post(door, person_id=str(self.bea.id), how="remove")
        self.assertFalse(self.event.door_partner_ids)

    def test_a_guest_with_a_login_sees_their_items_only_in_their_space(self):
        user = self._user_of(self._person("Vera Vendor"))
        self.guest.email = user.email
        user.partner_id.email = user.email
        self.guest._register_own({"name": "Vera Vendor"}, user)
        self.assertEqual(self.guest.partner_id, user.partner_id)
        self._as(user)
        page = self._get(f"/my/meetings/{self.event.id}")
        self.assertIn("Roadmap", page)
        self.assertNotIn("Dues and budget", page)
        self.assertNotIn("All of it", page)

    def test_the_guests_page_names_no_link(self):
        self._as(self.anna_user)
        self._link()
        self.env.flush_all()
        page = self.url_open(self._desk()).text
        self.assertIn("vera@vendor.example", page)
        self.assertFalse(re.search(r"/club/meeting/\d+/", page))
