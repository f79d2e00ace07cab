from odoo.http import Request
from odoo.tests import tagged

from .commission_pages_case import CommissionPagesCase


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

    def test_invited_member_declines_and_who_invited_is_told(self):
        row = self.commission._invite(
            self.anna.partner_id, self.anna, author=self.bob.partner_id
        )
        self.authenticate("anna", "anna")
        leave = f'action="/my/commissions/{self.commission.id}/leave"'
        self.assertIn(leave, self._get("/my/commissions"))
        page = self._send("anna", "leave")
        self.assertIn("You have declined the invitation to Training.", page)
        self.assertEqual(row.state, "left")
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertEqual(mail.recipient_ids, self.bob.partner_id)
        self.assertIn("Anna Member", mail.body_html)

    def test_fee_says_whose_dues_grow_and_when(self):
        self.commission.write({"fee": 50, "join_policy": "approval"})
        acme = self._current("Acme", kind=self.type_organisation)
        self._delegate(acme, self.anna)
        page = self._see("anna")
        self.assertRegex(page, r"Joining adds \$?\s?50\.00.* to your dues")
        self.assertRegex(page, r"Joining adds .*50\.00.* to the dues of Acme")
        self.assertIn("Nothing is due before a place is yours.", page)
        page = self._send("anna", "join", membership_id=acme.id)
        self.assertIn("Nothing is due before a place is yours.", page)

    def test_seat_holder_reads_whom_to_ask_before_the_organisation_pays(self):
        self.commission.fee = 50
        acme = self._current("Acme", kind=self.type_organisation)
        self._delegate(acme, self.anna)
        self._delegate(acme, self.bob, role="seat")
        for page in (
            self._see("bob"),
            self._send("bob", "join", membership_id=acme.id),
        ):
            self.assertIn("Ask Anna Member.", page)
        self.assertFalse(self._row(self.bob))
        self._send("bob", "join", membership_id=self.bob.id)
        self.assertEqual(self._row(self.bob).state, "active")

    def test_invited_seat_holder_reads_why_accepting_must_wait(self):
        self.commission.fee = 50
        acme = self._current("Acme", kind=self.type_organisation)
        self._delegate(acme, self.anna)
        self._delegate(acme, self.bob, role="seat")
        row = self.commission._invite(self.bob.partner_id, acme)
        page = self._see("bob")
        self.assertIn("Ask Anna Member.", page)
        self.assertNotIn(f"/my/commissions/{self.commission.id}/accept", page)
        self._send("bob", "accept")
        self.assertEqual(row.state, "invited")

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
                "space": self.anna.id,
                "membership_id": self.anna.id,
                "csrf_token": Request.csrf_token(self),
            },
            method="POST",
        )
        self.assertEqual(answer.status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self._row(self.anna).state, "active")
        traces = self.env["club.trace"].search([("membership_id", "=", self.anna.id)])
        self.assertIn("Training", traces[0].action)

    def test_pages_cost_the_same_for_few_and_many_members(self):
        self._seat(self.anna, "chair")

        def seat(count):
            for number in range(count):
                self._seat(self._current(f"M {count} {number}"))

        def queries(path):
            """The least of three looks: the first one warms caches up, and Python may
            throw one of them away at any time."""
            counts = []
            for _look in range(3):
                before = self.env.cr.sql_log_count
                self._see("anna", path)
                counts.append(self.env.cr.sql_log_count - before)
            return min(counts)

        seat(3)
        before = {path: queries(path) for path in ("", "/desk")}
        seat(40)
        for path, few in before.items():
            self.assertLessEqual(queries(path), few)
            self.assertLessEqual(few, 40)
