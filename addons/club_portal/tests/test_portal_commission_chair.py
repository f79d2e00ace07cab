from unittest.mock import patch

from odoo.tests import tagged

from ..models import club_commission_desk
from .commission_pages_case import CommissionPagesCase


@tagged("post_install", "-at_install")
class TestPortalCommissionChair(CommissionPagesCase):
    """Chairs manage their own commission, and no other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commission.join_policy = "approval"
        cls._seat(cls, cls.anna, "chair")
        cls.carl = cls._current("Carl Colleague")

    def _request(self):
        return self.commission._join(self.carl.partner_id, self.carl)

    def test_chair_reads_requests_and_accepts(self):
        row = self._request()
        self.assertIn("Carl Colleague", self._see("anna", "/desk"))
        self._send("anna", f"requests/{row.id}/accept")
        self.assertEqual(row.state, "active")

    def test_chair_refuses_with_a_reason(self):
        row = self._request()
        self._send("anna", f"requests/{row.id}/refuse", reason="Next year")
        self.assertEqual((row.state, row.reason), ("refused", "Next year"))

    def test_request_answered_by_two_is_decided_once(self):
        row = self._request()
        self._send("anna", f"requests/{row.id}/accept")
        self.assertEqual(self._send("anna", f"requests/{row.id}/refuse"), 404)
        self.assertEqual(row.state, "active")

    def test_home_says_what_waits_for_the_chair(self):
        self._request()
        self.authenticate("anna", "anna")
        self.assertIn("invitations and requests to answer", self._get("/my"))

    def test_members_and_strangers_reach_no_desk(self):
        row = self._request()
        self._seat(self.bob)
        self.assertNotIn("Carl Colleague", self._see("bob", "/desk"))
        for path, data in (
            (f"requests/{row.id}/accept", {}),
            (f"requests/{row.id}/refuse", {}),
            (f"members/{self._row(self.anna).id}/role", {"role": "member"}),
            (f"members/{self._row(self.anna).id}/remove", {"reason": "Mine now"}),
            ("invite", {"who": "Carl Colleague"}),
            ("message", {"subject": "Hello", "body": "You"}),
        ):
            self.assertEqual(self._send("bob", path, **data), 404, path)
        self.assertEqual(row.state, "requested")
        self.assertEqual(self.commission.chair_id, self.anna.partner_id)

    def test_lapsed_chair_loses_the_desk(self):
        self.anna.period_ids.date_to = "2024-12-31"
        self.anna._refresh()
        row = self._request()
        self.assertEqual(self._send("anna", f"requests/{row.id}/accept"), 404)

    def test_chair_reaches_nobody_of_another_commission(self):
        other = self._commission("Other", join_policy="approval")
        theirs = other._join(self.carl.partner_id, self.carl)
        for path in ("requests/{}/accept", "requests/{}/refuse", "members/{}/role"):
            found = self._send("anna", path.format(theirs.id), role="chair")
            self.assertEqual(found, 404)
        self.assertEqual(theirs.state, "requested")

    def test_role_is_one_of_four(self):
        row = self._seat(self.bob)
        self.assertEqual(self._send("anna", f"members/{row.id}/role", role="king"), 404)
        page = self._send("anna", f"members/{row.id}/role", role="secretary")
        self.assertIn("New role of Bob Member", page)
        self.assertEqual(self._row(self.bob).role, "secretary")

    def test_hasty_click_hands_no_chair_over(self):
        self._seat(self.bob)
        page = self._see("anna", "/desk")
        self.assertLess(page.index('value="secretary"'), page.index('value="chair"'))

    def test_chair_handed_over_closes_the_desk(self):
        row = self._seat(self.bob)
        page = self._send("anna", f"members/{row.id}/role", role="chair")
        self.assertIn("New role of Bob Member: Chair.", page)
        self.assertEqual(self.commission.chair_id, self.bob.partner_id)
        self.assertEqual(self._send("anna", "invite", who="Carl Colleague"), 404)

    def test_invitation_by_name_number_or_address(self):
        people = [self._current(f"Guest {name}") for name in ("One", "Two", "Three")]
        texts = [
            "guest one",
            people[1].number,
            people[2].partner_id.email.upper(),
        ]
        for membership, text in zip(people, texts, strict=True):
            self.assertIn(
                "is invited by e-mail", self._send("anna", "invite", who=text)
            )
            self.assertEqual(self._row(membership).state, "invited")

    def test_invitation_names_one_member_exactly(self):
        self._current("Double")
        partner = self._person("Double", email="second@example.org")
        self._current("Double", partner)
        self.assertIn(
            "Several members match", self._send("anna", "invite", who="Double")
        )
        for text in ("Nobody", "Car%", "C_rl Colleague", "%", " "):
            page = self._send("anna", "invite", who=text)
            self.assertIn("No member was found", page)
        self.assertFalse(
            self.commission.member_ids.filtered(lambda m: m.state == "invited")
        )

    def test_searches_that_find_nobody_are_counted_too(self):
        self._current("Guest")
        with patch.object(club_commission_desk, "SEARCHES_A_DAY", 2):
            for text in ("nobody@example.org", "99999"):
                page = self._send("anna", "invite", who=text)
                self.assertIn("No member was found", page)
            page = self._send("anna", "invite", who="Guest")
            self.assertIn("Enough searches for today", page)

    def test_message_goes_to_the_members_without_an_address(self):
        self._seat(self.bob)
        page = self._send("anna", "message", subject="Hello", body="<i>You</i>")
        self.assertIn("on its way to 2 members", page)
        self.assertNotIn("bob@example.org", page)
        mails = self.env["mail.mail"].search([("subject", "=", "[Training] Hello")])
        self.assertEqual(len(mails), 2)
        self.assertIn("&lt;i&gt;", mails[0].body_html)

    def test_messages_of_a_day_are_limited(self):
        for _number in range(5):
            self._send("anna", "message", subject="Hello", body="You")
        page = self._send("anna", "message", subject="Hello", body="You")
        self.assertIn("Enough messages for today", page)
        mails = self.env["mail.mail"].search([("subject", "=", "[Training] Hello")])
        self.assertEqual(len(mails), 5)

    def test_member_is_found_by_name_among_many(self):
        for name in ("Zoe Zebra", "Yves Yak"):
            self._seat(self._current(name))
        page = self._see("anna", "/desk?search=zebra")
        self.assertIn("Zoe Zebra", page)
        self.assertNotIn("Yves Yak", page)

    def test_vice_chair_does_not_depose_the_chair(self):
        self._seat(self.bob, "vice_chair")
        self._send("bob", f"members/{self._row(self.bob).id}/role", role="chair")
        self._send("bob", f"members/{self._row(self.anna).id}/role", role="member")
        self.assertEqual(self.commission.chair_id, self.anna.partner_id)

    def test_chair_ends_a_place_with_a_reason_and_the_person_is_told(self):
        row = self._seat(self.bob)
        page = self._send("anna", f"members/{row.id}/remove", reason="Never came")
        self.assertIn("Bob Member no longer takes part, and is told why.", page)
        self.assertEqual((row.state, row.reason), ("left", "Never came"))
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertEqual(mail.recipient_ids, self.bob.partner_id)
        self.assertIn("Never came", mail.body_html)
        self.assertEqual(self._send("anna", f"members/{row.id}/remove"), 404)

    def test_nobody_is_removed_without_a_word(self):
        row = self._seat(self.bob)
        page = self._send("anna", f"members/{row.id}/remove", reason="  ")
        self.assertIn("Say why: Bob Member is told.", page)
        self.assertEqual(row.state, "active")

    def test_chair_leaves_on_the_page_of_the_commission(self):
        row = self._row(self.anna)
        page = self._send("anna", f"members/{row.id}/remove", reason="Tired")
        self.assertIn("To leave yourself", page)
        self.assertEqual(self.commission.chair_id, self.anna.partner_id)

    def test_vice_chair_removes_members_but_nobody_who_leads(self):
        self._seat(self.bob, "vice_chair")
        second = self._seat(self._current("Vera Second"), "vice_chair")
        member = self._seat(self.carl)
        page = self._see("bob", "/desk")
        self.assertIn(f"/members/{member.id}/remove", page)
        for kept in (self._row(self.anna), second):
            self.assertNotIn(f"/members/{kept.id}/remove", page)
            said = self._send("bob", f"members/{kept.id}/remove", reason="Mine now")
            self.assertIn("only the chair decides", said)
            self.assertEqual(kept.state, "active")
        self._send("bob", f"members/{member.id}/remove", reason="Never came")
        self.assertEqual(member.state, "left")

    def test_chair_takes_an_invitation_back(self):
        self._send("anna", "invite", who="Carl Colleague")
        row = self._row(self.carl)
        self.assertEqual(row.invited_by_id, self.anna.partner_id)
        self.assertEqual(self._send("bob", f"invitations/{row.id}/cancel"), 404)
        page = self._send("anna", f"invitations/{row.id}/cancel")
        self.assertIn("The invitation of Carl Colleague is cancelled.", page)
        self.assertEqual(row.state, "left")

    def test_lapsed_member_reads_no_names(self):
        self._seat(self.bob)
        self.assertIn("Anna", self._see("bob"))
        self.bob.period_ids.date_to = "2024-12-31"
        self.bob._refresh()
        self.assertNotIn("Carl Colleague", self._see("bob"))
        self.assertNotIn("Members (", self._see("bob"))

    def test_page_far_beyond_the_last_is_an_empty_page(self):
        self.authenticate("anna", "anna")
        url = f"/my/commissions/{self.commission.id}/page/{10**18}"
        self.assertEqual(self.url_open(url).status_code, 200)
