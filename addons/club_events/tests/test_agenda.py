from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY
from .minutes_common import MinutesCommon

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestAgenda(MinutesCommon):
    """Items follow one another; who sees them, and who changes them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls._meeting("Next", "body", commission_id=cls.commission.id)
        cls.budget = cls._item("Budget", 1.0, 1, owner_id=cls.people["Max"].id)
        cls.vendor = cls._item("Vendor", 0.5, 2)
        cls.close = cls._item("Close", 0.25, 3)

    @classmethod
    def _item(cls, name, hours=0.5, sequence=10, event=None, **vals):
        return cls.env["event.track"].create(
            {
                "name": name,
                "event_id": (event or cls.event).id,
                "duration": hours,
                "sequence": sequence,
                **vals,
            }
        )

    def _times(self):
        return {
            card["name"]: card["start"].replace("\u202f", " ")
            for card in self.event._agenda(self._space("Max"))
        }

    def test_each_item_begins_when_the_one_before_ends(self):
        wanted = {"Budget": "2:00 PM", "Vendor": "3:00 PM", "Close": "3:30 PM"}
        self.assertEqual(self._times(), wanted)
        self.budget.duration = 0.5
        self.assertEqual(self._times()["Close"], "3:00 PM")
        self.vendor.sequence = 0
        self.assertEqual(list(self._times()), ["Vendor", "Budget", "Close"])
        self.vendor.unlink()
        self.assertEqual(self._times()["Close"], "2:30 PM")

    def test_workshops_side_by_side_end_with_the_longest(self):
        self._item("Other room", 1.5, 2, is_parallel=True)
        times = self._times()
        self.assertEqual((times["Vendor"], times["Other room"]), ("3:00 PM", "3:00 PM"))
        self.assertEqual(times["Close"], "4:30 PM")

    def test_a_fixed_time_stays_and_moves_with_the_meeting(self):
        self.vendor.date = "2026-04-09 14:00:00"
        self.assertEqual(self._times()["Vendor"], "4:00 PM")
        self.assertEqual(self._times()["Close"], "4:30 PM")
        self.budget.duration = 0.5
        self.assertEqual(self._times()["Vendor"], "4:00 PM")
        self.event.write(
            {"date_begin": "2026-04-09 13:00:00", "date_end": "2026-04-09 16:00:00"}
        )
        self.assertEqual(self._times()["Budget"], "3:00 PM")
        self.assertEqual(self._times()["Vendor"], "5:00 PM")

    def test_times_are_those_of_the_town_across_the_change_of_clocks(self):
        winter = self._meeting(
            "Winter", date_begin="2026-11-05 13:00", date_end="2026-11-05 16:00"
        )
        self._item("Budget", event=winter)
        start = winter._agenda(self._space("Max"))[0]["start"]
        self.assertEqual(start.replace("\u202f", " "), "2:00 PM")

    def test_a_guest_of_some_items_sees_these_only(self):
        guest = self.env["club.event.guest"].create(
            {
                "event_id": self.event.id,
                "name": "Vera",
                "email": "vera@vendor.example",
                "partner_id": self.people["Nora"].id,
                "track_ids": [(6, 0, self.vendor.ids)],
            }
        )
        names = [card["name"] for card in self.event._agenda(guest)]
        self.assertEqual(names, ["Vendor"])
        self.assertEqual(list(self._names("Nora")), ["Vendor"])
        guest.track_ids = False
        self.assertEqual(len(self.event._agenda(guest)), 3)

    def _names(self, name):
        return [card["name"] for card in self.event._agenda(self._space(name))]

    def test_a_member_of_the_body_sees_all_even_where_a_guest_of_one_item(self):
        self.env["club.event.guest"].create(
            {
                "event_id": self.event.id,
                "name": "Max",
                "email": "max@example.org",
                "partner_id": self.people["Max"].id,
                "track_ids": [(6, 0, self.vendor.ids)],
            }
        )
        self.assertEqual(len(self._names("Max")), 3)

    def test_a_document_follows_its_item(self):
        self.budget._add_files([("figures.pdf", PDF)])
        file = self.budget.document_ids
        self.assertEqual((file.res_model, file.res_id), ("event.track", self.budget.id))
        guest = self.env["club.event.guest"].create(
            {
                "event_id": self.event.id,
                "name": "Vera",
                "email": "vera@vendor.example",
                "track_ids": [(6, 0, self.vendor.ids)],
            }
        )
        self.assertFalse(self.event._agenda_file(guest, file.id))
        self.assertEqual(self.event._agenda_file(self._space("Max"), file.id), file)
        other = self.env["ir.attachment"].create({"name": "x", "raw": b"x"})
        self.assertFalse(self.event._agenda_file(self._space("Max"), other.id))

    def test_only_harmless_documents_of_a_fair_size_are_taken(self):
        for name, content in (
            ("page.html", b"<html><script>1</script></html>"),
            ("figures.pdf", b"<html><script>1</script></html>"),
            ("big.txt", b"x" * (10 * 1024 * 1024 + 1)),
        ):
            with self.subTest(name=name), self.assertRaises(UserError):
                self.budget._add_files([(name, content)])
        with self.assertRaisesRegex(UserError, "at most"):
            self.budget._add_files([(f"{n}.txt", b"x") for n in range(11)])
        with self.assertRaisesRegex(UserError, "at least one"):
            self.budget._add_files([])

    def test_no_item_of_a_members_meeting_is_published(self):
        published = self.env.ref("website_event_track.event_track_stage3")
        self.vendor.stage_id = published
        self.assertFalse(self.vendor.is_published)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.vendor.is_published = True
            self.env.flush_all()

    def test_the_agenda_of_an_open_meeting_that_closes_is_taken_off_the_website(self):
        event = self._meeting("Open", "open")
        item = self._item("Topic", event=event)
        item.is_published = True
        event.audience = "members"
        self.env.flush_all()
        self.assertFalse(item.is_published)

    def test_portal_users_read_no_item_by_remote_call(self):
        tracks = self._as("portal")["event.track"]
        self.assertFalse(tracks.search([("event_id", "=", self.event.id)]))

    def test_hosts_edit_and_members_do_not_run_the_meeting(self):
        self.assertTrue(self.event._hosted_by(self._space("Sam")))
        for outsider in ("Max", "Rita", "Nora"):
            self.assertFalse(self.event._hosted_by(self._space(outsider)), outsider)
        typed = {"name": "New", "kind": "topic", "minutes": "45", "owner": ""}
        item = self.event._write_item({**typed, "text": "- One\n- Two"})
        self.assertIn("<li>One</li>", item.description)
        self.assertEqual(self._times()["New"], "3:45 PM")
        self.event._move_item(item, up=True)
        self.assertEqual(list(self._times()), ["Budget", "Vendor", "New", "Close"])
        for wrong in (
            {"name": " "},
            {"minutes": "0"},
            {"minutes": "9999"},
            {"minutes": "x"},
            {"kind": "evil"},
        ):
            with self.assertRaises(UserError):
                self.event._write_item({**typed, **wrong}, item)

    def test_who_is_nobody_of_the_meeting_leads_no_item(self):
        stranger = self._person("Stranger")
        typed = {"name": "New", "kind": "topic", "minutes": "45"}
        item = self.event._write_item({**typed, "owner": str(stranger.id)})
        self.assertFalse(item.owner_id)
        item = self.event._write_item({**typed, "owner": str(self.people["Max"].id)})
        self.assertEqual(item.owner_id, self.people["Max"])

    def test_an_officer_without_core_groups_keeps_the_agenda_of_their_section(self):
        own = self._meeting("Own", section_id=self.brittany.id)
        event = self._as("officer", own)
        event.write({"track_ids": [(0, 0, {"name": "Topic", "duration": 1})]})
        self.assertEqual(event.track_ids.date, own.date_begin)
