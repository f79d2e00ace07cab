from odoo.tests import tagged

from .common import DemoCase

PORTAL_LOGINS = ("adherent", "member", "commission", "entreprise")


@tagged("post_install", "-at_install")
class TestDemoSpace(DemoCase):
    """What the printed logins of members find in their space."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commissions = cls.env["club.commission"].search(cls.mine)
        cls.spaces = {login: cls._space(login) for login in PORTAL_LOGINS}

    @classmethod
    def _space(cls, login):
        user = cls.env["res.users"].search([("login", "=", login)])
        return cls.env["club.space"].with_user(user)._open()

    def _rows(self, login):
        return self.spaces[login].person._club_commissions()

    def test_commissions_are_of_every_kind_and_every_way_of_joining(self):
        self.assertEqual(
            set(self.commissions.mapped("kind")), {"topical", "circle", "group", "body"}
        )
        self.assertEqual(
            set(self.commissions.mapped("join_policy")),
            {"open", "approval", "invitation"},
        )
        for commission in self.commissions:
            self.assertEqual(commission.state, "open")
            self.assertTrue(commission.chair_id, commission.name)
            self.assertGreaterEqual(commission.member_count, 3, commission.name)

    def test_member_who_signs_in_has_hours_to_confirm_and_hours_that_count(self):
        hours = self.env["club.hours"]
        for login in ("adherent", "commission"):
            page = hours._page_of_space(self.spaces[login])
            self.assertEqual(len(page["waiting"]), 2, login)
            self.assertTrue(len(page["years"]) > 1 or page["totals"], login)

    def test_one_commission_is_full_and_the_member_waits_for_a_place(self):
        full = self.commissions.filtered("max_size")
        self.assertEqual(full.member_count, full.max_size)
        self.assertEqual(full.waiting_count, 3)
        row = self._rows("adherent")
        self.assertEqual((row.commission_id, row.state), (full, "waiting"))
        self.assertEqual(row._waiting_position(), 2)

    def test_chair_who_signs_in_has_requests_to_decide(self):
        row = self._rows("commission")
        self.assertEqual((row.role, row.state), ("chair", "active"))
        self.assertTrue(row.commission_id._is_led_by(row.partner_id))
        requests = row.commission_id.member_ids.filtered(
            lambda asked: asked.state == "requested"
        )
        self.assertEqual(len(requests), 2)
        requests[0]._approve()
        self.assertEqual(requests[0].state, "active")

    def test_delegate_is_invited_to_a_circle_and_may_accept(self):
        invited = self._rows("entreprise").filtered(lambda row: row.state == "invited")
        self.assertEqual(invited.commission_id.kind, "circle")
        invited._accept_invitation()
        self.assertEqual(invited.state, "active")

    def test_fee_of_a_commission_is_owed_for_those_who_sit_in_it(self):
        paying = self.commissions.filtered("fee")
        dues = self.env["club.due"].search(
            [*self.mine, ("origin_key", "=", f"commission:{paying.id}")]
        )
        seated = paying.member_ids.filtered(lambda row: row.state == "active")
        self.assertEqual(dues.membership_id, seated.membership_id)

    def test_chairs_of_the_past_stay_in_the_history(self):
        former = self.commissions.member_ids.filtered(
            lambda row: row.role == "chair" and row.state == "left"
        )
        self.assertTrue(former)

    def test_organisations_have_teams_of_every_role(self):
        teams = self.env["club.delegation"].search(self.mine)
        self.assertEqual(
            set(teams.mapped("role")), {"manager", "voter", "deputy", "seat"}
        )
        managed = teams.filtered(lambda d: d.role == "manager").membership_id
        self.assertTrue(8 <= len(managed) <= 10)
        others = teams.filtered(lambda d: d.membership_id not in managed)
        self.assertEqual(set(others.mapped("role")), {"voter"})

    def test_delegate_manages_a_team_with_a_free_seat_and_an_open_invitation(self):
        firm = self.spaces["entreprise"].manages
        self.assertEqual(len(firm), 1)
        figures = firm._seat_figures()
        self.assertEqual((figures["pending"], figures["free"]), (1, 1))
        self.assertGreaterEqual(figures["used"], 2)
        colleague = firm._invite("louise@textile.example", "Louise Kerbrat")
        self.assertEqual(colleague.state, "sent")

    def test_who_owes_can_pay_online(self):
        for login in ("adherent", "member", "entreprise"):
            space = self.spaces[login]
            bills = self.env["club.due"]._of_space(space)._bills()
            self.assertTrue(bills, login)
            providers, methods = self.company._club_payment_options(space.person, 10.0)
            self.assertEqual((providers.code, len(methods)), ("demo", 1), login)
            self.assertEqual(providers.journal_id.type, "bank")

    def test_member_acts_and_pays_for_a_child_without_a_vote(self):
        space = self.spaces["adherent"]
        ward = space.wards
        self.assertEqual(len(ward), 1)
        self.assertTrue(ward.partner_id._club_is_minor())
        self.assertIn(ward, self.env["club.due"]._of_space(space).membership_id)

    def test_every_section_is_open_to_its_members(self):
        sections = self.env["club.section"].search(self.mine)
        self.assertTrue(all(section._is_open_to_members() for section in sections))
        self.assertEqual(len(set(sections.mapped("portal_open_on"))), 2)
        access = self.env["club.portal.access"].search(self.mine)
        self.assertEqual(set(access.mapped("login")), set(PORTAL_LOGINS))

    def test_people_show_more_or_less_in_the_directory(self):
        entries = self.env["club.directory.entry"].search(self.mine)
        self.assertGreater(len(entries), 250)
        with_phone = entries.filtered(lambda e: "phone" in (e.shown_members or {}))
        self.assertTrue(30 < len(with_phone) < len(entries) / 2, len(with_phone))
        self.assertTrue(entries.filtered("shown_public"))
        hidden = self.env["club.privacy.choice"].search(
            [*self.mine, ("field_id.key", "=", "name"), ("level", "=", "nobody")]
        )
        self.assertTrue(hidden)
        self.assertFalse(entries.filtered(lambda e: e.partner_id in hidden.partner_id))

    def test_consents_are_asked_in_words_and_some_answered(self):
        asked = self.env["club.consent"]._for_person(
            self.company, self.spaces["commission"].person
        )
        self.assertEqual([entry["state"] for entry in asked], ["given", "none"])
        self.assertTrue(all(entry["text"] for entry in asked))

    def test_applications_and_a_request_to_be_forgotten_wait_for_the_secretary(self):
        applications = self.env["club.application"].search(self.mine)
        self.assertEqual(applications.mapped("state"), ["waiting", "waiting"])
        self.assertEqual(set(applications.mapped("kind")), {"person", "organisation"})
        request = self.env["club.erasure"].search(self.mine)
        self.assertEqual(request.state, "requested")
        self.assertFalse(request.obstacle)
