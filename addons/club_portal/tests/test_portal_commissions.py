from odoo import Command
from odoo.addons.club_membership.tests.common import ClubCommon
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger


class CommissionPagesCase(ClubCommon, HttpCase):
    """Members with a login, an open commission, and forms sent like a browser does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commission = cls._commission("Training")
        cls.anna, cls.bob = cls._with_login("Anna"), cls._with_login("Bob")
        cls.env.flush_all()

    @classmethod
    def _commission(cls, name, **vals):
        return cls.env["club.commission"].create(
            {"name": name, "company_id": cls.company.id, "state": "open", **vals}
        )

    @classmethod
    def _with_login(cls, name, until="2099-12-31"):
        """A membership whose holder signs in with their first name."""
        user = new_test_user(
            cls.env,
            login=name.lower(),
            name=f"{name} Member",
            groups="base.group_portal",
            email=f"{name.lower()}@example.org",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        return cls._current(name, user.partner_id, until)

    @classmethod
    def _current(cls, name, partner=None, until="2099-12-31", **vals):
        membership = cls._member(name, cls.brittany, partner=partner, **vals)
        cls._period(membership, "2024-01-01", until)
        return membership

    def _see(self, login, path=""):
        """The text of a page below the commission."""
        self.authenticate(login, login)
        return self._get(f"/my/commissions/{self.commission.id}{path}")

    def _get(self, path):
        self.env.flush_all()
        answer = self.url_open(path)
        self.assertEqual(answer.status_code, 200, path)
        self.env.invalidate_all()
        return " ".join(answer.text.split())

    def _send(self, login, path, **data):
        """Send a form of the commission; the page it leads to, or the status."""
        self.authenticate(login, login)
        self.env.flush_all()
        with mute_logger("odoo.http"):
            answer = self.url_open(
                f"/my/commissions/{self.commission.id}/{path}",
                data={**data, "csrf_token": Request.csrf_token(self)},
                method="POST",
            )
        self.env.invalidate_all()
        if answer.status_code != 200:
            return answer.status_code
        return " ".join(answer.text.split())

    def _row(self, membership, commission=None):
        return (commission or self.commission)._live_row(membership.partner_id)

    def _seat(self, membership, role="member"):
        row = self.env["club.commission.member"].create(
            {
                "commission_id": self.commission.id,
                "partner_id": membership.partner_id.id,
                "membership_id": membership.id,
            }
        )
        row._seat()
        return row._set_role(role) if role != "member" else row


@tagged("post_install", "-at_install")
class TestPortalCommissions(CommissionPagesCase):
    """Browse, join, wait, leave: what a member does and sees."""

    def test_open_commissions_are_listed_and_drafts_are_not(self):
        self._commission("Secret plan", state="draft")
        self.authenticate("anna", "anna")
        page = self._get("/my/commissions")
        self.assertIn("Training", page)
        self.assertNotIn("Secret plan", page)

    def test_commissions_of_another_association_are_not_shown(self):
        other = self._association("Elsewhere")
        self.env["club.commission"].create(
            {"name": "Foreign", "company_id": other.id, "state": "open"}
        )
        self.authenticate("anna", "anna")
        self.assertNotIn("Foreign", self._get("/my/commissions"))

    def test_charter_is_read_by_all_and_names_by_members_only(self):
        self.commission.charter = "<p>We train <b>trainers</b>.</p>"
        self._seat(self.bob, "chair")
        page = self._see("anna")
        self.assertIn("We train <b>trainers</b>", page)
        self.assertIn("Chair", page)
        self.assertNotIn("Bob Member", page)
        self._seat(self.anna)
        self.assertIn("Bob Member", self._see("anna"))

    def test_who_waits_or_asks_sees_no_name_either(self):
        self._seat(self.bob)
        for policy, size in (("open", 1), ("approval", 0)):
            self.commission.write({"join_policy": policy, "max_size": size})
            self._send("anna", "join", membership_id=self.anna.id)
            self.assertNotIn("Bob Member", self._see("anna"))
            self._row(self.anna)._leave("")

    def test_member_joins_with_one_click(self):
        page = self._send("anna", "join", membership_id=self.anna.id)
        self.assertIn("Welcome: you are a member of Training.", page)
        self.assertEqual(self._row(self.anna).state, "active")

    def test_extra_fields_of_a_form_change_nothing(self):
        self._send(
            "anna", "join", membership_id=self.anna.id, role="chair",
            partner_id=self.bob.partner_id.id, date_from="2000-01-01",
        )  # fmt: skip
        self.assertEqual(self._row(self.anna).role, "member")
        self.assertFalse(self._row(self.bob))

    def test_nobody_joins_with_the_membership_of_somebody_else(self):
        for membership_id in (self.bob.id, 0, "x", "", "-1"):
            found = self._send("anna", "join", membership_id=membership_id)
            self.assertEqual(found, 404)
        self.assertFalse(self.commission.member_ids)

    def test_person_chooses_in_whose_name_they_join(self):
        acme = self._current("Acme", kind=self.type_organisation)
        self._delegate(acme, self.anna)
        page = self._see("anna")
        self.assertIn("In whose name do you join?", page)
        self.assertIn("For Acme", page)
        self._send("anna", "join", membership_id=acme.id)
        self.assertEqual(self._row(self.anna).membership_id, acme)

    def _delegate(self, organisation, membership, **vals):
        self.env["club.delegation"].create(
            {
                "membership_id": organisation.id,
                "partner_id": membership.partner_id.id,
                "role": "manager",
                "date_from": "2024-01-01",
                **vals,
            }
        )

    def test_former_delegate_cannot_join_for_the_organisation(self):
        acme = self._current("Acme", kind=self.type_organisation)
        self._delegate(acme, self.anna, date_to="2025-01-31")
        self.assertNotIn("Acme", self._see("anna"))
        self.assertEqual(self._send("anna", "join", membership_id=acme.id), 404)

    def test_lapsed_member_reads_why_they_cannot_join(self):
        lapsed = self._with_login("Lara", "2024-12-31")
        self.assertIn("renew it to join", self._see("lara"))
        page = self._send("lara", "join", membership_id=lapsed.id)
        self.assertIn("renew it to join", page)
        self.assertFalse(self._row(lapsed))

    def test_fee_is_said_before_joining(self):
        self.commission.fee = 50
        self.assertIn("50.00", self._see("anna"))

    def test_full_commission_tells_the_number_on_the_waiting_list(self):
        self.commission.max_size = 1
        self._seat(self.bob)
        self.assertIn("Join the waiting list", self._see("anna"))
        page = self._send("anna", "join", membership_id=self.anna.id)
        self.assertIn("You are number 1 on the waiting list.", page)

    def test_leaving_asks_for_a_reason_and_makes_room(self):
        self.commission.max_size = 1
        self._seat(self.anna)
        waiting = self._seat(self.bob)
        page = self._send("anna", "leave", reason="No time")
        self.assertIn("You have left Training.", page)
        row = self.commission.member_ids.filtered(lambda m: m.state == "left")
        self.assertEqual(row.reason, "No time")
        self.assertEqual(waiting.state, "active")

    def test_invited_member_accepts(self):
        self.commission.join_policy = "invitation"
        self.commission._invite(self.anna.partner_id, self.anna)
        self.assertIn("You are invited to join.", self._see("anna"))
        self.assertEqual(self._send("bob", "accept"), 404)
        self.assertIn("Welcome", self._send("anna", "accept"))
        self.assertEqual(self._send("anna", "accept"), 404)

    def test_mail_leads_to_the_page(self):
        row = self.commission._invite(self.anna.partner_id, self.anna)
        mail = self.env["mail.mail"].search(
            [("recipient_ids", "in", self.anna.partner_id.ids)]
        )
        self.assertIn(f"/my/commissions/{self.commission.id}", mail.body_html)
        self.assertTrue(row.page_url.startswith("http"))

    def test_staff_join_for_a_member_and_leave_a_trace(self):
        self._create_users()
        self.users["secretary"].password = "club_secretary"
        self.authenticate("club_secretary", "club_secretary")
        self._get(f"/my/for/{self.anna.id}")
        answer = self.url_open(
            f"/my/commissions/{self.commission.id}/join",
            data={
                "membership_id": self.anna.id,
                "csrf_token": Request.csrf_token(self),
            },
            method="POST",
        )
        self.assertEqual(answer.status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self._row(self.anna).state, "active")
        trace = self.env["club.trace"].search([("membership_id", "=", self.anna.id)])
        self.assertIn("Training", trace.action)

    def test_pages_cost_the_same_for_few_and_many_members(self):
        self._seat(self.anna, "chair")

        def seat(count):
            for number in range(count):
                self._seat(self._current(f"M {count} {number}"))

        def queries(path):
            self._see("anna", path)  # warms caches up
            before = self.env.cr.sql_log_count
            self._see("anna", path)
            return self.env.cr.sql_log_count - before

        seat(3)
        before = {path: queries(path) for path in ("", "/desk")}
        seat(40)
        for path, few in before.items():
            self.assertLessEqual(queries(path), few)
            self.assertLessEqual(few, 40)


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
