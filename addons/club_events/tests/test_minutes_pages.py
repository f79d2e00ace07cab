import re

from odoo.tests import freeze_time, tagged

from .common import TODAY
from .pages_common import EventsPages


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestMinutesPages(EventsPages):
    """From the draft to the reader, as people click; and who is kept out.

    Anna chairs, Carl is secretary; Bea is a member of nothing but the association.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seat._set_role("chair")
        cls.carl_user = cls._login("Carl")
        cls.carl = cls.carl_user.partner_id
        cls._sits(cls._membership_of(cls.carl), role="secretary")
        cls.event = cls._meeting(
            "Spring",
            "body",
            commission_id=cls.commission.id,
            date_begin="2026-03-10 13:00:00",
            date_end="2026-03-10 16:00:00",
        )
        cls.coming = cls._meeting("Summer", "body", commission_id=cls.commission.id)
        cls.env["event.track"].create({"name": "Budget", "event_id": cls.event.id})
        cls.env.flush_all()

    def _minutes(self):
        self.env.invalidate_all()
        return self.event.minutes_ids

    def test_minutes_are_written_approved_and_published_by_telephone(self):
        meeting = f"/my/meetings/{self.event.id}"
        self._as(self.carl_user)
        self.assertIn("Begin the minutes", self._get(meeting))
        self._post(f"{meeting}/minutes")
        minutes = self._minutes()
        page = f"/my/minutes/{minutes.id}"
        self.assertIn("# 1. Budget", self._get(f"{page}/write"))
        self._post(
            f"{page}/write",
            name="Spring meeting",
            audience="body",
            text="# Budget\n\nWe keep **it**.\n\n- One\n- Two",
        )
        self._post(f"{page}/decisions", text="The budget is kept.")
        self._post(
            f"{page}/actions",
            what="Tell the vendor",
            owner=self.anna.id,
            due="2026-04-10",
        )
        self.assertIn("to be approved by Anna", self._words_of(f"{page}/write"))
        self._post(f"{page}/submit")
        self.assertIn("they wait for Anna", self._words_of(f"{page}/write"))
        self._post(f"{page}/approve")
        self.assertEqual(self._minutes().state, "review")
        self._as(self.anna_user)
        self._post(f"{page}/approve")
        self._post(f"{page}/publish")
        self.assertEqual(self._minutes().state, "published")
        self.assertIn("<strong>it</strong>", self._minutes().revision_id.body)
        words = self._words_of(page)
        for said in (
            "Written by Carl. Approved by Anna",
            "The budget is kept.",
            "Tell the vendor",
            "For who sits in the commission today",
        ):
            self.assertIn(said, words)
        self.assertIn("Spring meeting", self._get("/my/minutes?search=vendor"))
        self.assertNotIn("Spring meeting", self._get("/my/minutes?search=nothing"))
        self.assertIn("Tell the vendor", self._get("/my/actions"))

    def _words_of(self, path):
        text = re.sub(r"<[^>]+>", " ", self._get(path))
        return re.sub(r"\s+([.,])", r"\1", re.sub(r"\s+", " ", text))

    def test_outsiders_find_nothing_of_published_minutes(self):
        minutes = self._published("body")
        page = f"/my/minutes/{minutes.id}"
        self._as(self.bea_user)
        self.assertNotIn("Spring", self._get("/my/minutes"))
        for path in (page, f"{page}/print", f"{page}/write"):
            self._get(path, status=404)
        self._get(f"/club/minutes/{minutes.id}", status=404)

    def test_everybody_reads_public_minutes_without_a_login_and_without_names(self):
        minutes = self._published("public")
        self.authenticate(None, None)
        page = self._get(f"/club/minutes/{minutes.id}")
        self.assertIn("We keep it.", page)
        self.assertNotIn("Anna", page)
        self.assertNotIn("Carl", page)

    def test_minutes_are_printed(self):
        minutes = self._published("body")
        self._as(self.anna_user)
        paper = self.url_open(f"/my/minutes/{minutes.id}/print")
        self.assertEqual(paper.status_code, 200)
        self.assertTrue(paper.content)
        report = self.env["report.club_events.report_minutes"]
        [doc] = report._get_report_values(minutes.ids)["docs"]
        self.assertFalse(doc["is_draft"])
        page, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "club_events.report_minutes", minutes.ids
        )
        self.assertIn("We keep it.", page.decode())

    def _published(self, audience):
        minutes = self.env["club.minutes"].create(
            {
                "event_id": self.event.id,
                "author_id": self.carl.id,
                "body": "<p>We keep it.</p>",
                "audience": audience,
            }
        )
        self.env["club.minutes.action"].create(
            {
                "minutes_id": minutes.id,
                "name": "Tell the vendor",
                "owner_id": self.anna.id,
                "due_date": "2026-03-12",
            }
        )
        minutes._submit(self.carl)
        minutes._approve(self.anna)
        minutes._publish(self.anna)
        return minutes

    def test_the_next_meeting_begins_with_what_is_late(self):
        self._published("body")
        self._as(self.anna_user)
        words = self._words_of(f"/my/meetings/{self.coming.id}")
        self.assertIn("Still to do since earlier meetings", words)
        self.assertIn("Overdue", words)

    def test_an_owner_says_what_came_of_it(self):
        minutes = self._published("body")
        self._as(self.anna_user)
        self.assertIn("Overdue", self._get("/my/actions"))
        self._post(f"/my/actions/{minutes.action_ids.id}/done", outcome="They agree.")
        self.assertIn("They agree.", self._get("/my/actions"))

    def test_a_host_edits_the_agenda_and_a_member_reads_it(self):
        meeting = f"/my/meetings/{self.coming.id}"
        self._as(self.anna_user)
        self._post(
            f"{meeting}/agenda",
            title="Prices",
            topic="decision",
            minutes="45",
            owner=self.carl.id,
        )
        self.assertIn("Prices", self._get(f"{meeting}/agenda"))
        self._as(self.carl_user)
        page = self._get(meeting)
        self.assertIn("Prices", page)
        self.assertIn("Your documents for this item", page)

    def test_a_testimony_is_proposed_accepted_and_seen(self):
        meeting = f"/my/meetings/{self.coming.id}"
        dora = self._login("Dora")
        self._sits(self._membership_of(dora.partner_id))
        self._as(dora)
        self.assertIn("Propose a testimony", self._get(meeting))
        self._post(
            f"{meeting}/propose",
            title="Our move",
            topic="testimony",
            membership=self._membership_of(dora.partner_id).id,
        )
        self.assertIn("Waiting for an answer", self._get(f"{meeting}/propose"))
        self._as(self.anna_user)
        self.assertIn("Our move", self._get(f"{meeting}/agenda"))
        proposal = self.env["club.topic.proposal"].search([])
        self._post(f"{meeting}/agenda/proposals/{proposal.id}/accept")
        self._as(dora)
        self.assertIn("On an agenda", self._get(f"{meeting}/propose"))
        self.assertIn("Our move", self._get(meeting))
